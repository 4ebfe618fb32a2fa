import { useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import type { ContentFieldsFragment, ContentType } from '../gql/graphql.js';
import { codeOf } from '../lib/client.js';
import { CreateContent, OneContent, UpdateContent } from './operations.js';

type Piece = ContentFieldsFragment;

export interface Words {
  title: string;
  type: ContentType;
  body: string;
}

/** Only changed fields are sent, because an old text may exceed the current limit. */
const changesOf = (words: Words, saved: Words): Partial<Words> => ({
  ...(words.title !== saved.title && { title: words.title }),
  ...(words.type !== saved.type && { type: words.type }),
  ...(words.body !== saved.body && { body: words.body }),
});

const EMPTY: Words = { title: '', type: 'BLOG_POST_OUTLINE', body: '' };
const wordsOf = ({ title, type, body }: Piece): Words => ({ title, type, body });
const same = (one: Words, other: Words) =>
  one.title === other.title && one.type === other.type && one.body === other.body;

/**
 * The state of the editor. Saving sends the version that was read. If another user or tab has saved meanwhile, nothing
 * is overwritten, and both texts are shown.
 */
export function useEditor(piece: Piece | null) {
  const client = useClient();
  const [saved, setSaved] = useState(piece);
  const [words, setWords] = useState<Words>(piece ? wordsOf(piece) : EMPTY);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<CombinedError | undefined>();
  const [conflict, setConflict] = useState<Piece | null>(null);

  async function write(base: Piece | null, next = words): Promise<Piece | null> {
    setSaving(true);
    const { kept, fault } = saved
      ? await client
          .mutation(UpdateContent, {
            id: saved.id,
            input: { ...changesOf(next, base ?? saved), version: base?.version ?? null },
          })
          .toPromise()
          .then(({ data, error }) => ({ kept: data?.updateContent ?? null, fault: error }))
      : await client
          .mutation(CreateContent, { input: next })
          .toPromise()
          .then(({ data, error }) => ({ kept: data?.createContent ?? null, fault: error }));
    const theirs = codeOf(fault) === 'CONFLICT' && saved ? await readNow(saved.id) : null;
    setSaving(false);
    setConflict(theirs);
    setError(theirs ? undefined : fault);
    if (kept) setSaved(kept);
    return kept;
  }

  async function readNow(id: string): Promise<Piece | null> {
    const { data } = await client.query(OneContent, { id }, { requestPolicy: 'network-only' }).toPromise();
    return data?.content ?? null;
  }

  function adopt(theirs: Piece) {
    setSaved(theirs);
    setWords(wordsOf(theirs));
    setConflict(null);
    setError(undefined);
  }

  return {
    words,
    saved,
    saving,
    error,
    conflict,
    changed: !same(words, saved ? wordsOf(saved) : EMPTY),
    change: (part: Partial<Words>) => setWords({ ...words, ...part }),
    save: () => write(saved),
    /** Saves with another body. */
    saveBody(body: string) {
      const next = { ...words, body };
      setWords(next);
      return write(saved, next);
    },
    /** Takes a text that was saved elsewhere, and discards the local one. */
    adopt,
    /** Overwrites the saved text, but no later change. */
    keepMine: () => write(conflict),
  };
}
