import { Badge, Group, NativeSelect, Table, Text } from '@mantine/core';
import { useStore } from '@smart-content/client/react';
import { useState } from 'react';
import { type CombinedError, useMutation, useQuery } from 'urql';
import { Link } from 'wouter';
import type { AdminUsersQuery, UserStatus } from '../gql/graphql.js';
import { announce } from '../layout/announcer.js';
import { Page } from '../layout/page.js';
import { Failed } from '../layout/states.js';
import { readable } from '../lib/readable.js';
import { ago, moment } from '../lib/time.js';
import { session } from '../session/session.js';
import classes from './admin.module.css';
import { ConfirmButton } from './confirm-button.js';
import { AdminUsers, SetUserRole, SetUserStatus } from './operations.js';
import { ListState, NothingFound, Older, PAGE, Pages } from './pages.js';
import { SearchField } from './search-field.js';
import { oneOf, useUrlFilters } from './use-url-filters.js';

type User = AdminUsersQuery['adminUsers']['edges'][number]['node'];

const STATUSES = [
  { value: '', label: 'Open and closed' },
  { value: 'ACTIVE', label: 'Open' },
  { value: 'INACTIVE', label: 'Closed' },
];

export function UsersPage() {
  const { values, set, key } = useUrlFilters(['q', 'status']);
  const status = oneOf<UserStatus>(['ACTIVE', 'INACTIVE'], values.status);
  return (
    <Page title="Users">
      <Group gap="sm" className={classes.filters ?? ''}>
        <SearchField
          label="Beginning of a name or an email"
          value={values.q}
          maxLength={254}
          onSearch={(words) => set('q', words)}
        />
        <NativeSelect
          aria-label="Accounts"
          data={STATUSES}
          value={status ?? ''}
          onChange={({ currentTarget }) => set('status', currentTarget.value)}
        />
      </Group>
      <Pages
        key={key}
        page={(after, more) => (
          <OnePage search={values.q || null} status={status} after={after} more={more} />
        )}
      />
    </Page>
  );
}

interface OnePageProps {
  search: string | null;
  status: UserStatus | null;
  after: string | null;
  more: ((after: string) => void) | undefined;
}

function OnePage({ search, status, after, more }: OnePageProps) {
  const [{ data, error }, refetch] = useQuery({
    query: AdminUsers,
    variables: { search, status, first: PAGE, after },
    requestPolicy: 'cache-and-network',
  });
  if (!data) return <ListState error={error} retry={() => refetch({ requestPolicy: 'network-only' })} />;
  const { edges, pageInfo } = data.adminUsers;
  if (edges.length === 0) return after === null ? <NothingFound what="account" /> : null;
  return (
    <>
      <Table.ScrollContainer minWidth={760}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>User</Table.Th>
              <Table.Th>Account</Table.Th>
              <Table.Th>Since</Table.Th>
              <Table.Th>Change</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {edges.map(({ node }) => (
              <UserRow key={node.id} user={node} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Older pageInfo={pageInfo} more={more} />
    </>
  );
}

function UserRow({ user }: { user: User }) {
  const { id, name, email, status, role, createdAt } = user;
  const [, setStatus] = useMutation(SetUserStatus);
  const [, setRole] = useMutation(SetUserRole);
  const [error, setError] = useState<CombinedError | undefined>();
  const self = useStore(session)?.user.id === id;
  const open = status === 'ACTIVE';
  const admin = role === 'ADMIN';

  async function run(change: Promise<{ error?: CombinedError | undefined }>, said: string) {
    const { error: fault } = await change;
    setError(fault);
    announce(fault ? readable(fault) : said);
  }

  return (
    <Table.Tr data-user={id}>
      <Table.Td>
        <Text size="sm" fw={550}>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {email}
        </Text>
        <Text size="xs">
          <Link className={classes.link ?? ''} href={`/admin/jobs?user=${id}`}>
            Jobs
          </Link>
        </Text>
        {error && <Failed error={error} />}
      </Table.Td>
      <Table.Td>
        <Group gap={6}>
          <Badge color={open ? 'teal' : 'gray'} variant="light">
            {open ? 'Open' : 'Closed'}
          </Badge>
          {admin && (
            <Badge color="cyan" variant="light">
              Administrator
            </Badge>
          )}
        </Group>
      </Table.Td>
      <Table.Td>
        <Text size="sm" component="time" dateTime={createdAt} title={moment(createdAt)}>
          {ago(createdAt)}
        </Text>
      </Table.Td>
      <Table.Td>
        <Group gap="xs">
          <ConfirmButton
            size="xs"
            disabled={self && open}
            question={
              open
                ? `${name} is signed out everywhere within seconds, and everything that is being written for them is canceled.`
                : `${name} may sign in again.`
            }
            action={open ? 'Close it' : 'Open it'}
            onConfirm={() =>
              run(
                setStatus({ id, status: open ? 'INACTIVE' : 'ACTIVE' }),
                open ? 'The account is closed.' : 'The account is open.',
              )
            }
          >
            {open ? 'Close the account' : 'Open the account'}
          </ConfirmButton>
          <ConfirmButton
            size="xs"
            question={
              admin
                ? `${name} may no longer do what administrators do, and has to sign in again.`
                : `${name} may then see and change all accounts and all jobs, and pause the queue.`
            }
            action={admin ? 'Take it away' : 'Give it'}
            onConfirm={() =>
              run(
                setRole({ id, role: admin ? 'USER' : 'ADMIN' }),
                admin ? 'The role is taken away.' : 'The role is given.',
              )
            }
          >
            {admin ? 'Take the role away' : 'Make administrator'}
          </ConfirmButton>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
