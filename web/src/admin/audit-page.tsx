import { Anchor, Group, NativeSelect, Table, Text } from '@mantine/core';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import type { AuditAction, AuditEntriesQuery } from '../gql/graphql.js';
import { Page } from '../layout/page.js';
import { moment } from '../lib/time.js';
import classes from './admin.module.css';
import { AuditEntries } from './operations.js';
import { ListState, NothingFound, Older, PAGE, Pages } from './pages.js';
import { oneOf, useUrlFilters } from './use-url-filters.js';

type Entry = AuditEntriesQuery['auditLog']['edges'][number]['node'];

const ACTIONS: Record<AuditAction, string> = {
  USER_STATUS_CHANGED: 'Account opened or closed',
  USER_ROLE_CHANGED: 'Role changed',
  USER_BUDGET_CHANGED: 'Budget changed',
  JOB_RETRIED: 'Job run again',
  JOB_CANCELED: 'Job canceled',
  QUEUE_PAUSED: 'Queue paused',
  QUEUE_RESUMED: 'Queue resumed',
};
const CHOICES = [
  { value: '', label: 'Any act' },
  ...Object.entries(ACTIONS).map(([value, label]) => ({ value, label })),
];

export function AuditPage() {
  const { values, set, key } = useUrlFilters(['action', 'by', 'target']);
  const action = oneOf(Object.keys(ACTIONS) as AuditAction[], values.action);
  const narrowed = values.by || values.target;
  return (
    <Page title="Audit log">
      <Group gap="sm">
        <NativeSelect
          aria-label="Act"
          data={CHOICES}
          value={action ?? ''}
          onChange={({ currentTarget }) => set('action', currentTarget.value)}
        />
        {narrowed && (
          <Anchor component={Link} href="/admin/audit" size="sm" underline="always">
            Of everybody, on everything
          </Anchor>
        )}
      </Group>
      <Pages
        key={key}
        page={(after, more) => (
          <OnePage
            action={action}
            actorId={values.by || null}
            targetId={values.target || null}
            after={after}
            more={more}
          />
        )}
      />
    </Page>
  );
}

interface OnePageProps {
  action: AuditAction | null;
  actorId: string | null;
  targetId: string | null;
  after: string | null;
  more: ((after: string) => void) | undefined;
}

function OnePage({ more, ...asked }: OnePageProps) {
  const [{ data, error }, refetch] = useQuery({
    query: AuditEntries,
    variables: { ...asked, first: PAGE },
    requestPolicy: 'cache-and-network',
  });
  if (!data) return <ListState error={error} retry={() => refetch({ requestPolicy: 'network-only' })} />;
  const { edges, pageInfo } = data.auditLog;
  if (edges.length === 0) return asked.after === null ? <NothingFound what="act" /> : null;
  return (
    <>
      <Table.ScrollContainer minWidth={760}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>When</Table.Th>
              <Table.Th>Who</Table.Th>
              <Table.Th>What</Table.Th>
              <Table.Th>To whom</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {edges.map(({ node }) => (
              <EntryRow key={node.id} entry={node} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Older pageInfo={pageInfo} more={more} />
    </>
  );
}

function EntryRow({ entry }: { entry: Entry }) {
  const { at, action, actorId, actor, address, targetId, user, from, to } = entry;
  const isJob = action === 'JOB_RETRIED' || action === 'JOB_CANCELED';
  return (
    <Table.Tr>
      <Table.Td>
        <time dateTime={at}>{moment(at)}</time>
      </Table.Td>
      <Table.Td>
        {actorId ? (
          <Link className={classes.link ?? ''} href={`/admin/audit?by=${actorId}`}>
            {actor?.email ?? actorId}
          </Link>
        ) : (
          'A command on the server'
        )}
        <Text size="xs" c="dimmed">
          {address}
        </Text>
      </Table.Td>
      <Table.Td>
        {ACTIONS[action]}
        {from && to && (
          <Text size="xs" c="dimmed">
            {from} → {to}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {targetId && (
          <>
            <Link
              className={classes.link ?? ''}
              href={isJob ? `/admin/jobs?q=${targetId}` : `/admin/users?q=${targetId}`}
            >
              {isJob ? targetId : (user?.email ?? targetId)}
            </Link>
            {isJob && (
              <Text size="xs" c="dimmed">
                of {user?.email ?? 'a deleted account'}
              </Text>
            )}
          </>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
