import { Button, Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { Icon } from '../layout/icon.js';
import { TYPE_CHOICES } from '../lib/content-types.js';
import { LONGEST, tooLong } from '../lib/text-limits.js';
import classes from './library.module.css';
import { FILTERS, type LibraryValues, ORDERS, ORIGINS, orderOf, ordersOf } from './library-query.js';
import { ContentTags } from './operations.js';

/** The debounce time of the search, in milliseconds. */
const TYPING_MS = 250;
/** Tags change with pieces. */
const CONTEXT = { additionalTypenames: ['Content', 'ContentBulkResult'] };
const TYPES = [{ value: '', label: 'Any kind' }, ...TYPE_CHOICES];
const SOURCES = [
  { value: '', label: 'Any source' },
  ...Object.entries(ORIGINS).map(([value, label]) => ({ value, label })),
];
const DAYS = [
  { name: 'from', label: 'Created from' },
  { name: 'to', label: 'to' },
] as const;

interface Props {
  values: LibraryValues;
  onChange: (name: keyof LibraryValues, value: string) => void;
  onClear: () => void;
}

/** The search, the filters and the order of the library. */
export function LibraryFilters({ values, onChange, onClear }: Props) {
  const [{ data: known }] = useQuery({
    query: ContentTags,
    requestPolicy: 'cache-and-network',
    context: CONTEXT,
  });
  const tags = (known?.contentTags ?? []).map(({ tag, count }) => ({
    value: tag,
    label: `${tag} (${count})`,
  }));
  const { tag } = values;
  return (
    <>
      <Group gap="sm" className={classes.filters ?? ''}>
        <Search words={values.q} onSearch={(words) => onChange('q', words)} />
        <NativeSelect
          aria-label="Kind"
          data={TYPES}
          value={values.type}
          onChange={({ currentTarget }) => onChange('type', currentTarget.value)}
        />
        <NativeSelect
          aria-label="Order"
          data={ordersOf(values.q).map((value) => ({ value, label: ORDERS[value] }))}
          value={orderOf(values)}
          onChange={({ currentTarget }) => onChange('order', currentTarget.value)}
        />
      </Group>
      <Group gap="sm" className={classes.filters ?? ''}>
        <NativeSelect
          aria-label="Tag"
          data={[
            { value: '', label: 'Any tag' },
            // A tag in the address that no piece has is shown too.
            ...(tag && !tags.some(({ value }) => value === tag) ? [{ value: tag, label: tag }] : []),
            ...tags,
          ]}
          value={tag}
          onChange={({ currentTarget }) => onChange('tag', currentTarget.value)}
        />
        <NativeSelect
          aria-label="Source"
          data={SOURCES}
          value={values.source}
          onChange={({ currentTarget }) => onChange('source', currentTarget.value)}
        />
        {DAYS.map(({ name, label }) => (
          <TextInput
            key={name}
            type="date"
            label={label}
            classNames={{ root: classes.day ?? '' }}
            value={values[name]}
            onChange={({ currentTarget }) => onChange(name, currentTarget.value)}
          />
        ))}
        <Checkbox
          label="With a star"
          checked={values.starred === '1'}
          onChange={({ currentTarget }) => onChange('starred', currentTarget.checked ? '1' : '')}
        />
        {FILTERS.some((name) => values[name]) && (
          <Button variant="subtle" size="compact-sm" onClick={onClear}>
            Clear all filters
          </Button>
        )}
      </Group>
    </>
  );
}

/** The search, which begins when the typing pauses. */
function Search({ words, onSearch }: { words: string; onSearch: (words: string) => void }) {
  const [typed, setTyped] = useState(words);
  const sent = useRef(words);
  const send = useDebouncedCallback((text: string) => {
    // A search that is too long is not sent: the former results stay.
    if (text === sent.current || tooLong(text, LONGEST.search)) return;
    sent.current = text;
    onSearch(text);
  }, TYPING_MS);

  // The address changed by other means: the back button, a link, or the filters were cleared.
  useEffect(() => {
    if (words === sent.current) return;
    sent.current = words;
    send.cancel();
    setTyped(words);
  }, [words, send]);

  return (
    <TextInput
      type="search"
      aria-label="Search the library"
      placeholder="Search title, kind and text"
      leftSection={<Icon name="search" size={16} />}
      value={typed}
      error={tooLong(typed.trim(), LONGEST.search)}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        send(currentTarget.value.trim());
      }}
      className={classes.search ?? ''}
    />
  );
}
