import { Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePageTitle } from '../layout/page.js';
import classes from './auth-card.module.css';

/** The frame of the sign-in and sign-up forms. */
export function AuthCard({ title, foot, children }: { title: string; foot: ReactNode; children: ReactNode }) {
  usePageTitle(title);
  return (
    <main className={classes.page}>
      <Stack gap="lg" className={classes.column}>
        <Stack gap={6} align="center" ta="center">
          <img src="/favicon.svg" alt="" width={48} height={48} />
          <Text fw={650} size="lg">
            Smart Content Generator
          </Text>
          <Text c="dimmed" size="sm">
            Outlines, product descriptions and captions, written while you watch.
          </Text>
        </Stack>
        <Paper withBorder p="xl" shadow="xs">
          <Title order={1} size="h3" mb="md">
            {title}
          </Title>
          {children}
        </Paper>
        <Text size="sm" ta="center">
          {foot}
        </Text>
      </Stack>
    </main>
  );
}
