import { ActionIcon, Menu } from '@mantine/core';
import { useStore } from '@smart-content/client/react';
import { useLocation } from 'wouter';
import { session } from '../session/session.js';
import { useSignOut } from '../session/use-sign-out.js';
import { Icon } from './icon.js';

export function UserMenu() {
  const user = useStore(session)?.user;
  const [, navigate] = useLocation();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Account of ${user?.name ?? ''}`}>
          <Icon name="user" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user?.email}</Menu.Label>
        <Menu.Item onClick={() => navigate('/account')}>Account and sessions</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut('here')}>Sign out</Menu.Item>
        <Menu.Item onClick={() => void signOut('everywhere')}>Sign out everywhere</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
