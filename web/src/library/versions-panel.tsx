import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useStore } from '@smart-content/client/react';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { Dialog, DialogForm } from '../components/dialog-form.js';
import type { ContentChangeReason, ContentFieldsFragment, ContentVersionsQuery } from '../gql/graphql.js';
import { announce } from '../layout/announcer.js';
import { Failed, Loading } from '../layout/states.js';
import { moment } from '../lib/time.js';
import { session } from '../session/session.js';
import classes from './library.module.css';
import { ContentVersions, RestoreContent } from './operations.js';
import { useContentChanges } from './use-content-changes.js';
import { VersionDiff } from './version-diff.js';

const FIRST = 20;
/** The longest page of the API. */
const MOST = 100;
/** Queries with this type are refetched after a change of the piece, which makes a new version. */
const CONTEXT = { additionalTypenames: ['Content'] };

/** The reason for a version, after "when you". */
const REASONS: Record<ContentChangeReason, string> = {
  EDIT: 'edited it',
  REFINE: 'had it refined',
  RESTORE: 'restored a former version',
};

type Version = NonNullable<ContentVersionsQuery['contentVersions']>['edges'][number]['node'];

interface Props {
  /** The piece as it is saved. */
  piece: ContentFieldsFragment;
  /** Whether there are changes that a restored version would discard. */
  unsaved: boolean;
  onRestored: (piece: ContentFieldsFragment) => void;
}

/** The former texts of a piece. Each can be compared with the current text, and restored. */
export function VersionsPanel({ piece, unsaved, onRestored }: Props) {
  const [first, setFirst] = useState(FIRST);
  const [{ data, error }, refetch] = useQuery({
    query: ContentVersions,
    variables: { id: piece.id, first },
    requestPolicy: 'cache-and-network',
    context: CONTEXT,
  });
  useContentChanges(() => refetch({ requestPolicy: 'network-only' }), piece.id);
  const [compared, setCompared] = useState<number | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const [, restore] = useMutation(RestoreContent);

  async function restoreChosen() {
    const answer = await restore({ id: piece.id, version: chosen ?? 0 });
    if (answer.data) {
      setCompared(null);
      onRestored(answer.data.restoreContent);
      announce(`Version ${chosen} is the text again.`);
    }
    return answer.error;
  }

  const edges = data?.contentVersions?.edges ?? [];
  return (
    <Stack gap="sm" component="section" aria-labelledby="versions">
      <Title order={2} size="h4" id="versions">
        Versions
      </Title>
      {error && <Failed error={error} retry={() => refetch({ requestPolicy: 'network-only' })} />}
      {!data && !error && <Loading what="Loading the versions" />}
      {data?.contentVersions && edges.length === 0 && (
        <Text size="sm" c="dimmed">
          The text has not changed yet. Each change keeps the text before it here.
        </Text>
      )}
      {edges.length > 0 && (
        <ul className={classes.versions}>
          {edges.map(({ node }) => (
            <Paper key={node.version} withBorder p="md" component="li" data-testid="version">
              <Group justify="space-between" gap="sm">
                <Described {...node} />
                <Group gap="xs">
                  <Button
                    size="xs"
                    variant="default"
                    aria-expanded={compared === node.version}
                    aria-label={`${compared === node.version ? 'Hide' : 'Compare'} version ${node.version}`}
                    onClick={() => setCompared(compared === node.version ? null : node.version)}
                  >
                    {compared === node.version ? 'Hide' : 'Compare'}
                  </Button>
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={`Restore version ${node.version}`}
                    onClick={() => setChosen(node.version)}
                  >
                    Restore
                  </Button>
                </Group>
              </Group>
              {compared === node.version && <VersionDiff piece={piece} version={node.version} />}
            </Paper>
          ))}
        </ul>
      )}
      {data?.contentVersions?.pageInfo.hasNextPage && first < MOST && (
        <Button variant="default" onClick={() => setFirst(MOST)}>
          Show older ones
        </Button>
      )}
      <Dialog
        title={`Restore version ${chosen ?? ''}`}
        opened={chosen !== null}
        onClose={() => setChosen(null)}
      >
        <DialogForm action="Restore it" confirms onSubmit={restoreChosen} onClose={() => setChosen(null)}>
          <Text size="sm">
            The piece gets the title, the kind and the text of version {chosen} again. The text of now is kept
            as version {piece.version}.
          </Text>
          {unsaved && (
            <Text size="sm" fw={600}>
              Your changes that are not saved yet are lost.
            </Text>
          )}
        </DialogForm>
      </Dialog>
    </Stack>
  );
}

function Described({ version, title, reason, replacedAt, actorId }: Version) {
  const viewer = useStore(session)?.user.id;
  return (
    <div>
      <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        Version {version}: {title}
      </Text>
      <Text size="xs" c="dimmed">
        Until {moment(replacedAt)}, when {actorId === viewer ? 'you' : `user ${actorId}`} {REASONS[reason]}
      </Text>
    </div>
  );
}
