import { type mongo, Types } from 'mongoose';
import type { Lease } from '../../infra/lease.js';
import type { Logger } from '../../infra/logger.js';
import { nativeCollection } from '../../infra/mongo.js';
import { readRows } from '../../infra/read-rows.js';
import { FOLD_RULES, fold } from '../../text/search-text.js';
import type { ContentModel, ContentRecord } from './content.model.js';

/** Adds the folded copies that the search reads to pieces of earlier versions. */
export interface FoldedCopies {
  /** Resolves when all pieces of a user have copies: a process of an earlier version may still write some without. */
  ensure(userId: string): Promise<void>;
  close(): Promise<void>;
}

interface Deps {
  contents: ContentModel;
  /** One process at a time does the work. */
  lease: Lease;
  log: Logger;
}

type Row = Pick<
  ContentRecord,
  '_id' | 'title' | 'body' | 'changes' | 'foldedTitle' | 'foldedBody' | 'foldRules'
>;

/** Pieces per batch; the process serves other requests between two batches. */
const BATCH = 20;
/** How long the lease lasts without a renewal, in milliseconds. */
const LEASE_MS = 60_000;

/** The folded copies of a text. */
export const foldedCopy = ({ title, body }: { title: string; body: string }) => ({
  foldedTitle: fold(title),
  foldedBody: fold(body),
  foldRules: FOLD_RULES,
});

/** The same for a change of the title, the body, both or neither. */
export const foldedChange = ({ title, body }: { title?: unknown; body?: unknown }) => ({
  ...(typeof title === 'string' && { foldedTitle: fold(title) }),
  ...(typeof body === 'string' && { foldedBody: fold(body) }),
});

/** Without copies, or with copies by earlier rules. */
const STALE = { $or: [{ foldRules: null as never }, { foldRules: { $lt: FOLD_RULES } }] };

export function startFoldedCopies({ contents, lease, log }: Deps): FoldedCopies {
  const collection = nativeCollection<Row>(contents);
  let closed = false;

  /** Returns the number of updated pieces. A piece that changes meanwhile is left to the next batch. */
  async function foldBatch(owner: { userId?: Types.ObjectId }): Promise<number> {
    const rows = await readRows<Row>(collection, {
      filter: { ...owner, ...STALE },
      projection: { title: 1, body: 1, changes: 1 },
      limit: BATCH,
    });
    if (rows.length === 0) return 0;
    const writes: mongo.AnyBulkWriteOperation<Row>[] = rows.map(({ _id, changes, title, body }) => ({
      updateOne: {
        filter: { _id, changes: (changes ?? null) as number },
        update: { $set: foldedCopy({ title: title ?? '', body: body ?? '' }) },
      },
    }));
    return (await collection.bulkWrite(writes, { ordered: false })).matchedCount;
  }

  async function foldAll(owner: { userId?: Types.ObjectId }, proceed = async () => !closed): Promise<number> {
    let count = 0;
    while (await proceed()) {
      const made = await foldBatch(owner);
      if (made === 0) break;
      count += made;
    }
    return count;
  }

  async function foldEverything(): Promise<void> {
    const count = await foldAll({}, async () => !closed && (await lease.take(LEASE_MS)));
    await lease.release();
    if (count > 0) log.info({ pieces: count }, 'folded copies added to pieces of an earlier version');
  }

  const folding = foldEverything().catch((error) => log.warn({ err: error }, 'folded copies interrupted'));

  return {
    async ensure(userId) {
      await foldAll({ userId: new Types.ObjectId(userId) });
    },
    async close() {
      closed = true;
      await folding;
    },
  };
}
