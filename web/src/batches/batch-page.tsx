import { Alert, Button, Group, Paper, Progress, Text } from '@mantine/core';
import { useEvents } from '@smart-content/client/react';
import { useEffect, useRef, useState } from 'react';
import { type CombinedError, useClient, useQuery } from 'urql';
import type { BatchWithJobsQuery } from '../gql/graphql.js';
import { JobList } from '../jobs/job-list.js';
import { announce } from '../layout/announcer.js';
import { Icon } from '../layout/icon.js';
import NotFound from '../layout/not-found.js';
import { Page } from '../layout/page.js';
import { Failed, Loading } from '../layout/states.js';
import { readable } from '../lib/readable.js';
import { saveFile } from '../lib/save-file.js';
import { toCsv } from './csv.js';
import { BatchProgress, BatchWithJobs, CancelBatch, RetryBatch } from './operations.js';

/** The time between two readings of the jobs while they end, in milliseconds. */
const RELOAD_MS = 300;

type Batch = NonNullable<BatchWithJobsQuery['batch']>;

/** A batch: its progress as it happens, and its jobs. */
export default function BatchPage({ id }: { id: string }) {
  const [{ data, error }, refetch] = useQuery({
    query: BatchWithJobs,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const reload = () => refetch({ requestPolicy: 'network-only' });
  const isOver = Boolean(data?.batch?.completedAt);
  const later = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(later.current), []);
  useEvents(BatchProgress, isOver ? null : { id }, {
    after: null,
    onEvent({ batchProgress }) {
      if (batchProgress.completedAt) announce('The batch is finished.');
      // Many jobs may end at once: one request shows them all.
      later.current ??= setTimeout(() => {
        later.current = undefined;
        reload();
      }, RELOAD_MS);
    },
  });
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Loading />;
  if (!data.batch) return <NotFound />;
  return <Shown batch={data.batch} reload={reload} />;
}

function Shown({ batch, reload }: { batch: Batch; reload: () => void }) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CombinedError | undefined>();
  const { id, total, progress, byStatus, completedAt } = batch;
  const jobs = batch.jobs.edges.map(({ node }) => node);

  async function act(mutation: typeof CancelBatch | typeof RetryBatch) {
    setBusy(true);
    const { error: fault } = await client.mutation(mutation, { id }).toPromise();
    setBusy(false);
    setError(fault);
    reload();
  }

  function save() {
    const names = [
      ...new Set(jobs.flatMap(({ template }) => template?.variables.map(({ name }) => name) ?? [])),
    ];
    const lines = jobs.map(({ prompt, status, template, generatedContent, error: failure }) => [
      ...names.map((name) => template?.variables.find((one) => one.name === name)?.value ?? ''),
      prompt,
      status,
      generatedContent ?? failure?.message ?? '',
    ]);
    saveFile(`batch-${id}.csv`, toCsv([[...names, 'prompt', 'status', 'text'], ...lines]));
  }

  const parts = [
    `${byStatus.completed} finished`,
    byStatus.failed > 0 && `${byStatus.failed} failed`,
    byStatus.canceled > 0 && `${byStatus.canceled} canceled`,
    byStatus.processing + byStatus.retrying > 0 && `${byStatus.processing + byStatus.retrying} being written`,
    byStatus.queued > 0 && `${byStatus.queued} waiting`,
  ].filter(Boolean);
  return (
    <Page title={`Batch of ${total}`}>
      <Paper withBorder p="md" component="section" aria-label="Progress of the batch">
        <Progress value={progress * 100} aria-label="Progress" />
        <Text size="sm" mt="xs" data-testid="counts">
          {parts.join(' · ')}
        </Text>
        <Group gap="sm" mt="sm">
          {!completedAt && (
            <Button
              variant="default"
              loading={busy}
              leftSection={<Icon name="cross" size={16} />}
              onClick={() => act(CancelBatch)}
            >
              Cancel
            </Button>
          )}
          {byStatus.failed > 0 && (
            <Button
              variant="default"
              loading={busy}
              leftSection={<Icon name="retry" size={16} />}
              onClick={() => act(RetryBatch)}
            >
              Retry failed
            </Button>
          )}
          <Button variant="default" onClick={save}>
            Download CSV
          </Button>
        </Group>
        {error && (
          <Alert color="red" variant="light" role="alert" mt="sm">
            {readable(error)}
          </Alert>
        )}
      </Paper>
      <JobList jobs={jobs} />
    </Page>
  );
}
