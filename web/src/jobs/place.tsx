import { Text } from '@mantine/core';
import type { JobView } from '@smart-content/client/react';
import { useEffect, useState } from 'react';
import { plural } from '../lib/plural.js';
import { serverNow } from '../session/session.js';

/** A start that is at most this much later than the due time, in milliseconds, is not shown as a wait. */
const AT_ONCE_MS = 2_000;

/** The approximate number of jobs before a waiting one, and its start. Renders nothing while neither is known. */
export function Place({ written, due }: { written: JobView; due: string }) {
  const { status, queuePosition: position, estimatedStartAt: startAt } = written;
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 1_000);
    return () => clearInterval(timer);
  }, []);
  if (position === null || (status !== 'QUEUED' && status !== 'RETRYING')) return null;
  const late = startAt !== null && Date.parse(startAt) > Math.max(Date.parse(due) + AT_ONCE_MS, now);
  if (position === 1 && !late) return null;
  return (
    <Text size="sm" c="dimmed" data-testid="place">
      {position === 1 ? 'It is the next one' : `About ${position - 1} in front of it`}
      {late && `; it starts in about ${inWords((Date.parse(startAt) - now) / 1_000)}`}.
    </Text>
  );
}

/** "20 seconds", "3 minutes", "2 hours": with the precision of an estimate. */
export function inWords(seconds: number): string {
  const [count, unit]: [number, string] =
    seconds < 55
      ? [Math.max(5, Math.ceil(seconds / 5) * 5), 'second']
      : seconds < 55 * 60
        ? [Math.round(seconds / 60), 'minute']
        : [Math.round(seconds / 3_600), 'hour'];
  return plural(count, unit);
}
