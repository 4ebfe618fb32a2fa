import { Button } from '@mantine/core';
import { useStore } from '@smart-content/client/react';
import { useEffect, useMemo } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import type { ContentOrder } from '../gql/graphql.js';
import { Empty, Failed, Loading } from '../layout/states.js';
import { deletions } from './deletions.js';
import classes from './library.module.css';
import type { filterOf } from './library-query.js';
import { Contents } from './operations.js';
import { PieceCard } from './piece-card.js';
import { useContentChanges } from './use-content-changes.js';
import type { Selection } from './use-selection.js';

const PAGE = 12;
/** An empty list contains no type name, so the cache needs this one to refetch it after a mutation. */
const CONTEXT = { additionalTypenames: ['Content', 'ContentBulkResult'] };

interface Props {
  query: ReturnType<typeof filterOf> & { orderBy: ContentOrder };
  after: string | null;
  /** Whether the query leaves pieces out. */
  narrowed: boolean;
  selection: Selection;
  onTotal: (total: number) => void;
  /** Shows the next page; set on the last page only. */
  more?: (after: string) => void;
}

/**
 * One page of the results. Each search is a separate query, so a late response of an earlier search is dropped.
 */
export function LibraryPageOfPieces({ query, after, narrowed, selection, onTotal, more }: Props) {
  const [{ data, error, fetching }, refetch] = useQuery({
    query: Contents,
    variables: { first: PAGE, after, ...query },
    requestPolicy: 'cache-and-network',
    context: CONTEXT,
  });
  const gone = useStore(deletions);
  const hidden = useMemo(() => new Set(gone.map(({ id }) => id)), [gone]);
  const total = data?.contents.totalCount;
  const edges = data?.contents.edges;
  const shown = useMemo(
    () => (edges ?? []).map(({ node }) => node).filter(({ id }) => !hidden.has(id)),
    [edges, hidden],
  );
  const visibleTotal = total === undefined ? undefined : total - ((edges?.length ?? 0) - shown.length);

  useEffect(() => {
    if (after === null && visibleTotal !== undefined) onTotal(visibleTotal);
  }, [after, visibleTotal, onTotal]);

  const { show } = selection;
  useEffect(() => show(after ?? '', shown), [show, after, shown]);
  useEffect(() => () => show(after ?? '', []), [show, after]);

  // After a deletion the cached list is out of date.
  const count = gone.length;
  useEffect(() => {
    if (count === 0) refetch({ requestPolicy: 'network-only' });
  }, [count, refetch]);

  useContentChanges(() => refetch({ requestPolicy: 'network-only' }));

  if (!data) {
    return error ? (
      <Failed error={error} retry={() => refetch({ requestPolicy: 'network-only' })} />
    ) : (
      <Loading />
    );
  }
  if (shown.length === 0 && after === null && !fetching) return <Nothing looked={narrowed} />;
  const { hasNextPage, endCursor } = data.contents.pageInfo;
  return (
    <>
      <ul className={classes.grid}>
        {shown.map((piece) => (
          <PieceCard
            key={piece.id}
            piece={piece}
            search={query.search}
            selected={selection.has(piece.id)}
            onSelect={(wanted) => selection.select([piece.id], wanted)}
          />
        ))}
      </ul>
      {more && hasNextPage && endCursor && (
        <Button variant="default" onClick={() => more(endCursor)}>
          Show more
        </Button>
      )}
    </>
  );
}

function Nothing({ looked }: { looked: boolean }) {
  return looked ? (
    <Empty icon="search" title="Nothing matches" />
  ) : (
    <Empty icon="library" title="Your library is empty">
      <Button component={Link} href="/" variant="light" mt="xs">
        Write something to keep
      </Button>
    </Empty>
  );
}
