import type { Connection } from 'mongoose';
import { inTransaction, nativeCollection } from '../../infra/mongo.js';
import type { BinnedContentModel, BinnedContentRecord } from './binned-content.model.js';
import type { ContentVersionModel, ContentVersionRecord } from './content-version.model.js';

/** Removes what is older than a time, a batch at a time. Each resolves to the number of removed documents. */
export interface ContentRetention {
  /** Pieces that were deleted before this time, with their versions. It writes no event. */
  removeBinned(before: Date): Promise<number>;
  /** Texts that were replaced before this time, but for those that a job generated. */
  removeVersions(before: Date): Promise<number>;
}

/** Documents per batch, which holds no lock for longer than some milliseconds. */
export const RETENTION_BATCH = 100;

interface Deps {
  connection: Connection;
  binnedContents: BinnedContentModel;
  contentVersions: ContentVersionModel;
}

export function createContentRetention({
  connection,
  binnedContents,
  contentVersions,
}: Deps): ContentRetention {
  const bin = nativeCollection<BinnedContentRecord>(binnedContents);
  const versions = nativeCollection<ContentVersionRecord>(contentVersions);
  const limit = RETENTION_BATCH;
  return {
    // A transaction, so that a piece that is restored meanwhile keeps its versions.
    removeBinned: (before) =>
      inTransaction(connection, async (session) => {
        const old = await bin
          .find(
            { binnedAt: { $lt: before } },
            { session, projection: { _id: 1 }, sort: { binnedAt: 1 }, limit },
          )
          .toArray();
        const ids = old.map(({ _id }) => _id);
        if (ids.length === 0) return 0;
        await bin.deleteMany({ _id: { $in: ids } }, { session });
        await versions.deleteMany({ contentId: { $in: ids } }, { session });
        return ids.length;
      }),

    async removeVersions(before) {
      const old = await versions
        .find(
          { replacedAt: { $lt: before }, original: null as never },
          { projection: { _id: 1 }, sort: { replacedAt: 1 }, limit },
        )
        .toArray();
      if (old.length === 0) return 0;
      await versions.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } });
      return old.length;
    },
  };
}
