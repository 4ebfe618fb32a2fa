import { Anchor, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { STATUS } from '../jobs/status.js';
import { Page } from '../layout/page.js';
import { CONTENT_TYPES, contentTypes } from '../lib/content-types.js';
import classes from './admin.module.css';
import { BulkActions } from './bulk-actions.js';
import { ERRORS, FILTERS, type FilterValues, jobFilter } from './job-filters.js';
import { JobTable } from './job-table.js';
import { AdminJobs } from './operations.js';
import { ListState, NothingFound, Older, PAGE, Pages } from './pages.js';
import { SearchField } from './search-field.js';
import { useUrlFilters } from './use-url-filters.js';

const any = (label: string, values: [string, string][]) => [
  { value: '', label },
  ...values.map(([value, name]) => ({ value, label: name })),
];
const SELECTS = [
  {
    name: 'status',
    label: 'State',
    data: any(
      'Any state',
      Object.entries(STATUS).map(([value, { name }]) => [value, name]),
    ),
  },
  {
    name: 'type',
    label: 'Kind',
    data: any(
      'Any kind',
      contentTypes.map((value) => [value, CONTENT_TYPES[value].name]),
    ),
  },
  { name: 'error', label: 'Failure', data: any('Any failure', Object.entries(ERRORS)) },
] as const;
const TIMES = [
  { name: 'from', label: 'Made from' },
  { name: 'to', label: 'Made before' },
] as const;

export function JobsPage() {
  const { values, set, key } = useUrlFilters(FILTERS);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [version, setVersion] = useState(0);
  const change = (name: keyof FilterValues, value: string) => {
    // Jobs that are no longer shown must not be changed.
    setChosen(new Set());
    set(name, value);
  };
  return (
    <Page title="Jobs of all users">
      <Group gap="sm" className={classes.filters ?? ''}>
        <SearchField
          label="Words of the request, or an id"
          value={values.q}
          maxLength={200}
          onSearch={(words) => change('q', words)}
        />
        {SELECTS.map(({ name, label, data }) => (
          <NativeSelect
            key={name}
            aria-label={label}
            data={data}
            value={values[name]}
            onChange={({ currentTarget }) => change(name, currentTarget.value)}
          />
        ))}
      </Group>
      <Group gap="sm">
        {TIMES.map(({ name, label }) => (
          <TextInput
            key={name}
            type="datetime-local"
            label={label}
            value={values[name]}
            onChange={({ currentTarget }) => change(name, currentTarget.value)}
          />
        ))}
      </Group>
      {values.user && (
        <Text size="sm">
          Of one user only.{' '}
          <Anchor component="button" type="button" onClick={() => change('user', '')} underline="always">
            Of all users
          </Anchor>
        </Text>
      )}
      <BulkActions
        chosen={chosen}
        filter={jobFilter(values)}
        onDone={() => {
          setChosen(new Set());
          setVersion((count) => count + 1);
        }}
      />
      <Pages
        key={`${key} ${version}`}
        page={(after, more) => (
          <OnePage values={values} after={after} more={more} chosen={chosen} onChoose={setChosen} />
        )}
      />
    </Page>
  );
}

interface OnePageProps {
  values: FilterValues;
  after: string | null;
  more: ((after: string) => void) | undefined;
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}

function OnePage({ values, after, more, chosen, onChoose }: OnePageProps) {
  const [{ data, error }, refetch] = useQuery({
    query: AdminJobs,
    variables: { ...jobFilter(values), first: PAGE, after },
    requestPolicy: 'cache-and-network',
  });
  if (!data) return <ListState error={error} retry={() => refetch({ requestPolicy: 'network-only' })} />;
  const { edges, pageInfo } = data.adminJobs;
  if (edges.length === 0) return after === null ? <NothingFound what="job" /> : null;
  return (
    <>
      <JobTable jobs={edges.map(({ node }) => node)} chosen={chosen} onChoose={onChoose} />
      <Older pageInfo={pageInfo} more={more} />
    </>
  );
}
