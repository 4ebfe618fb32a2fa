import { Button } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { useQuery, useSubscription } from 'urql';
import { Link } from 'wouter';
import type { ContentOrder, ContentType } from '../gql/graphql.js';
import { Empty, Failed, Loading } from '../layout/states.js';
import { useStore } from '../lib/store.js';
import { deletions } from './deletions.js';
import classes from './library.module.css';
import { ContentChanged, Contents } from './operations.js';
import { PieceCard } from './piece-card.js';

const PAGE = 12;
/** An empty list contains no type name, so the cache needs this one to refetch it after a mutation. */
const CONTEXT = { additionalTypenames: ['Content', 'ContentBulkResult'] };

interface Props {
  query: {
    search: string | null;
    type: ContentType | null;
    tags: string[] | null;
    starred: true | null;
    orderBy: ContentOrder;
  };
  after: string | null;
  onTotal: (total: number) => void;
  /** Shows the next page; set on the last page only. */
  more?: (after: string) => void;
}

/**
 * One page of the results. Each search is a separate query, so a late response of an earlier search is dropped.
 */
export function LibraryPageOfPieces({ query, after, onTotal, more }: Props) {
  const [{ data, error, fetching }, refetch] = useQuery({
    query: Contents,
    variables: { first: PAGE, after, ...query },
    requestPolicy: 'cache-and-network',
    context: CONTEXT,
  });
  const gone = useStore(deletions);
  const hidden = useMemo(() => new Set(gone.map(({ id }) => id)), [gone]);
  const total = data?.contents.totalCount;
  const edges = data?.contents.edges ?? [];
  const shown = edges.filter(({ node }) => !hidden.has(node.id));
  const visibleTotal = total === undefined ? undefined : total - (edges.length - shown.length);

  useEffect(() => {
    if (after === null && visibleTotal !== undefined) onTotal(visibleTotal);
  }, [after, visibleTotal, onTotal]);

  // After a deletion the cached list is out of date.
  const count = gone.length;
  useEffect(() => {
    if (count === 0) refetch({ requestPolicy: 'network-only' });
  }, [count, refetch]);

  // Another tab, or another device, has changed the library.
  useSubscription({ query: ContentChanged, pause: after !== null }, (_, change) => {
    refetch({ requestPolicy: 'network-only' });
    return change;
  });

  if (!data) {
    return error ? (
      <Failed error={error} retry={() => refetch({ requestPolicy: 'network-only' })} />
    ) : (
      <Loading />
    );
  }
  if (shown.length === 0 && after === null && !fetching)
    return <Nothing looked={Boolean(query.search || query.type || query.tags || query.starred)} />;
  const { hasNextPage, endCursor } = data.contents.pageInfo;
  return (
    <>
      <ul className={classes.grid}>
        {shown.map(({ node }) => (
          <PieceCard key={node.id} piece={node} search={query.search} />
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
