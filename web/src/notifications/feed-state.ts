import type { NotificationFieldsFragment } from '../gql/graphql.js';
import { createStore } from '../lib/store.js';

export interface Feed {
  /** The latest, latest first. */
  items: NotificationFieldsFragment[];
  unread: number;
  /** Of the latest event that this tab knows of; `"0"` before the first. */
  cursor: string;
}

const KEPT = 10;

export const feed = createStore<Feed>({ items: [], unread: 0, cursor: '0' });

/** An event that was not known yet; one that was is left alone. */
export function addToFeed(item: NotificationFieldsFragment): void {
  const { items, unread, cursor } = feed.get();
  if (items.some((known) => known.cursor === item.cursor)) return;
  feed.set({
    items: [item, ...items].slice(0, KEPT),
    unread: unread + 1,
    cursor: laterOf(cursor, item.cursor),
  });
}

/** Every event up to this cursor was seen, here or elsewhere. */
export function markInFeed(upTo: string, unread: number): void {
  const { items, cursor } = feed.get();
  feed.set({
    cursor,
    unread,
    items: items.map((item) => (isAfter(item.cursor, upTo) ? item : { ...item, read: true })),
  });
}

/** Cursors are numbers as text, and may be longer than a number is exact. */
const isAfter = (one: string, other: string): boolean => BigInt(one) > BigInt(other);
const laterOf = (one: string, other: string): string => (isAfter(one, other) ? one : other);
