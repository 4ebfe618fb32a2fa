import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { ContentFieldsFragment } from '../gql/graphql.js';
import { moment } from '../lib/time.js';
import { excerpt } from './excerpt.js';

interface Props {
  theirs: ContentFieldsFragment;
  onTake: () => void;
  onKeep: () => void;
}

/** Shown if the piece was saved elsewhere during the edit. */
export function ConflictAlert({ theirs, onTake, onKeep }: Props) {
  return (
    <Alert color="orange" variant="light" role="alert" title="It was changed elsewhere in the meantime">
      <Stack gap="sm">
        <Text size="sm">
          Saved {moment(theirs.updatedAt)}: <strong>{theirs.title}</strong>. {excerpt(theirs.body, null)}
        </Text>
        <Group gap="sm">
          <Button size="xs" variant="default" onClick={onTake}>
            Take that one
          </Button>
          <Button size="xs" onClick={() => void onKeep()}>
            Keep mine
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
