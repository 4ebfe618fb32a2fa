import { readFile } from 'node:fs/promises';
import mongoose, { type Connection } from 'mongoose';

const { EJSON } = mongoose.mongo.BSON;

/** The users of the recorded data, both with this password. */
export const EARLIER = { email: 'ada@example.com', other: 'bob@example.com', password: 'correct horse' };

/** When the data was recorded. */
const RECORDED = Date.parse('2026-11-26T22:50:00Z');

interface Recorded {
  indexes: { key: Record<string, 1 | -1>; name: string }[];
  documents: Record<string, unknown>[];
}

/**
 * Inserts the data and indexes that the version of 2026-11-26 left in its database, with current dates. They were
 * recorded from that version: five jobs of one user, three of her pieces, and one of another user.
 */
export async function restoreEarlierData(connection: Connection): Promise<void> {
  const text = await readFile('tests/migrations/data-2026-11-26.json', 'utf8');
  const recorded = EJSON.parse(text) as Record<string, Recorded>;
  const shift = Date.now() - newest(recorded);
  for (const [name, { indexes, documents }] of Object.entries(recorded)) {
    const collection = connection.collection(name);
    await collection.insertMany(documents.map((document) => moved(document, shift) as object));
    for (const { key, name: indexName, ...options } of indexes) {
      if (indexName === '_id_') continue;
      const { v: _, ...kept } = options as Record<string, unknown>;
      await collection.createIndex(key, { ...kept, name: indexName });
    }
  }
}

const newest = (recorded: Record<string, Recorded>): number =>
  Math.max(
    RECORDED,
    ...(recorded.jobs?.documents ?? []).map(({ updatedAt }) => (updatedAt as Date).getTime()),
  );

/** Moves the dates, so that nothing is old enough to be removed. */
function moved(value: unknown, byMs: number): unknown {
  if (value instanceof Date) return new Date(value.getTime() + byMs);
  if (Array.isArray(value)) return value.map((item) => moved(item, byMs));
  if (value === null || typeof value !== 'object' || '_bsontype' in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, moved(item, byMs)]));
}
