import { notifications } from '@mantine/notifications';
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { useClient } from 'urql';
import { followCompletions } from '../lib/completions.js';
import { connection } from '../lib/connection.js';
import { viewerRole } from '../session/role.js';
import { dropSession } from '../session/session.js';
import { addToFeed, feed, markInFeed } from './feed-state.js';
import { Completions, MarkRead, NotificationsAtStart } from './operations.js';
import { tellOfCompletion, tellOfThoseMissed } from './tell.js';

interface Notifications {
  /** Marks every event up to this one as read. */
  markRead(upTo: string): Promise<void>;
  /** Calls back once for each job that ends. */
  onCompletion(listener: (jobId: string) => unknown): () => void;
}

const NotificationsContext = createContext<Notifications | null>(null);

/** The pause before retrying the feed's first query, in milliseconds. */
const AGAIN_MS = 3_000;

/** The tab's only subscription to all completions, and its state. */
export function NotificationsProvider({ children }: { children: ReactNode }) {
  const client = useClient();
  const listeners = useMemo(() => new Set<(jobId: string) => unknown>(), []);
  const channel = useMemo(() => new BroadcastChannel('notifications'), []);

  const value = useMemo<Notifications>(() => {
    const markRead = async (upTo: string) => {
      const { data } = await client.mutation(MarkRead, { upTo }).toPromise();
      if (!data) return;
      const unread = data.markNotificationsRead.unreadCount;
      markInFeed(upTo, unread);
      channel.postMessage({ upTo, unread });
    };
    return {
      markRead,
      onCompletion(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
  }, [client, listeners, channel]);

  // Keeps the count of the browser's other tabs in step.
  useEffect(() => {
    const follow = ({ data }: MessageEvent<{ upTo: string; unread: number }>) =>
      markInFeed(data.upTo, data.unread);
    channel.addEventListener('message', follow);
    return () => channel.removeEventListener('message', follow);
  }, [channel]);

  useEffect(() => {
    // Discard the previous user's state.
    feed.set({ items: [], unread: 0, cursor: '0' });
    viewerRole.set(null);
    notifications.clean();
    let stopped = false;
    let unfollow = () => {};
    let timer: ReturnType<typeof setTimeout> | undefined;

    async function start() {
      const { data, error } = await client
        .query(NotificationsAtStart, {}, { requestPolicy: 'network-only' })
        .toPromise();
      if (stopped) return;
      if (!data) {
        timer = setTimeout(() => void start(), error?.networkError ? AGAIN_MS : AGAIN_MS * 3);
        return;
      }
      const { eventCursor, unreadCount, role } = data.me;
      viewerRole.set(role);
      const items = data.notifications.edges.map(({ node }) => node);
      feed.set({ items, unread: unreadCount, cursor: eventCursor });
      tellOfThoseMissed(unreadCount);
      let last = eventCursor;
      unfollow = followCompletions({
        client,
        document: Completions,
        cursor: {
          read: () => last,
          write: (cursor) => {
            last = cursor;
          },
        },
        onEvent: (event) => {
          const nothingElse = feed.get().unread === 0;
          addToFeed({ ...event, read: false });
          for (const listener of [...listeners]) listener(event.job.id);
          // The open page of the job has shown its end.
          if (tellOfCompletion(event.job) === 'seen' && nothingElse) void value.markRead(event.cursor);
        },
        onEnd: (error) => {
          if (error.graphQLErrors.some(({ extensions }) => extensions.code === 'UNAUTHENTICATED'))
            dropSession();
        },
      });
    }

    void start();
    return () => {
      stopped = true;
      clearTimeout(timer);
      unfollow();
    };
  }, [client, listeners, value]);

  return <NotificationsContext value={value}>{children}</NotificationsContext>;
}

export function useNotifications(): Notifications {
  const value = useContext(NotificationsContext);
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
  const { onCompletion } = useNotifications();
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
