import type { NotificationFieldsFragment } from '../gql/graphql.js';
import { createStore } from '../lib/store.js';

export interface Feed {
  /** The latest events, newest first. */
  items: NotificationFieldsFragment[];
  unread: number;
  /** The cursor of the latest known event; `"0"` before the first. */
  cursor: string;
}

const KEPT = 10;

export const feed = createStore<Feed>({ items: [], unread: 0, cursor: '0' });

/** Adds an event unless it is known. */
export function addToFeed(item: NotificationFieldsFragment): void {
  const { items, unread, cursor } = feed.get();
  if (items.some((known) => known.cursor === item.cursor)) return;
  feed.set({
    items: [item, ...items].slice(0, KEPT),
    unread: unread + 1,
    cursor: laterOf(cursor, item.cursor),
  });
}

/** Marks events up to this cursor as read, here or on another device. */
export function markInFeed(upTo: string, unread: number): void {
  const { items, cursor } = feed.get();
  feed.set({
    cursor,
    unread,
    items: items.map((item) => (isAfter(item.cursor, upTo) ? item : { ...item, read: true })),
  });
}

/** Cursors are integers as strings, and may exceed the safe integers. */
const isAfter = (one: string, other: string): boolean => BigInt(one) > BigInt(other);
const laterOf = (one: string, other: string): string => (isAfter(one, other) ? one : other);
