import { Group, Stack, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { announce } from './announcer.js';

const APP = 'Smart Content Generator';

/** The document's title, which is also what a screen reader says of a new page. */
export function usePageTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · ${APP}`;
  }, [title]);
}

/** False until the first page was shown: where focus is at the start is the browser's business. */
let moved = false;

interface PageProps {
  title: string;
  /** Beside the title, such as the page's one button. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A page of the app: its heading takes the focus when one comes to it, so that reading begins there. */
export function Page({ title, aside, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(title);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each page, whatever its title becomes
  useEffect(() => {
    if (moved) {
      heading.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
      announce(title);
    }
    moved = true;
  }, []);
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="center" gap="sm">
        <Title order={1} ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
          {title}
        </Title>
        {aside}
      </Group>
      {children}
    </Stack>
  );
}
