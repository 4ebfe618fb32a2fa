import { Button, Group, NativeSelect, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { ContentOrder, ContentType } from '../gql/graphql.js';
import { Icon } from '../layout/icon.js';
import { Page } from '../layout/page.js';
import { CONTENT_TYPES, contentTypes } from '../lib/content-types.js';
import { plural } from '../lib/plural.js';
import { LONGEST, tooLong } from '../lib/text-limits.js';
import classes from './library.module.css';
import { LibraryPageOfPieces } from './page-of-pieces.js';

/** The debounce time of the search, in milliseconds. */
const TYPING_MS = 250;
const ORDERS: { value: ContentOrder; label: string }[] = [
  { value: 'NEWEST', label: 'Newest first' },
  { value: 'OLDEST', label: 'Oldest first' },
  { value: 'RECENTLY_UPDATED', label: 'Changed last' },
  { value: 'TITLE', label: 'By title' },
];
const TYPES = [
  { value: '', label: 'Any kind' },
  ...contentTypes.map((value) => ({ value, label: CONTENT_TYPES[value].name })),
];

const oneOf = <T extends string>(values: readonly T[], value: string | null): T | undefined =>
  values.find((one) => one === value);

/** The search is part of the URL, so that a reload, a bookmark and the back button keep it. */
export default function LibraryPage() {
  const [params, setParams] = useSearchParams();
  const [typed, setTyped] = useState(params.get('q') ?? '');
  const [search] = useDebouncedValue(typed.trim(), TYPING_MS);
  const type = oneOf<ContentType>(contentTypes, params.get('type'));
  const orderBy =
    oneOf<ContentOrder>(
      ORDERS.map(({ value }) => value),
      params.get('order'),
    ) ?? 'NEWEST';
  const [pages, setPages] = useState<(string | null)[]>([null]);
  const [found, setFound] = useState<number | null>(null);

  const look = (name: string, value: string) => {
    setPages([null]);
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (value) after.set(name, value);
        else after.delete(name);
        return after;
      },
      { replace: true },
    );
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: only the debounced search changes the URL
  useEffect(() => {
    if (search !== (params.get('q') ?? '') && !tooLong(search, LONGEST.search)) look('q', search);
  }, [search]);

  // Words that are too long are not asked for: what was found before them stays.
  const asked = [search, params.get('q') ?? ''].find((words) => !tooLong(words, LONGEST.search)) ?? '';
  const query = { search: asked || null, type: type ?? null, orderBy };
  const narrowed = Boolean(asked || type);
  return (
    <Page
      title="Library"
      aside={
        <Button component={Link} href="/library/new" variant="default">
          New piece
        </Button>
      }
    >
      <Group gap="sm" className={classes.filters ?? ''}>
        <TextInput
          type="search"
          aria-label="Search the library"
          placeholder="Search title, kind and text"
          leftSection={<Icon name="search" size={16} />}
          value={typed}
          error={tooLong(typed.trim(), LONGEST.search)}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          className={classes.search ?? ''}
        />
        <NativeSelect
          aria-label="Kind"
          data={TYPES}
          value={type ?? ''}
          onChange={({ currentTarget }) => look('type', currentTarget.value)}
        />
        <NativeSelect
          aria-label="Order"
          data={ORDERS}
          value={orderBy}
          onChange={({ currentTarget }) => look('order', currentTarget.value)}
        />
      </Group>
      <Text size="sm" c="dimmed" role="status" mih={21}>
        {found === null ? (
          <VisuallyHidden>Searching</VisuallyHidden>
        ) : (
          `${plural(found, 'piece')}${narrowed ? ' found' : ''}`
        )}
      </Text>
      {pages.map((after, at) => (
        <LibraryPageOfPieces
          key={`${asked} ${type} ${orderBy} ${after}`}
          query={query}
          after={after}
          onTotal={setFound}
          {...(at === pages.length - 1 && { more: (next: string) => setPages([...pages, next]) })}
        />
      ))}
    </Page>
  );
}
