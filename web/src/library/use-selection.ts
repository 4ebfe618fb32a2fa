import { useCallback, useState } from 'react';
import type { ContentFieldsFragment } from '../gql/graphql.js';

export interface Selection {
  /** The pieces that are shown, on all pages. */
  shown: ContentFieldsFragment[];
  /** The selected ones. Pieces that are not shown are never changed. */
  selected: ContentFieldsFragment[];
  has: (id: string) => boolean;
  select: (ids: string[], wanted: boolean) => void;
  clear: () => void;
  /** Sets the pieces that a page shows. */
  show: (page: string, pieces: ContentFieldsFragment[]) => void;
}

/** Which of the shown pieces are selected. */
export function useSelection(): Selection {
  const [pages, setPages] = useState<ReadonlyMap<string, ContentFieldsFragment[]>>(new Map());
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const shown = [...pages.values()].flat();
  return {
    shown,
    selected: shown.filter(({ id }) => chosen.has(id)),
    has: (id) => chosen.has(id),
    select(ids, wanted) {
      const next = new Set(chosen);
      for (const id of ids) {
        if (wanted) next.add(id);
        else next.delete(id);
      }
      setChosen(next);
    },
    clear: () => setChosen(new Set()),
    show: useCallback((page, pieces) => setPages((before) => new Map(before).set(page, pieces)), []),
  };
}
