import { LRUCache } from 'lru-cache';
import { type mongo, Types } from 'mongoose';
import type { Lease } from '../../infra/lease.js';
import type { Logger } from '../../infra/logger.js';
import type { Migration } from '../../infra/migrations.js';
import { nativeCollection } from '../../infra/mongo.js';
import { FOLD_RULES, fold } from '../../text/search-text.js';
import type { ContentModel, ContentRecord } from './content.model.js';

/** Adds the folded copies that the search reads to pieces of earlier versions. */
export interface FoldedCopies {
  /**
   * Resolves when all pieces of a user have copies. In a rolling upgrade a process of an earlier version may still
   * write some without: the next check after RECHECK_MS adds them.
   */
  ensure(userId: string): Promise<void>;
  close(): Promise<void>;
}

interface Deps {
  contents: ContentModel;
  /** One process at a time does the work. */
  lease: Lease;
  log: Logger;
  /** For tests: RECHECK_MS by default. */
  recheckMs?: number;
}

type Row = Pick<
  ContentRecord,
  '_id' | 'title' | 'body' | 'changes' | 'foldedTitle' | 'foldedBody' | 'foldRules'
>;

/** Pieces per batch; the process serves other requests between two batches. */
const BATCH = 20;
/** How long the check of a user whose pieces all have copies is cached, in milliseconds. */
const RECHECK_MS = 30_000;
/** The most users whose check is remembered. */
const REMEMBERED = 10_000;
/** How long the lease lasts without a renewal, in milliseconds. */
const LEASE_MS = 60_000;

/** The folded copies of a text. */
export const foldedCopy = ({ title, body }: { title: string; body: string }) => ({
  foldedTitle: fold(title),
  foldedBody: fold(body),
  foldRules: FOLD_RULES,
});

/** The same for a change, which may be of one of both, or of neither. */
export const foldedChange = ({ title, body }: { title?: unknown; body?: unknown }) => ({
  ...(typeof title === 'string' && { foldedTitle: fold(title) }),
  ...(typeof body === 'string' && { foldedBody: fold(body) }),
});

/** Without copies, or with copies by earlier rules. */
const STALE = { $or: [{ foldRules: null as never }, { foldRules: { $lt: FOLD_RULES } }] };

interface Owner {
  userId?: Types.ObjectId;
}

/** Returns how many pieces lacked copies and how many were updated. A piece that changes meanwhile is left to the next batch. */
async function foldBatch(contents: ContentModel, owner: Owner): Promise<{ found: number; made: number }> {
  const collection = nativeCollection<Row>(contents);
  const rows = await collection
    .find({ ...owner, ...STALE }, { projection: { title: 1, body: 1, changes: 1 }, limit: BATCH })
    .toArray();
  if (rows.length === 0) return { found: 0, made: 0 };
  const writes: mongo.AnyBulkWriteOperation<Row>[] = rows.map(({ _id, changes, title, body }) => ({
    updateOne: {
      filter: { _id, changes: (changes ?? null) as number },
      update: { $set: foldedCopy({ title: title ?? '', body: body ?? '' }) },
    },
  }));
  const { matchedCount } = await collection.bulkWrite(writes, { ordered: false });
  return { found: rows.length, made: matchedCount };
}

/** Returns how many pieces it updated, and whether all have copies now. */
async function foldCopies(contents: ContentModel, owner: Owner, proceed: () => Promise<boolean>) {
  let count = 0;
  while (await proceed()) {
    const { found, made } = await foldBatch(contents, owner);
    count += made;
    if (made === 0) return { count, all: found === 0 };
  }
  return { count, all: false };
}

/** The same as a migration: the API serves searches meanwhile, by `ensure`. */
export const foldedCopiesMigration = (contents: ContentModel): Migration => ({
  id: `folded copies ${FOLD_RULES}`,
  required: false,
  async run(proceed) {
    const { count, all } = await foldCopies(contents, {}, proceed);
    return { changed: count, complete: all };
  },
});

export function startFoldedCopies({ contents, lease, log, recheckMs = RECHECK_MS }: Deps): FoldedCopies {
  const complete = new LRUCache<string, true>({ max: REMEMBERED, ttl: recheckMs });
  let closed = false;

  async function foldEverything(): Promise<void> {
    const { count } = await foldCopies(contents, {}, async () => !closed && (await lease.take(LEASE_MS)));
    await lease.release();
    if (count > 0) log.info({ pieces: count }, 'folded copies added to pieces of an earlier version');
  }

  const folding = foldEverything().catch((error) => log.warn({ err: error }, 'folded copies interrupted'));

  return {
    async ensure(userId) {
      if (complete.has(userId)) return;
      const owner = { userId: new Types.ObjectId(userId) };
      const { all } = await foldCopies(contents, owner, async () => !closed);
      if (all) complete.set(userId, true);
    },
    async close() {
      closed = true;
      await folding;
    },
  };
}
