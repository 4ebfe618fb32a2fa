import { Button, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CombinedError } from 'urql';
import { Empty, Failed, Loading } from '../layout/states.js';

/** How many rows one page has. */
export const PAGE = 50;

interface PagesProps {
  /** Renders a page; `more` shows the next one, and is undefined on all pages but the last. */
  page(after: string | null, more: ((after: string) => void) | undefined): ReactNode;
}

/** The pages of a list, one below the other. With another `key` the list starts at the first page. */
export function Pages({ page }: PagesProps) {
  const [cursors, setCursors] = useState<(string | null)[]>([null]);
  return (
    <Stack gap="xs">
      {cursors.map((after, at) => (
        <div key={after ?? 'first'}>
          {page(after, at === cursors.length - 1 ? (next) => setCursors([...cursors, next]) : undefined)}
        </div>
      ))}
    </Stack>
  );
}

interface ListStateProps {
  error: CombinedError | undefined;
  retry: () => void;
}

/** The placeholder of a list that is loading or has failed. */
export const ListState = ({ error, retry }: ListStateProps) =>
  error ? <Failed error={error} retry={retry} /> : <Loading />;

export const NothingFound = ({ what }: { what: string }) => (
  <Empty icon="search" title={`No ${what} is like that`} />
);

interface OlderProps {
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
  /** Undefined on all pages but the last. */
  more: ((after: string) => void) | undefined;
}

export function Older({ pageInfo: { hasNextPage, endCursor }, more }: OlderProps) {
  if (!more || !hasNextPage || !endCursor) return null;
  return (
    <Button variant="default" mt="sm" onClick={() => more(endCursor)}>
      Show older ones
    </Button>
  );
}
