import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useJob } from '@smart-content/client/react';
import { useEffect, useRef, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { WordDiff } from '../components/word-diff.js';
import { CancelJob } from '../jobs/operations.js';
import { isOver } from '../jobs/status.js';
import { Writing } from '../jobs/writing.js';
import { announce } from '../layout/announcer.js';
import { readable } from '../lib/readable.js';
import { useRefetchOnCompletion } from '../notifications/feed.js';
import { RefinedJob } from './operations.js';

/** A changed text that the user accepts. */
export interface Taken {
  jobId: string;
  before: string;
  text: string;
}

interface Props {
  id: string;
  /** The text that is changed. */
  before: string;
  onTake: (taken: Taken) => Promise<string | undefined>;
  onLeave: () => void;
}

/** A text while it is changed, and then the differences. */
export function RefinedText({ id, before, onTake, onLeave }: Props) {
  const [{ data, error }, refetch] = useQuery({
    query: RefinedJob,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const again = () => refetch({ requestPolicy: 'network-only' });
  useRefetchOnCompletion(again, id);
  const job = data?.job;
  const over = job ? isOver(job.status) : false;
  const written = useJob(over ? null : id);
  const ended = written.status !== null && isOver(written.status);
  // The last message of a text may arrive before the event.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the end is what counts
  useEffect(() => {
    if (ended) again();
  }, [ended]);
  const [, cancel] = useMutation(CancelJob);
  const [taking, setTaking] = useState(false);
  const [refused, setRefused] = useState<string | undefined>();
  const heading = useRef<HTMLHeadingElement>(null);

  // The focused element no longer exists.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once at the beginning, and once at the end
  useEffect(() => {
    heading.current?.focus();
    if (over) announce(job?.status === 'COMPLETED' ? 'The changed text is ready.' : 'It was not changed.');
  }, [over]);

  const text = job?.status === 'COMPLETED' ? job.generatedContent : null;
  async function take(after: string) {
    setTaking(true);
    setRefused(await onTake({ jobId: id, before, text: after }));
    setTaking(false);
  }

  return (
    <Stack gap="md" component="section" aria-label="Change the text">
      <Title order={2} size="h4" tabIndex={-1} ref={heading}>
        {over ? 'What changes' : 'The text is being changed'}
      </Title>
      {!over && (
        <>
          <Writing
            text={written.text}
            retrying={written.status === 'RETRYING'}
            attempt={written.attempt || 1}
          />
          <Group>
            <Button variant="default" onClick={() => void cancel({ id }).then(again)}>
              Cancel
            </Button>
          </Group>
        </>
      )}
      {over && text === null && (
        <Text size="sm" role="alert">
          {job?.error ? `It could not be changed. ${job.error.message}` : 'The change was canceled.'}
        </Text>
      )}
      {text != null && <WordDiff before={before} after={text} />}
      {job?.finishReason === 'LENGTH' && (
        <Text size="sm" c="dimmed">
          The model reached its limit of length; a part may be missing.
        </Text>
      )}
      {(refused ?? (error && !data ? readable(error) : undefined)) && (
        <Text size="sm" c="red" role="alert">
          {refused ?? (error && readable(error))}
        </Text>
      )}
      {over && (
        <Group gap="sm">
          {text != null && (
            <Button loading={taking} onClick={() => void take(text)}>
              Take it
            </Button>
          )}
          <Button variant="default" onClick={onLeave}>
            {text != null ? 'Leave it' : 'Back'}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
