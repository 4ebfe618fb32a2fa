import { type ClientSession, Types } from 'mongoose';
import { conflict, notFound } from '../../graphql/errors.js';
import { type Order, type Page, type PageArgs, readPage } from '../../graphql/pagination.js';
import { isDuplicateKey, nativeCollection } from '../../infra/mongo.js';
import { parseObjectId } from '../../infra/object-id.js';
import { ContentChangeKind } from '../topics/content-change.js';
import type { BinnedContentModel, BinnedContentRecord } from './binned-content.model.js';
import type { BinnedContent } from './binned-content.types.js';
import type { ContentModel, ContentRecord } from './content.model.js';
import type { Content } from './content.types.js';
import { bulkIds, type ContentBulkResult, refusal } from './content-bulk.js';
import type { ChangeLibrary } from './content-log.js';
import { ownPiece, toContent } from './content-rows.js';
import type { ContentVersionModel, ContentVersionRecord } from './content-version.model.js';

/** Deleted pieces. They are in a collection of their own, so that no query of the library returns them. */
export interface ContentBin {
  /** Moves a piece to the bin, and returns it. @throws NOT_FOUND */
  delete(userId: string, id: string): Promise<Content>;
  /** The same for many. */
  deleteMany(userId: string, ids: string[]): Promise<ContentBulkResult>;
  /** Last deleted first. */
  binned(userId: string, args: PageArgs): Promise<Page<BinnedContent>>;
  /** Moves pieces back. A piece of a job whose text was saved again is refused. */
  restore(userId: string, ids: string[]): Promise<ContentBulkResult>;
  /** Removes pieces of the bin permanently, with their versions. */
  deleteForever(userId: string, ids: string[]): Promise<ContentBulkResult>;
  /** The same for all that are in the bin. Returns their number. */
  emptyBin(userId: string): Promise<number>;
}

interface ContentBinDeps {
  contents: ContentModel;
  binnedContents: BinnedContentModel;
  contentVersions: ContentVersionModel;
  change: ChangeLibrary;
  /** How long a piece stays in the bin, in milliseconds; null without limit. */
  keptMs: number | null;
}

const LAST_DELETED: Order = { name: 'bin', field: 'binnedAt', direction: -1 };
/** The fields that a list reads: not the copies for the search. */
const FIELDS = [
  'title',
  'type',
  'body',
  'changes',
  'tags',
  'starred',
  'jobId',
  'source',
  'createdAt',
  'updatedAt',
];
/** Pieces of one transaction, which holds its locks as long. */
const BATCH = 100;

