import type { Types } from 'mongoose';
import { isDuplicateKey, nativeCollection } from './mongo.js';

type Rows = Parameters<typeof nativeCollection>[0];

interface SlotLimit {
  /** The rows of all users, with a unique index on `userId` and `slot`. */
  rows: Rows;
  userId: Types.ObjectId;
  /** How many rows with a slot a user may have. */
  most: number;
  /** The error for a user who has as many. */
  full: () => Error;
}

/**
 * Inserts a row of a kind whose number per user is limited. Each row takes one slot of its user, so that two concurrent
 * requests can't both take the last one.
 * @param insert may be called again, with another slot, if another request took this one
 * @throws `full()` if all slots are taken
 */
export async function insertInFreeSlot<Inserted>(
  { rows, userId, most, full }: SlotLimit,
  insert: (slot: number) => Promise<Inserted>,
): Promise<Inserted> {
  for (let tries = 0; ; tries++) {
    const others = await nativeCollection<{ userId: Types.ObjectId; slot?: number }>(rows)
      .find({ userId, slot: { $exists: true } }, { projection: { slot: 1 } })
      .toArray();
    const taken = new Set(others.map(({ slot }) => slot));
    const free = Array.from({ length: most }, (_, slot) => slot).filter((slot) => !taken.has(slot));
    // After a collision, take any slot: concurrent requests would all try the first one again.
    const slot = free[tries === 0 ? 0 : Math.floor(Math.random() * free.length)];
    if (slot === undefined) throw full();
    try {
      return await insert(slot);
    } catch (error) {
      // Another request took it.
      if (!isDuplicateKey(error)) throw error;
    }
  }
}
