import { Stack, Text } from '@mantine/core';
import { useQuery } from 'urql';
import { WordDiff } from '../components/word-diff.js';
import type { ContentFieldsFragment } from '../gql/graphql.js';
import { Failed, Loading } from '../layout/states.js';
import { CONTENT_TYPES } from '../lib/content-types.js';
import { ContentVersion } from './operations.js';

interface Props {
  /** The piece as it is saved. */
  piece: ContentFieldsFragment;
  version: number;
}

/** The changes from a former version of a piece to the current text. */
export function VersionDiff({ piece, version }: Props) {
  // A former version never changes.
  const [{ data, error }, refetch] = useQuery({
    query: ContentVersion,
    variables: { id: piece.id, version },
  });
  if (!data) {
    return error ? (
      <Failed error={error} retry={() => refetch({ requestPolicy: 'network-only' })} />
    ) : (
      <Loading what="Loading the version" />
    );
  }
  const before = data.contentVersion;
  if (!before) {
    return (
      <Text size="sm" c="dimmed" mt="sm">
        This version is no longer kept.
      </Text>
    );
  }
  return (
    <Stack gap="xs" mt="sm" component="section" aria-label={`From version ${version} to now`}>
      <Text size="xs" c="dimmed">
        From version {version} to the text of now: what went is struck through, what came is underlined.
      </Text>
      {before.title !== piece.title && <WordDiff before={before.title} after={piece.title} />}
      {before.type !== piece.type && (
        <WordDiff before={CONTENT_TYPES[before.type].name} after={CONTENT_TYPES[piece.type].name} />
      )}
      <WordDiff before={before.body} after={piece.body} />
    </Stack>
  );
}
