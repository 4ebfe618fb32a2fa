import { Button, Group, NativeSelect, Stack } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import type { ContentType, JobStatus } from '../gql/graphql.js';
import { Page } from '../layout/page.js';
import { Empty, Failed, Loading } from '../layout/states.js';
import { TYPE_CHOICES } from '../lib/content-types.js';
import { useRefetchOnCompletion } from '../notifications/feed.js';
import { JobList } from './job-list.js';
import { Jobs } from './operations.js';
import { STATUS } from './status.js';

const PAGE = 20;

const STATUSES = [
  { value: '', label: 'Any state' },
  ...Object.entries(STATUS).map(([value, { name }]) => ({ value, label: name })),
];
const TYPES = [{ value: '', label: 'Any kind' }, ...TYPE_CHOICES];

export default function JobsPage() {
  const [status, setStatus] = useState<JobStatus | ''>('');
  const [type, setType] = useState<ContentType | ''>('');
  const [pages, setPages] = useState<(string | null)[]>([null]);
  return (
    <Page title="Jobs">
      <Group gap="sm">
        <NativeSelect
          aria-label="State"
          data={STATUSES}
          value={status}
          onChange={({ currentTarget }) => {
            setStatus(currentTarget.value as JobStatus | '');
            setPages([null]);
          }}
        />
        <NativeSelect
          aria-label="Kind"
          data={TYPES}
          value={type}
          onChange={({ currentTarget }) => {
            setType(currentTarget.value as ContentType | '');
            setPages([null]);
          }}
        />
      </Group>
      <Stack gap="xs">
        {pages.map((after, at) => (
          <OnePage
            key={`${status} ${type} ${after}`}
            after={after}
            status={status}
            type={type}
            {...(at === pages.length - 1 && { more: (next: string) => setPages([...pages, next]) })}
          />
        ))}
      </Stack>
    </Page>
  );
}

interface OnePageProps {
  after: string | null;
  status: JobStatus | '';
  type: ContentType | '';
  /** Shows the next page; set on the last page only. */
  more?: (after: string) => void;
}

function OnePage({ after, status, type, more }: OnePageProps) {
  const [{ data, error }, refetch] = useQuery({
    query: Jobs,
    variables: { first: PAGE, after, status: status ? [status] : null, type: type || null },
    requestPolicy: 'cache-and-network',
  });
  useRefetchOnCompletion(refetch);
  if (!data) {
    return error ? (
      <Failed error={error} retry={() => refetch({ requestPolicy: 'network-only' })} />
    ) : (
      <Loading />
    );
  }
  const { edges, pageInfo } = data.jobs;
  if (edges.length === 0 && after === null) {
    return <Empty icon="jobs" title={status || type ? 'No job is like that' : 'No jobs yet'} />;
  }
  return (
    <>
      <JobList jobs={edges.map(({ node }) => node)} />
      {more && pageInfo.hasNextPage && pageInfo.endCursor && (
        <Button variant="default" onClick={() => more(pageInfo.endCursor as string)}>
          Show older ones
        </Button>
      )}
    </>
  );
}
