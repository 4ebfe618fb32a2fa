import { randomUUID } from 'node:crypto';
import { Types } from 'mongoose';
import { literal, nativeCollection } from '../../infra/mongo.js';
import {
  type ExportFile,
  type ExportModel,
  type ExportRecord,
  ExportStatus,
} from '../../modules/exports/export.model.js';

/** An attempt at an export. Only the holder of its `runToken` may write. */
export type ClaimedExport = ExportRecord & { runToken: string };

/** The interval of the heartbeat of a running attempt, in milliseconds. */
export const HEARTBEAT_MS = 5_000;
/** An attempt without a heartbeat for this time, in milliseconds, counts as interrupted. */
export const SILENCE_MS = 3 * HEARTBEAT_MS;
/** The maximum number of attempts at one export, because an export may crash its worker each time. */
const MAX_ATTEMPTS = 3;
const INTERRUPTED = 'The export was interrupted three times. Try fewer pieces, or another format.';

/** The changes of an export that a worker makes. Each is one compare-and-set. */
export interface ExportClaims {
  /** Begins an attempt. Null if the export has ended, is removed, or another worker writes it. */
  claim(exportId: string): Promise<ClaimedExport | null>;
  /** Stores the heartbeat and the progress of an attempt. False if it has lost the export. */
  pulse(claimed: ClaimedExport, progress: { done: number; total: number }): Promise<boolean>;
  /** False if the attempt has lost the export. */
  complete(claimed: ClaimedExport, file: ExportFile, done: number): Promise<boolean>;
  fail(claimed: ClaimedExport, error: string): Promise<boolean>;
  /** Leaves the export to another attempt. `counts`: whether this one was an attempt. Null if it has lost it. */
  handBack(claimed: ClaimedExport, counts: boolean): Promise<ExportRecord | null>;
}

const { QUEUED, RUNNING, COMPLETED, FAILED } = ExportStatus;
const NO_RUN = { $unset: ['runToken', 'heartbeatAt'] };
const NO_PLACE = { $unset: ['runToken', 'heartbeatAt', 'slot'] };

/** @param retentionMs how long a file is kept */
export function createExportClaims(model: ExportModel, retentionMs: number): ExportClaims {
  const collection = nativeCollection<ExportRecord>(model);
  const silent = { $lt: ['$heartbeatAt', { $subtract: ['$$NOW', SILENCE_MS] }] };
  const free = { $or: [{ status: QUEUED }, { status: RUNNING, $expr: silent }] };
  const held = ({ _id, runToken }: ClaimedExport) => ({ _id, runToken, status: RUNNING });

  async function end(claimed: ClaimedExport, set: object): Promise<boolean> {
    const { matchedCount } = await collection.updateOne(held(claimed), [
      { $set: { ...set, completedAt: '$$NOW', updatedAt: '$$NOW' } },
      NO_PLACE,
    ]);
    return matchedCount > 0;
  }

  return {
    async claim(exportId) {
      const runToken = randomUUID();
      const claimed = await collection.findOneAndUpdate(
        { _id: new Types.ObjectId(exportId), removedAt: { $exists: false }, ...free },
        [
          {
            $set: {
              status: RUNNING,
              runToken,
              attempts: { $add: ['$attempts', 1] },
              heartbeatAt: '$$NOW',
              updatedAt: '$$NOW',
              done: 0,
              fileIds: { $concatArrays: ['$fileIds', [new Types.ObjectId()]] },
            },
          },
        ],
        { returnDocument: 'after' },
      );
      if (!claimed) return null;
      const attempt = claimed as ClaimedExport;
      if (attempt.attempts <= MAX_ATTEMPTS) return attempt;
      await end(attempt, { status: FAILED, error: INTERRUPTED });
      return null;
    },

    async pulse(claimed, progress) {
      const now = { heartbeatAt: '$$NOW', updatedAt: '$$NOW' };
      const { matchedCount } = await collection.updateOne(
        held(claimed),
        [{ $set: { ...progress, ...now } }],
        {
          writeConcern: { w: 1 },
        },
      );
      return matchedCount > 0;
    },

    complete: (claimed, file, done) =>
      end(claimed, {
        status: COMPLETED,
        file: literal(file),
        done,
        total: done,
        expiresAt: { $add: ['$$NOW', retentionMs] },
      }),

    fail: (claimed, error) => end(claimed, { status: FAILED, error: literal(error) }),

    async handBack(claimed, counts) {
      const attempts = counts ? '$attempts' : { $subtract: ['$attempts', 1] };
      const back = await collection.findOneAndUpdate(
        held(claimed),
        [{ $set: { status: QUEUED, attempts, done: 0, updatedAt: '$$NOW' } }, NO_RUN],
        { returnDocument: 'after' },
      );
      return back as ExportRecord | null;
    },
  };
}
