import type { Page } from '../../graphql/pagination.js';
import { parseEventCursor, unknownCursor } from './event-cursor.js';
import type { EventLog } from './event-log.js';
import type { Notification, NotificationsArgs } from './notification.types.js';

/** A user's events as a list, with a read mark. Every call names the user. */
export interface Notifications {
  /** Newest first. @throws BAD_USER_INPUT */
  notifications(userId: string, args: NotificationsArgs): Promise<Page<Notification>>;
  /** Marks every event up to and including this cursor as read. Never moves the mark back. @throws BAD_USER_INPUT */
  markRead(userId: string, upTo: string): Promise<void>;
  /** The number of events after the mark. */
  unreadCount(userId: string): Promise<number>;
}

export function createNotifications(eventLog: EventLog): Notifications {
  return {
    async notifications(userId, { unreadOnly, first, after }) {
      const { latest, read, removed } = await eventLog.marks(userId);
      const before = after == null ? latest + 1 : parseEventCursor('after', after);
      if (before > latest + 1) throw unknownCursor('after');
      const floor = unreadOnly ? Math.max(read, removed) : removed;
      const events = await eventLog.readBefore(userId, { before, after: floor, limit: first });
      const edges = events.map(({ seq, occurredAt, job }) => {
        const cursor = String(seq);
        return { cursor, node: { cursor, occurredAt, read: seq <= read, job } };
      });
      return {
        edges,
        pageInfo: {
          // `seq` has no gaps after what was removed, so the rest is known without a read.
          hasNextPage: (events.at(-1)?.seq ?? 0) > floor + 1,
          hasPreviousPage: after != null,
          startCursor: edges.at(0)?.cursor ?? null,
          endCursor: edges.at(-1)?.cursor ?? null,
        },
        count: async () => latest - floor,
      };
    },

    async markRead(userId, upTo) {
      if (!(await eventLog.markRead(userId, parseEventCursor('upTo', upTo)))) throw unknownCursor('upTo');
    },

    async unreadCount(userId) {
      const { latest, read, removed } = await eventLog.marks(userId);
      return latest - Math.max(read, removed);
    },
  };
}
