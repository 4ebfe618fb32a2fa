import { Checkbox, Group, TagsInput } from '@mantine/core';
import { useState } from 'react';
import { type CombinedError, useQuery } from 'urql';
import { DialogForm } from '../components/dialog-form.js';
import type { ContentFieldsFragment } from '../gql/graphql.js';
import { ContentTags } from './operations.js';

/** The most tags of a piece. */
const MAX_TAGS = 20;

interface Props {
  pieces: ContentFieldsFragment[];
  onSubmit: (added: string[], removed: string[]) => Promise<CombinedError | undefined>;
  onClose: () => void;
}

/** Adds tags to some pieces, and removes tags that they have. */
export function TagsForm({ pieces, onSubmit, onClose }: Props) {
  const [added, setAdded] = useState<string[]>([]);
  const [removed, setRemoved] = useState<string[]>([]);
  const [{ data }] = useQuery({ query: ContentTags });
  // Tags that differ by case alone are the same.
  const present = new Map(pieces.flatMap(({ tags }) => tags.map((tag) => [tag.toLowerCase(), tag])));
  return (
    <DialogForm
      action="Change the tags"
      disabled={added.length + removed.length === 0}
      onSubmit={() => onSubmit(added, removed)}
      onClose={onClose}
    >
      <TagsInput
        label="Add"
        description="Enter ends a tag."
        maxTags={MAX_TAGS}
        value={added}
        data={(data?.contentTags ?? []).map(({ tag }) => tag)}
        onChange={setAdded}
        data-autofocus
      />
      {present.size > 0 && (
        <Checkbox.Group label="Remove" value={removed} onChange={setRemoved}>
          <Group gap="sm" mt="xs">
            {[...present.values()].sort().map((tag) => (
              <Checkbox key={tag} value={tag} label={tag} />
            ))}
          </Group>
        </Checkbox.Group>
      )}
    </DialogForm>
  );
}
