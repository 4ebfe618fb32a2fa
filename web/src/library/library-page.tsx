import { Button, Checkbox, Group, NativeSelect, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { Link, useSearchParams } from 'wouter';
import type { ContentOrder, ContentType } from '../gql/graphql.js';
import { Icon } from '../layout/icon.js';
import { Page } from '../layout/page.js';
import { CONTENT_TYPES, contentTypes } from '../lib/content-types.js';
import { plural } from '../lib/plural.js';
import { LONGEST, tooLong } from '../lib/text-limits.js';
import classes from './library.module.css';
import { ContentTags } from './operations.js';
import { LibraryPageOfPieces } from './page-of-pieces.js';

/** Tags change with pieces. */
const CONTEXT = { additionalTypenames: ['Content', 'ContentBulkResult'] };
/** The debounce time of the search, in milliseconds. */
const TYPING_MS = 250;
const ORDERS: { value: ContentOrder; label: string }[] = [
  { value: 'NEWEST', label: 'Newest first' },
  { value: 'OLDEST', label: 'Oldest first' },
  { value: 'RECENTLY_UPDATED', label: 'Changed last' },
  { value: 'TITLE', label: 'By title' },
  { value: 'RELEVANCE', label: 'Best match first' },
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
  const tag = params.get('tag');
  const starred = params.get('starred') === '1';
  const [{ data: known }] = useQuery({ query: ContentTags, context: CONTEXT });
  const tags = (known?.contentTags ?? []).map((one) => ({
    value: one.tag,
    label: `${one.tag} (${one.count})`,
  }));
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
  const query = {
    search: asked || null,
    type: type ?? null,
    tags: tag ? [tag] : null,
    starred: starred ? (true as const) : null,
    orderBy,
  };
  const narrowed = Boolean(asked || type || tag || starred);
  return (
    <Page
      title="Library"
      aside={
        <Group gap="sm">
          <Button component={Link} href="/library/bin" variant="subtle">
            Bin
          </Button>
          <Button component={Link} href="/library/new" variant="default">
            New piece
          </Button>
        </Group>
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
          aria-label="Tag"
          data={[
            { value: '', label: 'Any tag' },
            // A tag of the address that no piece has is shown all the same.
            ...(tag && !tags.some(({ value }) => value === tag) ? [{ value: tag, label: tag }] : []),
            ...tags,
          ]}
          value={tag ?? ''}
          onChange={({ currentTarget }) => look('tag', currentTarget.value)}
        />
        <Checkbox
          label="With a star"
          checked={starred}
          onChange={({ currentTarget }) => look('starred', currentTarget.checked ? '1' : '')}
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
          key={JSON.stringify([query, after])}
          query={query}
          after={after}
          onTotal={setFound}
          {...(at === pages.length - 1 && { more: (next: string) => setPages([...pages, next]) })}
        />
      ))}
    </Page>
  );
}
