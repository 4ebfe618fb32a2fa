import { notifications } from '@mantine/notifications';
import { type Marked, type NotificationListener, useNotifications } from '@smart-content/client/react';
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { connection } from '../lib/connection.js';
import { viewerRole } from '../session/role.js';
import { dropSession } from '../session/session.js';
import { announceCompletion, announceMissed } from './announce-jobs.js';

interface Feed {
  /** Marks every known event as read, in all tabs. */
  markRead(): Promise<void>;
  /** Calls back once for each job that ends. */
  onCompletion(listener: (jobId: string) => unknown): () => void;
}

const FeedContext = createContext<Feed | null>(null);

/** The latest events, in the tab's only list of them. */
const LATEST = { first: 10 };

/** The latest events, newest first, and the number of unread ones. */
export const useLatest = () => useNotifications(LATEST);

/** Announces each job that ends, and keeps the tab's list of events. */
export function NotificationsProvider({ children }: { children: ReactNode }) {
  const listeners = useMemo(() => new Set<(jobId: string) => unknown>(), []);
  const channel = useMemo(() => new BroadcastChannel('notifications'), []);
  const onEvent: NotificationListener = ({ job }, { unreadCount }) => {
    for (const listener of [...listeners]) listener(job.id);
    // The open page of the job has shown its end.
    if (announceCompletion(job) === 'seen' && unreadCount <= 1) void value.markRead();
  };
  const { viewer, unreadCount, error, markRead, noteRead } = useNotifications({ ...LATEST, onEvent });

  const value = useMemo<Feed>(
    () => ({
      async markRead() {
        // Without a network they stay unread.
        const marked = await markRead().catch(() => undefined);
        if (marked) channel.postMessage(marked);
      },
      onCompletion(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    }),
    [listeners, channel, markRead],
  );

  // Keeps the count of the browser's other tabs in step.
  useEffect(() => {
    const follow = ({ data }: MessageEvent<Marked>) => noteRead(data);
    channel.addEventListener('message', follow);
    return () => channel.removeEventListener('message', follow);
  }, [channel, noteRead]);

  // Discards the notices of the previous user.
  useEffect(() => {
    viewerRole.set(null);
    notifications.clean();
  }, []);

  // Once: it does not change while the user is signed in.
  // biome-ignore lint/correctness/useExhaustiveDependencies: how many were unread then
  useEffect(() => {
    if (!viewer) return;
    viewerRole.set(viewer.role);
    announceMissed(unreadCount);
  }, [viewer]);

  const isOver = error?.code === 'UNAUTHENTICATED';
  useEffect(() => {
    if (isOver) dropSession();
  }, [isOver]);

  return <FeedContext value={value}>{children}</FeedContext>;
}

export function useFeed(): Feed {
  const value = useContext(FeedContext);
  if (!value) throw new Error('outside of NotificationsProvider');
  return value;
}

/**
 * Refetches whenever a job ends and after each reconnection. For everything that shows jobs.
 * @param jobId limits it to one job
 */
export function useRefetchOnCompletion(
  refetch: (options: { requestPolicy: 'network-only' }) => void,
  jobId?: string,
) {
  const { onCompletion } = useFeed();
  useEffect(() => {
    const ask = () => refetch({ requestPolicy: 'network-only' });
    const unlisten = onCompletion((ended) => (jobId === undefined || ended === jobId) && ask());
    let before = connection.get();
    const unfollow = connection.subscribe(() => {
      const now = connection.get();
      if (now === 'live' && before !== 'connecting') ask();
      before = now;
    });
    return () => {
      unlisten();
      unfollow();
    };
  }, [onCompletion, refetch, jobId]);
}
