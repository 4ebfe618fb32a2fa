import mongoose, { type mongo } from 'mongoose';
import { READ_OPTIONS } from './mongo.js';

export interface RowsRequest {
  filter: object;
  projection?: Record<string, 1> | undefined;
  sort?: Record<string, 1 | -1> | undefined;
  /** How many rows at most. */
  limit: number;
  collation?: { locale: string; strength: 1 | 2 | 3 } | undefined;
  /** How long MongoDB may take over it, in milliseconds. */
  maxTimeMS?: number | undefined;
}

/**
 * The rows of a short list by the `find` command itself: the driver's cursor, made for lists of any length, costs more
 * than what is read. The cursor still reads what one answer of MongoDB doesn't hold (16 MB), and what a connection that
 * broke or a primary that stepped down has left unanswered, with the driver's own retries. Nothing is cast, validated
 * or sanitised on the way, as in `nativeCollection`.
 */
export async function readRows<Row extends object>(
  collection: mongo.Collection<Row>,
  { filter, limit, ...options }: RowsRequest,
): Promise<Row[]> {
  // Room for one row more than the limit: then MongoDB closes its cursor along with the answer.
  const query = { ...options, limit, batchSize: limit + 1 };
  const byCursor = () => collection.find(filter, query).toArray() as Promise<Row[]>;
  try {
    const { readConcern, readPreference } = collection;
    const { cursor } = await collection.db.command(
      { find: collection.collectionName, filter, ...query, ...(readConcern && { readConcern }) },
      { ...READ_OPTIONS, ...(readPreference && { readPreference }) },
    );
    if (Number(cursor.id) === 0) return cursor.firstBatch;
    await collection.db.command({ killCursors: collection.collectionName, cursors: [cursor.id] });
    return byCursor();
  } catch (error) {
    if (isRetryable(error)) return byCursor();
    throw error;
  }
}

/** What MongoDB says where another server is, or will be, the one to ask: the list of its retryable reads specification. */
const ANOTHER_SERVER = new Set([6, 7, 89, 91, 134, 189, 262, 9001, 10_107, 11_600, 11_602, 13_435, 13_436]);

function isRetryable(error: unknown): boolean {
  const { MongoNetworkError, MongoServerError } = mongoose.mongo;
  if (error instanceof MongoServerError) return ANOTHER_SERVER.has(Number(error.code));
  return error instanceof MongoNetworkError;
}
