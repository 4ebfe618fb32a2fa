import { Button } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import type { ContentOrder, ContentType } from '../gql/graphql.js';
import { Empty, Failed, Loading } from '../layout/states.js';
import { useStore } from '../lib/store.js';
import { deletions } from './deletions.js';
import classes from './library.module.css';
import { Contents } from './operations.js';
import { PieceCard } from './piece-card.js';

const PAGE = 12;
/** An empty answer names no type of its own: it must be asked again after a mutation all the same. */
const CONTEXT = { additionalTypenames: ['Content'] };

interface Props {
  query: { search: string | null; type: ContentType | null; orderBy: ContentOrder };
  after: string | null;
  onTotal: (total: number) => void;
  /** Shows the page after this one; of the last page only. */
  more?: (after: string) => void;
}

/**
 * One page of what was looked for. Each look is a query of its own: the answer to one that was left behind is
 * dropped with it, and never comes between.
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

  // A deletion that was carried out: what is kept of the list is no longer so.
  const count = gone.length;
  useEffect(() => {
    if (count === 0) refetch({ requestPolicy: 'network-only' });
  }, [count, refetch]);

  if (!data) {
    return error ? (
      <Failed error={error} retry={() => refetch({ requestPolicy: 'network-only' })} />
    ) : (
      <Loading />
    );
  }
  if (shown.length === 0 && after === null && !fetching)
    return <Nothing looked={Boolean(query.search || query.type)} />;
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
    <Empty icon="search" title="Nothing holds these words" />
  ) : (
    <Empty icon="library" title="Your library is empty">
      <Button component={Link} href="/" variant="light" mt="xs">
        Write something to keep
      </Button>
    </Empty>
  );
}
