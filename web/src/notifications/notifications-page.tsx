import { Button, Group, Paper, SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Page } from '../layout/page.js';
import { Empty, Failed, Loading } from '../layout/states.js';
import { useFeed, useLatest, useRefetchOnCompletion } from './feed.js';
import { NotificationList } from './notification-list.js';
import { NotificationPage } from './operations.js';

const PAGE = 20;

export default function NotificationsPage() {
  const [show, setShow] = useState('all');
  const [pages, setPages] = useState<(string | null)[]>([null]);
  const { unreadCount } = useLatest();
  const { markRead } = useFeed();
  return (
    <Page
      title="Notifications"
      aside={
        <Button variant="default" size="sm" disabled={unreadCount === 0} onClick={() => void markRead()}>
          Mark all as read
        </Button>
      }
    >
      <Group>
        <SegmentedControl
          aria-label="Which notifications"
          value={show}
          onChange={(next) => {
            setShow(next);
            setPages([null]);
          }}
          data={[
            { value: 'all', label: 'All' },
            { value: 'unread', label: `Unread (${unreadCount})` },
          ]}
        />
      </Group>
      <Stack gap="sm">
        {pages.map((after, at) => (
          <OnePage
            key={`${show} ${after}`}
            unreadOnly={show === 'unread'}
            after={after}
            {...(at === pages.length - 1 && { more: (next: string) => setPages([...pages, next]) })}
          />
        ))}
      </Stack>
    </Page>
  );
}

interface OnePageProps {
  unreadOnly: boolean;
  after: string | null;
  more?: (after: string) => void;
}

function OnePage({ unreadOnly, after, more }: OnePageProps) {
  const [{ data, error }, refetch] = useQuery({
    query: NotificationPage,
    variables: { unreadOnly, first: PAGE, after },
    requestPolicy: 'cache-and-network',
  });
  useRefetchOnCompletion(refetch);
  if (error && !data)
    return <Failed error={error} retry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading />;
  const { edges, pageInfo } = data.notifications;
  if (edges.length === 0) {
    return after === null ? (
      <Empty icon="bell" title={unreadOnly ? 'You have seen everything' : 'Nothing has ended yet'} />
    ) : null;
  }
  return (
    <>
      <Paper withBorder p="xs">
        <NotificationList items={edges.map(({ node }) => node)} />
      </Paper>
      {more && pageInfo.hasNextPage && pageInfo.endCursor && (
        <Button variant="default" onClick={() => more(pageInfo.endCursor as string)}>
          Show older ones
        </Button>
      )}
    </>
  );
}
