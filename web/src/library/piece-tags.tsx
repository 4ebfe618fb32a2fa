import { TagsInput } from '@mantine/core';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { readable } from '../lib/readable.js';
import { AddTags, ContentTags, RemoveTags } from './operations.js';

interface Props {
  id: string;
  initial: readonly string[];
}

const MAX_TAGS = 20;
const CONTEXT = { additionalTypenames: ['Content', 'ContentBulkResult'] };

/** The tags of a saved piece. They are stored at once, apart from the text. */
export function PieceTags({ id, initial }: Props) {
  const [tags, setTags] = useState([...initial]);
  const [refused, setRefused] = useState<string | null>(null);
  const [adding, add] = useMutation(AddTags);
  const [removing, remove] = useMutation(RemoveTags);
  const [{ data }] = useQuery({ query: ContentTags, context: CONTEXT });

  async function change(wanted: string[]) {
    const added = wanted.filter((tag) => !tags.includes(tag));
    const removed = tags.filter((tag) => !wanted.includes(tag));
    const before = tags;
    setTags(wanted);
    const answers = [
      ...(added.length > 0
        ? [
            await add({ ids: [id], tags: added }).then(({ data, error }) => ({
              error,
              result: data?.addTags,
            })),
          ]
        : []),
      ...(removed.length > 0
        ? [
            await remove({ ids: [id], tags: removed }).then(({ data, error }) => ({
              error,
              result: data?.removeTags,
            })),
          ]
        : []),
    ];
    const failed = answers.find(({ error, result }) => error || result?.done !== 1);
    if (failed) setTags(before);
    setRefused(
      failed ? ((failed.error ? readable(failed.error) : failed.result?.refused[0]?.message) ?? '') : null,
    );
  }

  return (
    <TagsInput
      label="Tags"
      maxTags={MAX_TAGS}
      value={tags}
      data={(data?.contentTags ?? []).map(({ tag }) => tag)}
      disabled={adding.fetching || removing.fetching}
      error={refused}
      onChange={(wanted) => void change(wanted)}
    />
  );
}
