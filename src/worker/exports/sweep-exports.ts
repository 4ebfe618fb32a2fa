import { nativeCollection } from '../../infra/mongo.js';
import { type ExportModel, type ExportRecord, ExportStatus } from '../../modules/exports/export.model.js';
import type { ExportFiles } from '../../modules/exports/export-files.js';
import type { ExportQueue } from '../../modules/exports/export-queue.js';
import { removeHidden } from '../../modules/exports/remove-exports.js';
import { SILENCE_MS } from './claims.js';

export interface SweepDeps {
  exports: ExportModel;
  files: ExportFiles;
  queue: ExportQueue;
  /** Time between two sweeps, in milliseconds. */
  intervalMs: number;
}

/** An export that changed within this time, in milliseconds, may still be on its way to the queue. */
const QUIET_MS = 5_000;
/** How long an export is listed after its end, in milliseconds. */
const LISTED_MS = 30 * 86_400_000;
/** Exports per sweep and step. */
const BATCH = 500;

const { QUEUED, RUNNING, COMPLETED, FAILED, EXPIRED } = ExportStatus;
const SHOWN = { removedAt: { $exists: false } };

/** Enqueues exports that are missing in Redis, and removes files that have expired and exports that were deleted. */
export async function sweepExports(deps: SweepDeps): Promise<void> {
  await enqueueMissing(deps);
  await expire(deps);
  await removeHidden(deps);
  await nativeCollection<ExportRecord>(deps.exports).deleteMany({
    status: { $in: [FAILED, EXPIRED] },
    updatedAt: { $lt: new Date(Date.now() - LISTED_MS) },
    fileIds: [],
  });
}

/** An entry that is in the queue already is not added again. */
async function enqueueMissing({ exports: model, queue, intervalMs }: SweepDeps) {
  const quiet = new Date(Date.now() - Math.min(intervalMs, QUIET_MS));
  const silent = { $lt: ['$heartbeatAt', { $subtract: ['$$NOW', SILENCE_MS] }] };
  const due = nativeCollection<ExportRecord>(model)
    .find({
      ...SHOWN,
      $or: [
        { status: QUEUED, updatedAt: { $lt: quiet } },
        { status: RUNNING, updatedAt: { $lt: quiet }, $expr: silent },
      ],
    })
    .project<Pick<ExportRecord, '_id' | 'attempts'>>({ attempts: 1 })
    .limit(BATCH);
  for await (const { _id, attempts } of due) {
    await queue.enqueue({ exportId: _id.toHexString(), attempts });
  }
}

/** The state first: a file that is about to be removed is not offered. */
async function expire({ exports: model, files }: SweepDeps) {
  const collection = nativeCollection<ExportRecord>(model);
  await collection.updateMany({ ...SHOWN, status: COMPLETED, $expr: { $lt: ['$expiresAt', '$$NOW'] } }, [
    { $set: { status: EXPIRED, updatedAt: '$$NOW' } },
  ]);
  const ended = collection
    .find({ ...SHOWN, status: { $in: [EXPIRED, FAILED] }, 'fileIds.0': { $exists: true } })
    .project<Pick<ExportRecord, '_id' | 'fileIds'>>({ fileIds: 1 })
    .limit(BATCH);
  for await (const { _id, fileIds } of ended) {
    await files.remove(fileIds);
    await collection.updateOne({ _id, fileIds }, { $set: { fileIds: [] } });
  }
}
