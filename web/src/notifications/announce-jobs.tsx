import { Anchor, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from 'wouter';
import type { ContentType, JobStatus } from '../gql/graphql.js';
import { announce } from '../layout/announcer.js';
import { CONTENT_TYPES } from '../lib/content-types.js';
import { plural } from '../lib/plural.js';

interface EndedJob {
  id: string;
  prompt: string;
  type: ContentType;
  status: JobStatus;
}

const SHOWN_MS = 8_000;

export const ENDED: Record<string, string> = {
  COMPLETED: 'is finished',
  FAILED: 'failed',
  CANCELED: 'was canceled',
};

/** Reports a job that has just ended, unless its page is open. */
export function announceCompletion(job: EndedJob): 'seen' | 'announced' {
  const isOpen = document.visibilityState === 'visible' && location.pathname === `/jobs/${job.id}`;
  if (isOpen) return 'seen';
  const title = `${CONTENT_TYPES[job.type].name} ${ENDED[job.status] ?? 'ended'}`;
  announce(`${title}: ${job.prompt}`);
  notifications.show({
    // One per job, even for repeated events.
    id: `job-${job.id}`,
    title,
    message: (
      <Text size="sm" lineClamp={2}>
        <Anchor
          component={Link}
          href={`/jobs/${job.id}`}
          inherit
          onClick={() => notifications.hide(`job-${job.id}`)}
        >
          {job.prompt}
        </Anchor>
      </Text>
    ),
    color: job.status === 'COMPLETED' ? 'teal' : job.status === 'FAILED' ? 'red' : 'gray',
    autoClose: SHOWN_MS,
    closeButtonProps: { 'aria-label': 'Close' },
  });
  return 'announced';
}

/** Reports jobs that ended while the app was closed. */
export function announceMissed(unread: number): void {
  if (unread === 0) return;
  const text = `${plural(unread, 'piece')} ended while you were away.`;
  announce(text);
  notifications.show({
    id: 'missed',
    message: (
      <Anchor component={Link} href="/notifications" size="sm" onClick={() => notifications.hide('missed')}>
        {text}
      </Anchor>
    ),
    autoClose: SHOWN_MS,
    closeButtonProps: { 'aria-label': 'Close' },
  });
}
