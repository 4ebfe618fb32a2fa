import type { Types } from 'mongoose';
import { nativeCollection } from '../../infra/mongo.js';
import { type ExportModel, type ExportRecord, ExportStatus } from './export.model.js';
import type { ExportFiles } from './export-files.js';

interface RemovalDeps {
  exports: ExportModel;
  files: ExportFiles;
}

/** The time within which a worker notices that its export was removed, and stops, in milliseconds. */
const SETTLED_MS = 60_000;

/** Removes exports of a user with their files. One that a worker writes is hidden, and its worker stops. */
export async function removeExports(
  deps: RemovalDeps,
  which: { _id?: Types.ObjectId; userId: Types.ObjectId },
): Promise<void> {
  await nativeCollection<ExportRecord>(deps.exports).updateMany({ ...which, removedAt: { $exists: false } }, [
    { $set: { removedAt: '$$NOW' } },
    { $unset: ['slot', 'runToken'] },
  ]);
  await removeHidden(deps, which);
}

/**
 * Removes hidden exports with their files. One that a worker writes is removed by a call a minute later, as the worker
 * may write a little more until it notices.
 */
export async function removeHidden(
  { exports: model, files }: RemovalDeps,
  which: { _id?: Types.ObjectId; userId?: Types.ObjectId } = {},
): Promise<void> {
  const collection = nativeCollection<ExportRecord>(model);
  const hidden = collection.find({ ...which, removedAt: { $exists: true } });
  for await (const { _id, status, fileIds, removedAt } of hidden) {
    await files.remove(fileIds);
    const settled = removedAt !== undefined && removedAt.getTime() < Date.now() - SETTLED_MS;
    // No worker begins an attempt at a hidden export.
    if (settled || status !== ExportStatus.RUNNING) await collection.deleteOne({ _id });
  }
}
