import { Button, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { useEvents } from '@smart-content/client/react';
import { useState } from 'react';
import { useClient, useMutation } from 'urql';
import type { ExportFieldsFragment } from '../gql/graphql.js';
import { announce } from '../layout/announcer.js';
import { Failed } from '../layout/states.js';
import { plural } from '../lib/plural.js';
import { ago, moment } from '../lib/time.js';
import { FORMATS } from './formats.js';
import { DeleteExport, ExportLink, ExportProgress } from './operations.js';

const KB = 1_024;

function sizeOf(bytes: number): string {
  if (bytes < KB) return plural(bytes, 'byte');
  return bytes < KB * KB ? `${Math.round(bytes / KB)} kB` : `${(bytes / (KB * KB)).toFixed(1)} MB`;
}

/** An export as it is now, until its end. */
function useExport(listed: ExportFieldsFragment) {
  const { id, status } = listed;
  const follow = status === 'QUEUED' || status === 'RUNNING';
  const { latest, error } = useEvents(ExportProgress, follow ? { id } : null, {
    onEvent({ exportProgress }) {
      if (exportProgress.status === 'COMPLETED') announce('The export is ready.');
      if (exportProgress.status === 'FAILED') announce('The export failed.');
    },
  });
  return { now: latest?.exportProgress ?? listed, fault: error };
}

export function ExportItem({ listed }: { listed: ExportFieldsFragment }) {
  const { now, fault } = useExport(listed);
  const { id, kind, format, createdAt, ...state } = now;
  const client = useClient();
  const [removing, remove] = useMutation(DeleteExport);
  const [opening, setOpening] = useState(false);
  const [unavailable, setUnavailable] = useState<string | null>(null);
  const name = kind === 'MY_DATA' ? 'Everything of mine' : FORMATS[format].name;
  const unfinished = state.status === 'QUEUED' || state.status === 'RUNNING';
  const error = fault ?? removing.error;

  /** A link is valid for an hour, so it is requested on demand. */
  async function download() {
    setOpening(true);
    const answer = await client.query(ExportLink, { id }, { requestPolicy: 'network-only' }).toPromise();
    setOpening(false);
    const url = answer.data?.export?.downloadUrl;
    setUnavailable(url ? null : 'The file cannot be downloaded now. Load the page again.');
    if (url) Object.assign(document.createElement('a'), { href: url, download: '' }).click();
  }

  return (
    <Paper withBorder component="li" p="md" data-testid="export" aria-label={`${name}, ${moment(createdAt)}`}>
      <Stack gap="xs">
        <Group justify="space-between" gap="sm">
          <div>
            <Text fw={600}>{name}</Text>
            <Text size="xs" c="dimmed" component="time" dateTime={createdAt} title={moment(createdAt)}>
              {ago(createdAt)}
            </Text>
          </div>
          <Group gap="xs">
            {state.status === 'COMPLETED' && (
              <Button
                size="xs"
                loading={opening}
                aria-label={`Download ${name}`}
                onClick={() => void download()}
              >
                Download
              </Button>
            )}
            <Button
              variant="default"
              size="xs"
              loading={removing.fetching}
              aria-label={`${unfinished ? 'Cancel' : 'Delete'} ${name}`}
              onClick={() => void remove({ id })}
            >
              {unfinished ? 'Cancel' : 'Delete'}
            </Button>
          </Group>
        </Group>
        <State {...state} />
        {unavailable && (
          <Text size="sm" c="red" role="alert">
            {unavailable}
          </Text>
        )}
        {error && <Failed error={error} />}
      </Stack>
    </Paper>
  );
}

type StateProps = Pick<ExportFieldsFragment, 'status' | 'done' | 'total' | 'size' | 'error' | 'expiresAt'>;

function State({ status, done, total, size, error, expiresAt }: StateProps) {
  switch (status) {
    case 'QUEUED':
      return <Text size="sm">Waiting</Text>;
    case 'RUNNING':
      return (
        <>
          <Text size="sm">
            {done} of {total}
          </Text>
          <Progress value={total === 0 ? 0 : (done / total) * 100} aria-label="Progress" />
        </>
      );
    case 'FAILED':
      return (
        <Text size="sm" c="red">
          Failed: {error}
        </Text>
      );
    case 'EXPIRED':
      return (
        <Text size="sm" c="dimmed">
          The file was removed.
        </Text>
      );
    case 'COMPLETED':
      return (
        <Text size="sm" c="dimmed">
          {sizeOf(size ?? 0)}
          {expiresAt && `, kept until ${moment(expiresAt)}`}
        </Text>
      );
  }
}
