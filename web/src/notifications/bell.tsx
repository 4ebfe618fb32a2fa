import { ActionIcon, Anchor, Group, Popover, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { Icon } from '../layout/icon.js';
import { useFeed, useLatest } from './feed.js';
import { NotificationList } from './notification-list.js';
import classes from './notifications.module.css';

/** The number and list of unread notifications. Opening it marks them as read. */
export function Bell() {
  const { notifications, unreadCount } = useLatest();
  const { markRead } = useFeed();
  const [opened, setOpened] = useState(false);
  // Entries that were unread when the list opened stay marked while it is open.
  const [fresh, setFresh] = useState<Set<string>>(new Set());

  function open(next: boolean) {
    setOpened(next);
    if (!next) return;
    setFresh(new Set(notifications.filter(({ read }) => !read).map((item) => item.cursor)));
    if (unreadCount > 0) void markRead();
  }

  return (
    <Popover
      opened={opened}
      onChange={open}
      position="bottom-end"
      width="min(360px, calc(100vw - 24px))"
      trapFocus
      returnFocus
      shadow="md"
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          className={classes.bell ?? ''}
          onClick={() => open(!opened)}
          aria-label={unreadCount > 0 ? `Notifications, ${unreadCount} unread` : 'Notifications'}
        >
          <Icon name="bell" />
          {unreadCount > 0 && <span className={classes.count}>{unreadCount > 99 ? '99+' : unreadCount}</span>}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label="Notifications">
        <Group justify="space-between" px="xs" py={4}>
          <Text fw={600} size="sm">
            Notifications
          </Text>
          <Anchor component={Link} href="/notifications" size="sm" onClick={() => setOpened(false)}>
            See all
          </Anchor>
        </Group>
        <div className={classes.scroll}>
          <NotificationList items={notifications} fresh={fresh} onFollow={() => setOpened(false)} />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
