import type { ClientSession } from 'mongoose';
import { literal, nativeCollection } from '../../../infra/mongo.js';
import { type JobRecord, JobStatus } from '../../jobs/model/job.model.js';
import { type BatchModel, type BatchRecord, type BatchState, stateOf } from './batch.model.js';

const COUNT_OF: Partial<Record<JobStatus, 'completed' | 'failed' | 'canceled'>> = {
  [JobStatus.COMPLETED]: 'completed',
  [JobStatus.FAILED]: 'failed',
  [JobStatus.CANCELED]: 'canceled',
};

/**
 * Counts the end of a job, in the transaction that ends it. The end of the last job ends the batch. Two of these
 * transactions conflict, so each sees the count of the one before.
 * @returns the batch after it; null if the job has no batch, or it was removed
 */
export async function countEnd(
  batches: BatchModel,
  job: JobRecord,
  seq: number,
  session: ClientSession,
): Promise<BatchState | null> {
  const count = COUNT_OF[job.status];
  if (!job.batch || !count) return null;
  const batch = await nativeCollection<BatchRecord>(batches).findOneAndUpdate(
    { _id: job.batch.id, userId: job.userId },
    [
      {
        $set: {
          [count]: { $add: [`$${count}`, 1] },
          changes: { $add: ['$changes', 1] },
          lastSeq: seq,
          startedAt: { $min: ['$startedAt', literal(job.startedAt ?? null)] },
        },
      },
      {
        $set: {
          completedAt: {
            $cond: [
              { $gte: [{ $add: ['$completed', '$failed', '$canceled'] }, '$total'] },
              literal(job.completedAt),
              '$$REMOVE',
            ],
          },
        },
      },
    ],
    { session, returnDocument: 'after' },
  );
  return batch && stateOf(batch);
}

/** Takes back the count of a job that starts its next run, in the transaction that starts it. The batch is open again. */
export async function reopen(batches: BatchModel, ended: JobRecord, session: ClientSession): Promise<void> {
  const count = COUNT_OF[ended.status];
  if (!ended.batch || !count) return;
  await nativeCollection<BatchRecord>(batches).updateOne(
    { _id: ended.batch.id, userId: ended.userId },
    { $inc: { [count]: -1, changes: 1 }, $unset: { completedAt: 1, canceledAt: 1 } },
    { session },
  );
}
