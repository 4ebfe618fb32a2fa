import { Group, Stack, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { announce } from './announcer.js';

const APP = 'Smart Content Generator';

/** The document's title, which a screen reader also reads for a new page. */
export function usePageTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · ${APP}`;
  }, [title]);
}

/** False until the first page is shown, whose focus the browser sets. */
let moved = false;

interface PageProps {
  title: string;
  /** Shown next to the title, such as the page's main button. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A page of the app. Its heading takes the focus after navigation, so that screen readers start there. */
export function Page({ title, aside, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(title);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per page, even if its title changes
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