export function createContentBin(deps: ContentBinDeps): ContentBin {
  const { contents, binnedContents, contentVersions, change, keptMs } = deps;
  const pieces = nativeCollection<ContentRecord>(contents);
  const bin = nativeCollection<BinnedContentRecord>(binnedContents);
  const versions = nativeCollection<ContentVersionRecord>(contentVersions);

  async function moveToBin(filter: object, session: ClientSession): Promise<ContentRecord[]> {
    const found = await pieces.find(filter, { session }).toArray();
    if (found.length === 0) return [];
    const binnedAt = new Date();
    await bin.insertMany(
      found.map((piece) => ({ _id: piece._id, userId: piece.userId, binnedAt, piece })),
      { session },
    );
    await pieces.deleteMany({ _id: { $in: found.map(({ _id }) => _id) } }, { session });
    return found;
  }

  async function moveBack(found: BinnedContentRecord[], session: ClientSession) {
    const jobIds = found.flatMap(({ piece }) => piece.jobId ?? []);
    const saved = await pieces
      .find({ jobId: { $in: jobIds } }, { session, projection: { jobId: 1 } })
      .toArray();
    const taken = new Set(saved.map(({ jobId }) => jobId));
    const restored: BinnedContentRecord[] = [];
    const refused = [];
    // The last deleted first, where one job's text was saved and deleted more than once.
    for (const row of found.toSorted((a, b) => b.binnedAt.getTime() - a.binnedAt.getTime())) {
      const { jobId } = row.piece;
      if (jobId !== undefined && taken.has(jobId)) {
        refused.push(refusal(row._id.toHexString(), conflict(SAVED_AGAIN)));
        continue;
      }
      if (jobId !== undefined) taken.add(jobId);
      restored.push(row);
    }
    const ids = restored.map(({ _id }) => _id);
    if (restored.length > 0) {
      await bin.deleteMany({ _id: { $in: ids } }, { session });
      await pieces.insertMany(
        restored.map(({ piece }) => piece),
        { session },
      );
    }
    return { ids, refused };
  }

  async function removeRows(found: Pick<BinnedContentRecord, '_id'>[], session: ClientSession) {
    const ids = found.map(({ _id }) => _id);
    if (ids.length === 0) return ids;
    await bin.deleteMany({ _id: { $in: ids } }, { session });
    await versions.deleteMany({ contentId: { $in: ids } }, { session });
    return ids;
  }

  const result = (wanted: string[], done: Types.ObjectId[], refused: ContentBulkResult['refused'] = []) => {
    const known = new Set([...done.map((id) => id.toHexString()), ...refused.map(({ id }) => id)]);
    const unknown = wanted.filter((id) => !known.has(id)).map((id) => refusal(id, notFound('Content')));
    return { done: done.length, refused: [...refused, ...unknown] };
  };

  return {
    delete: (userId, id) =>
      change(userId, async (session, recordChange) => {
        const filter = ownPiece(userId, id);
        const [record] = filter ? await moveToBin(filter, session) : [];
        if (!record) throw notFound('Content');
        recordChange(ContentChangeKind.DELETED, record._id);
        return toContent(record);
      }),

    async deleteMany(userId, wanted) {
      const { ids, filter } = bulkIds(userId, wanted);
      return change(userId, async (session, recordChange) => {
        const done = (await moveToBin(filter, session)).map(({ _id }) => _id);
        recordChange(ContentChangeKind.DELETED, ...done);
        return result(ids, done);
      });
    },

    binned: (userId, args) =>
      readPage<BinnedContentRecord, BinnedContent>({
        model: binnedContents,
        filter: { userId: new Types.ObjectId(userId) },
        order: LAST_DELETED,
        args,
        fields: ['piece._id', ...FIELDS.map((name) => `piece.${name}`)] as never,
        parseId: parseObjectId,
        toNode: ({ binnedAt, piece }) => ({
          binnedAt,
          removedAfter: keptMs === null ? null : new Date(binnedAt.getTime() + keptMs),
          content: toContent(piece),
        }),
      }),

    async restore(userId, wanted) {
      const { ids, filter } = bulkIds(userId, wanted);
      const run = () =>
        change(userId, async (session, recordChange) => {
          const found = await bin.find(filter, { session }).toArray();
          const { ids: done, refused } = await moveBack(found, session);
          recordChange(ContentChangeKind.RESTORED, ...done);
          return result(ids, done, refused);
        });
      try {
        return await run();
      } catch (error) {
        // The text of a job was saved again concurrently. The next try reads it.
        if (isDuplicateKey(error)) return run();
        throw error;
      }
    },

    async deleteForever(userId, wanted) {
      const { ids, filter } = bulkIds(userId, wanted);
      return change(userId, async (session, recordChange) => {
        const found = await bin.find(filter, { session, projection: { _id: 1 } }).toArray();
        const done = await removeRows(found, session);
        recordChange(ContentChangeKind.REMOVED, ...done);
        return result(ids, done);
      });
    },

    async emptyBin(userId) {
      // Pieces that are deleted meanwhile stay.
      const filter = { userId: new Types.ObjectId(userId), binnedAt: { $lte: new Date() } };
      let removed = 0;
      for (;;) {
        const done = await change(userId, async (session, recordChange) => {
          const found = await bin.find(filter, { session, projection: { _id: 1 }, limit: BATCH }).toArray();
          const ids = await removeRows(found, session);
          recordChange(ContentChangeKind.REMOVED, ...ids);
          return ids.length;
        });
        removed += done;
        if (done < BATCH) return removed;
      }
    },
  };
}

const SAVED_AGAIN = 'The text of its job is in the library again: delete that piece first.';
