import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { type CombinedError, useMutation } from 'urql';
import { useLocation } from 'wouter';
import { newKey } from '../generate/use-generate.js';
import type { JobFieldsFragment, JobStatus } from '../gql/graphql.js';
import { announce } from '../layout/announcer.js';
import { Icon } from '../layout/icon.js';
import { readable } from '../lib/readable.js';
import { ContinueJob } from '../refine/operations.js';
import { ChangeTime } from './change-time.js';
import { CancelJob, RetryJob, SaveJob } from './operations.js';
import { isOver } from './status.js';

/** The response contains the piece only, but the job shows it too. */
const CHANGES_JOB = { additionalTypenames: ['Job'] };

/** The actions on a job in its status: cancel, retry, save, continue. */
export function JobActions({ job, status }: { job: JobFieldsFragment; status: JobStatus }) {
  const [cancel, runCancel] = useMutation(CancelJob);
  const [retry, runRetry] = useMutation(RetryJob);
  const [save, runSave] = useMutation(SaveJob);
  const [error, setError] = useState<CombinedError | undefined>();
  const [, navigate] = useLocation();
  const [rest, runContinue] = useMutation(ContinueJob);
  // A request whose response was lost is repeated with the same key.
  const [key] = useState(newKey);
  const { id } = job;

  async function goOn() {
    const { data, error: fault } = await runContinue({ id, idempotencyKey: key });
    setError(fault);
    if (data) navigate(`/jobs/${data.continueJob.id}`);
    else if (fault) announce(readable(fault));
  }

  async function run(action: Promise<{ error?: CombinedError | undefined }>, said: string) {
    const { error: fault } = await action;
    setError(fault);
    announce(fault ? readable(fault) : said);
  }

  return (
    <>
      {status === 'QUEUED' && <ChangeTime job={job} />}
      {!isOver(status) && (
        <Button
          variant="default"
          leftSection={<Icon name="cross" size={16} />}
          loading={cancel.fetching}
          onClick={() => void run(runCancel({ id }), 'Canceled.')}
        >
          Cancel
        </Button>
      )}
      {(job.status === 'FAILED' || job.status === 'CANCELED') && (
        <Button
          leftSection={<Icon name="retry" size={16} />}
          loading={retry.fetching}
          onClick={() => void run(runRetry({ id }), 'The job runs again.')}
        >
          Run again
        </Button>
      )}
      {job.status === 'COMPLETED' && !job.savedContent && (
        <Button
          leftSection={<Icon name="bookmark" size={16} />}
          loading={save.fetching}
          onClick={() => void run(runSave({ id }, CHANGES_JOB), 'Saved to the library.')}
        >
          Save to the library
        </Button>
      )}
      {job.savedContent && (
        <Button
          variant="light"
          leftSection={<Icon name="check" size={16} />}
          onClick={() => navigate(`/library/${job.savedContent?.id}`)}
        >
          Open in the library
        </Button>
      )}
      {job.finishReason === 'LENGTH' && (
        <Button
          variant="default"
          leftSection={<Icon name="write" size={16} />}
          loading={rest.fetching}
          onClick={() => void goOn()}
        >
          Continue
        </Button>
      )}
      {job.generatedContent && <CopyButton text={job.generatedContent} />}
      {error && (
        <Text size="sm" c="red" role="alert">
          {readable(error)}
        </Text>
      )}
    </>
  );
}

/** Only if the browser permits clipboard access: over HTTPS and on localhost. */
function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  if (!navigator.clipboard) return null;
  async function copy() {
    await navigator.clipboard.writeText(text);
    announce('Copied.');
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  }
  return (
    <Button
      variant="default"
      leftSection={<Icon name={copied ? 'check' : 'copy'} size={16} />}
      onClick={() => void copy().catch(() => {})}
    >
      {copied ? 'Copied' : 'Copy'}
    </Button>
  );
}
