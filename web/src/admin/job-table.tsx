import { Checkbox, Table, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { AdminJobFieldsFragment } from '../gql/graphql.js';
import { StatusBadge } from '../jobs/status.js';
import { CONTENT_TYPES } from '../lib/content-types.js';
import { plural } from '../lib/plural.js';
import { ago, moment } from '../lib/time.js';
import classes from './admin.module.css';

interface JobTableProps {
  jobs: AdminJobFieldsFragment[];
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}

export function JobTable({ jobs, chosen, onChoose }: JobTableProps) {
  const here = jobs.filter(({ id }) => chosen.has(id)).length;
  const choose = (ids: string[], wanted: boolean) => {
    const next = new Set(chosen);
    for (const id of ids)
      if (wanted) next.add(id);
      else next.delete(id);
    onChoose(next);
  };
  return (
    <Table.ScrollContainer minWidth={860}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={40}>
              <Checkbox
                aria-label="Choose all on this page"
                checked={here === jobs.length}
                indeterminate={here > 0 && here < jobs.length}
                onChange={({ currentTarget }) =>
                  choose(
                    jobs.map(({ id }) => id),
                    currentTarget.checked,
                  )
                }
              />
            </Table.Th>
            <Table.Th>Request</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>User</Table.Th>
            <Table.Th>Made</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {jobs.map((job) => (
            <Table.Tr key={job.id} data-job={job.id}>
              <Table.Td>
                <Checkbox
                  aria-label={`Choose ${job.prompt}`}
                  checked={chosen.has(job.id)}
                  onChange={({ currentTarget }) => choose([job.id], currentTarget.checked)}
                />
              </Table.Td>
              <Table.Td className={classes.prompt ?? ''}>
                <Text size="sm" className={classes.lines ?? ''}>
                  {job.prompt}
                </Text>
                <Text size="xs" c="dimmed">
                  {CONTENT_TYPES[job.type].name} · {job.id}
                </Text>
              </Table.Td>
              <Table.Td>
                <StatusBadge status={job.status} />
                {job.error && (
                  <Text size="xs" c="dimmed">
                    {job.error.message}
                  </Text>
                )}
                <Text size="xs" c="dimmed">
                  run {job.run}, {plural(job.attempts, 'attempt')}
                </Text>
              </Table.Td>
              <Table.Td>
                {job.user && (
                  <Link className={classes.link ?? ''} href={`/admin/users?q=${job.user.id}`}>
                    {job.user.email}
                  </Link>
                )}
              </Table.Td>
              <Table.Td>
                <Text size="sm" component="time" dateTime={job.createdAt} title={moment(job.createdAt)}>
                  {ago(job.createdAt)}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
