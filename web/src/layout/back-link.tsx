import { Anchor, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Icon } from './icon.js';

/** Leads from a page to the list that it belongs to. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Anchor component={Link} href={href} size="sm">
      <Group gap={6} component="span">
        <Icon name="back" size={16} /> {children}
      </Group>
    </Anchor>
  );
}
