import type { Completion } from './completions.js';
import { isLater } from './cursor.js';
import type { SmartContentError } from './errors.js';
import {
  MarkNotificationsReadDocument,
  NotificationsDocument,
  type SmartContentNotificationFragment,
  type SmartContentViewerFragment,
} from './gql/graphql.js';
import { asError, forEachEvent, type SmartContentSource, whileListenedTo } from './listening.js';
import { persist } from './persist.js';
import type { Store } from './store.js';

export interface NotificationsView {
  /** Newest first. */
  notifications: readonly SmartContentNotificationFragment[];
  unreadCount: number;
  /** The viewer as in the first response. */
  viewer: SmartContentViewerFragment | null;
  /** True until the first response. */
  loading: boolean;
  error: SmartContentError | null;
}

export interface NotificationsStore extends Store<NotificationsView> {
  /**
   * Marks everything up to this cursor as read; by default all known events.
   * @returns what was marked, for `noteRead` in other tabs; undefined if nothing is known yet
   */
  markRead(upTo?: string): Promise<Marked | undefined>;
  /** Applies the mark of another tab or device, with the number of unread events that it received. */
  noteRead(marked: Marked): void;
  /** Calls back with each event after the first response, once it is in the list. Returns the function that ends it. */
  onEvent(listener: NotificationListener): () => void;
}

/** Everything up to this cursor is read, and this many after it are not. */
export interface Marked {
  upTo: string;
  unreadCount: number;
}

/** @param view the list with the event */
export type NotificationListener = (event: Completion, view: NotificationsView) => void;

const INITIAL: NotificationsView = {
  notifications: [],
  unreadCount: 0,
  viewer: null,
  loading: true,
  error: null,
};

/** The newest notifications, kept up to date by completions while there are listeners. */
export function notificationsStore(source: SmartContentSource, { first = 20 } = {}): NotificationsStore {
  const eventListeners = new Set<NotificationListener>();
  let set: (part: Partial<NotificationsView>) => void = () => {};
  const store = whileListenedTo(INITIAL, (inner, isStopped) => {
    set = (part) => {
      if (!isStopped()) inner.set({ ...inner.get(), ...part });
    };
    const fail = (cause: unknown) => set({ error: asError(cause), loading: false });
    const follow = (after: string, counted: string) =>
      forEachEvent(source, after, {
        next(event) {
          if (isStopped()) return;
          const known = inner.get();
          set({
            notifications: [{ ...event, read: false }, ...known.notifications].slice(0, first),
            unreadCount: known.unreadCount + (isLater(event.cursor, counted) ? 1 : 0),
          });
          for (const listener of [...eventListeners]) listener(event, inner.get());
        },
        error: fail,
      });
    let stop = persist(
      () => source.request(NotificationsDocument, { first }),
      ({ me, notifications: { edges } }) => {
        const notifications = edges.map(({ node }) => node);
        set({ notifications, viewer: me, unreadCount: me.unreadCount, loading: false, error: null });
        // It starts where the list ends: nothing between the two requests is missed.
        stop = follow(notifications[0]?.cursor ?? '0', me.eventCursor);
      },
      fail,
    );
    return () => stop();
  });

  const noteRead = ({ upTo, unreadCount }: Marked) =>
    set({
      unreadCount,
      notifications: store
        .get()
        .notifications.map((one) => (isLater(one.cursor, upTo) ? one : { ...one, read: true })),
    });

  return {
    ...store,
    noteRead,
    async markRead(upTo = latestOf(store.get())) {
      if (upTo === undefined) return undefined;
      const { markNotificationsRead } = await source.request(MarkNotificationsReadDocument, { upTo });
      const marked = { upTo, unreadCount: markNotificationsRead.unreadCount };
      noteRead(marked);
      return marked;
    },
    onEvent(listener) {
      eventListeners.add(listener);
      return () => void eventListeners.delete(listener);
    },
  };
}

/** The cursor of the latest known event, which may no longer be in the list. */
function latestOf({ notifications: [newest], viewer }: NotificationsView): string | undefined {
  const counted = viewer?.eventCursor;
  return newest && (counted === undefined || isLater(newest.cursor, counted)) ? newest.cursor : counted;
}
