import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { type AnyVariables, type Client, type CombinedError, useClient } from 'urql';
import { announce } from '../layout/announcer.js';
import { plural } from '../lib/plural.js';
import { AddTags, DeleteContents, RemoveTags, RestoreFromBin, SetStarred } from './operations.js';

/** The maximum number of pieces that the API changes in one call. */
const MOST = 100;

interface Piece {
  id: string;
  title: string;
}

interface Refusal {
  id: string;
  message: string;
}

/** Changes some pieces, all of them or none. */
type Call = (
  client: Client,
  ids: string[],
) => Promise<{ refused: Refusal[]; error: CombinedError | undefined }>;

export interface Outcome {
  /** The result, such as "3 pieces moved to the bin". */
  text: string;
  changed: Piece[];
  refused: { piece: Piece; message: string }[];
  /** Why the rest was not tried. */
  error: CombinedError | undefined;
  /** Whether the pieces can be restored from the bin. */
  binned: boolean;
}

const callOf =
  <Data, Variables extends AnyVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variablesOf: (ids: string[]) => Variables,
    resultOf: (data: Data) => { refused: Refusal[] },
  ): Call =>
  async (client, ids) => {
    const { data, error } = await client.mutation(document, variablesOf(ids)).toPromise();
    return { refused: data ? resultOf(data).refused : [], error };
  };

const star = (starred: boolean) =>
  callOf(
    SetStarred,
    (ids) => ({ ids, starred }),
    (data) => data.setStarred,
  );
const addTags = (tags: string[]) =>
  callOf(
    AddTags,
    (ids) => ({ ids, tags }),
    (data) => data.addTags,
  );
const removeTags = (tags: string[]) =>
  callOf(
    RemoveTags,
    (ids) => ({ ids, tags }),
    (data) => data.removeTags,
  );
const bin = callOf(
  DeleteContents,
  (ids) => ({ ids }),
  (data) => data.deleteContents,
);
const bringBack = callOf(
  RestoreFromBin,
  (ids) => ({ ids }),
  (data) => data.restoreFromBin,
);

/** Changes the pieces in parts, until the first error. */
async function change(client: Client, pieces: Piece[], calls: Call[]) {
  const changed: Piece[] = [];
  const refused: Outcome['refused'] = [];
  for (let at = 0; at < pieces.length; at += MOST) {
    const part = pieces.slice(at, at + MOST);
    const reasons = new Map<string, string>();
    for (const call of calls) {
      const answer = await call(
        client,
        part.map(({ id }) => id),
      );
      if (answer.error) return { changed, refused, error: answer.error };
      for (const { id, message } of answer.refused) reasons.set(id, message);
    }
    for (const piece of part) {
      const message = reasons.get(piece.id);
      if (message === undefined) changed.push(piece);
      else refused.push({ piece, message });
    }
  }
  return { changed, refused, error: undefined };
}

/** Changes of many pieces, and the result of the last one. */
export function useBulk() {
  const client = useClient();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [busy, setBusy] = useState(false);

  async function run(pieces: Piece[], done: string, calls: Call[], binned = false) {
    setBusy(true);
    const result = await change(client, pieces, calls);
    setBusy(false);
    const text = `${plural(result.changed.length, 'piece')} ${done}`;
    announce(text);
    setOutcome({ ...result, text, binned: binned && result.changed.length > 0 });
    return result.error;
  }

  return {
    outcome,
    busy,
    forget: () => setOutcome(null),
    star: (pieces: Piece[], starred: boolean) =>
      run(pieces, starred ? 'given a star' : 'without a star now', [star(starred)]),
    /** Removes tags before it adds some, because a piece has a limited number of them. */
    tag: (pieces: Piece[], added: string[], removed: string[]) =>
      run(pieces, 'tagged anew', [
        ...(removed.length > 0 ? [removeTags(removed)] : []),
        ...(added.length > 0 ? [addTags(added)] : []),
      ]),
    bin: (pieces: Piece[]) => run(pieces, 'moved to the bin', [bin], true),
    bringBack: (pieces: Piece[]) => run(pieces, 'back in the library', [bringBack]),
  };
}
