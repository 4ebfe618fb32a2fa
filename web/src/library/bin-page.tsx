import { Alert, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { announce } from '../layout/announcer.js';
import { BackLink } from '../layout/back-link.js';
import { Page } from '../layout/page.js';
import { Empty, Failed, Loading } from '../layout/states.js';
import { plural } from '../lib/plural.js';
import { readable } from '../lib/readable.js';
import { moment } from '../lib/time.js';
import { excerpt } from './excerpt.js';
import { Binned, DeleteForever, EmptyBin, RestoreFromBin } from './operations.js';
import { useContentChanges } from './use-content-changes.js';

const CONTEXT = { additionalTypenames: ['Content', 'ContentBulkResult'] };

/** Deleted pieces: each can be restored or removed permanently, and all of them removed. */
export default function BinPage() {
  const [{ data, error }, refetch] = useQuery({
    query: Binned,
    variables: { after: null },
    requestPolicy: 'cache-and-network',
    context: CONTEXT,
  });
  useContentChanges(() => refetch({ requestPolicy: 'network-only' }));
  const [restoring, restore] = useMutation(RestoreFromBin);
  const [removing, remove] = useMutation(DeleteForever);
  const [emptying, empty] = useMutation(EmptyBin);
  /** The removal to confirm: the id of a piece, or `all`. */
  const [confirming, setConfirming] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);

  if (!data) {
    return error ? (
      <Failed error={error} retry={() => refetch({ requestPolicy: 'network-only' })} />
    ) : (
      <Loading />
    );
  }
  const { totalCount, edges } = data.binnedContents;
  const fault = restoring.error ?? removing.error ?? emptying.error;

  async function restorePiece(id: string, title: string) {
    const { data: done } = await restore({ ids: [id] });
    setRefused(done?.restoreFromBin.refused[0]?.message ?? null);
    if (done?.restoreFromBin.done) announce(`${title} is in the library again.`);
    refetch({ requestPolicy: 'network-only' });
  }

  async function removeForever(id: string) {
    await remove({ ids: [id] });
    setConfirming(null);
    refetch({ requestPolicy: 'network-only' });
  }

  async function removeAll() {
    await empty({});
    setConfirming(null);
    announce('The bin is empty.');
    refetch({ requestPolicy: 'network-only' });
  }

  return (
    <Page title="Bin" aside={<BackLink href="/library">Library</BackLink>}>
      {(fault || refused) && (
        <Alert color="red" variant="light" role="alert">
          {fault ? readable(fault) : refused}
        </Alert>
      )}
      {edges.length === 0 ? (
        <Empty icon="trash" title="The bin is empty" />
      ) : (
        <>
          <Group justify="space-between">
            <Text size="sm" c="dimmed" role="status">
              {plural(totalCount, 'piece')} in the bin
            </Text>
            {confirming === 'all' ? (
              <Group gap="sm">
                <Button color="red" size="xs" loading={emptying.fetching} onClick={() => void removeAll()}>
                  Remove all for good
                </Button>
                <Button variant="default" size="xs" onClick={() => setConfirming(null)}>
                  Keep them
                </Button>
              </Group>
            ) : (
              <Button variant="light" color="red" size="xs" onClick={() => setConfirming('all')}>
                Empty the bin
              </Button>
            )}
          </Group>
          <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
            {edges.map(({ node: { content, binnedAt, removedAfter } }) => (
              <Paper key={content.id} withBorder p="md" component="li">
                <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                  {content.title}
                </Text>
                <Text size="sm" c="dimmed" lineClamp={2}>
                  {excerpt(content.body, null)}
                </Text>
                <Group justify="space-between" mt="xs">
                  <Text size="xs" c="dimmed">
                    Deleted {moment(binnedAt)}
                    {removedAfter ? `, removed for good after ${moment(removedAfter)}` : ''}
                  </Text>
                  <Group gap="xs">
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={`Restore ${content.title}`}
                      onClick={() => void restorePiece(content.id, content.title)}
                    >
                      Restore
                    </Button>
                    {confirming === content.id ? (
                      <Button
                        size="xs"
                        color="red"
                        aria-label={`Remove ${content.title} for good`}
                        onClick={() => void removeForever(content.id)}
                      >
                        Remove for good
                      </Button>
                    ) : (
                      <Button
                        size="xs"
                        variant="subtle"
                        color="red"
                        aria-label={`Remove ${content.title}`}
                        onClick={() => setConfirming(content.id)}
                      >
                        Remove
                      </Button>
                    )}
                  </Group>
                </Group>
              </Paper>
            ))}
          </Stack>
          {data.binnedContents.pageInfo.hasNextPage && (
            <Text size="sm" c="dimmed">
              The {edges.length} last deleted are shown.
            </Text>
          )}
        </>
      )}
    </Page>
  );
}
