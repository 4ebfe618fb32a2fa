import { Button, Checkbox, Group, Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useUrlFilters } from '../admin/use-url-filters.js';
import { Dialog } from '../components/dialog-form.js';
import { type ExportChoice, ExportForm } from '../exports/export-form.js';
import { Page } from '../layout/page.js';
import { plural } from '../lib/plural.js';
import { LibraryFilters } from './library-filters.js';
import { FILTERS, filterOf, NAMES, orderOf } from './library-query.js';
import { LibraryPageOfPieces } from './page-of-pieces.js';
import { SelectionBar } from './selection-bar.js';
import { type Selection, useSelection } from './use-selection.js';

/** The search is part of the URL, so that a reload, a bookmark and the back button keep it. */
export default function LibraryPage() {
  const { values, set, clear, key } = useUrlFilters(NAMES);
  const selection = useSelection();
  const [pages, setPages] = useState<{ key: string; after: (string | null)[] }>({ key, after: [null] });
  const [found, setFound] = useState<number | null>(null);
  const [exporting, setExporting] = useState(false);
  const filter = filterOf(values);
  const query = { ...filter, orderBy: orderOf(values) };
  const narrowed = FILTERS.some((name) => values[name]);
  // Another search begins with its first page.
  const cursors = pages.key === key ? pages.after : [null];

  const { selected } = selection;
  const choices: ExportChoice[] = [
    ...(selected.length > 0
      ? [
          {
            label: `The selection: ${plural(selected.length, 'piece')}`,
            which: { ids: selected.map(({ id }) => id) },
          },
        ]
      : []),
    ...(narrowed && found ? [{ label: `What is found: ${plural(found, 'piece')}`, which: { filter } }] : []),
    { label: 'All pieces of the library', which: {} },
  ];

  return (
    <Page
      title="Library"
      aside={
        <Group gap="sm">
          <Button component={Link} href="/library/bin" variant="subtle">
            Bin
          </Button>
          <Button component={Link} href="/library/exports" variant="subtle">
            Exports and import
          </Button>
          <Button component={Link} href="/library/new" variant="default">
            New piece
          </Button>
        </Group>
      }
    >
      <LibraryFilters
        values={values}
        onChange={(name, value) => {
          selection.clear();
          set(name, value);
        }}
        onClear={() => {
          selection.clear();
          clear(FILTERS);
        }}
      />
      <Group gap="md" mih={36}>
        <SelectAll selection={selection} />
        <Text size="sm" c="dimmed" role="status" mr="auto">
          {found === null ? (
            <VisuallyHidden>Searching</VisuallyHidden>
          ) : (
            `${plural(found, 'piece')}${narrowed ? ' found' : ''}`
          )}
        </Text>
        {selected.length === 0 && (
          <Button variant="default" size="xs" onClick={() => setExporting(true)}>
            Export
          </Button>
        )}
      </Group>
      <SelectionBar selection={selection} onExport={() => setExporting(true)} />
      {cursors.map((after, at) => (
        <LibraryPageOfPieces
          key={JSON.stringify([query, after])}
          query={query}
          after={after}
          narrowed={narrowed}
          selection={selection}
          onTotal={setFound}
          {...(at === cursors.length - 1 && {
            more: (next: string) => setPages({ key, after: [...cursors, next] }),
          })}
        />
      ))}
      <Dialog title="Export" opened={exporting} onClose={() => setExporting(false)}>
        <ExportForm choices={choices} onClose={() => setExporting(false)} />
      </Dialog>
    </Page>
  );
}

function SelectAll({ selection: { shown, selected, select } }: { selection: Selection }) {
  if (shown.length === 0) return null;
  return (
    <Checkbox
      label="Select all shown"
      checked={selected.length === shown.length}
      indeterminate={selected.length > 0 && selected.length < shown.length}
      onChange={({ currentTarget }) =>
        select(
          shown.map(({ id }) => id),
          currentTarget.checked,
        )
      }
    />
  );
}
