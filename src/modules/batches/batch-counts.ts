import type { mongo } from 'mongoose';
import { type JobRecord, JobStatus, UNFINISHED } from '../jobs/model/job.model.js';
import type { Batch, BatchCounts } from './batch.types.js';
import { type BatchRecord, progressOf } from './model/batch.model.js';

/** What is read of a batch's jobs where it is selected. */
export interface BatchReads {
  countsOf(batch: Batch): Promise<BatchCounts>;
  startOf(batch: Batch): Promise<Date | null>;
}

export const createBatchCounts = (jobs: mongo.Collection<JobRecord>): BatchReads => ({
  async countsOf({ id, ended }) {
    const found = await jobs
      .aggregate<{ _id: JobStatus; count: number }>([
        { $match: { 'batch.id': id, status: { $in: UNFINISHED } } },
        { $group: { _id: '$status', count: { $sum: 1 } } },
      ])
      .toArray();
    const count = (status: JobStatus) => found.find(({ _id }) => _id === status)?.count ?? 0;
    return {
      queued: count(JobStatus.QUEUED),
      processing: count(JobStatus.PROCESSING),
      retrying: count(JobStatus.RETRYING),
      ...ended,
    };
  },

  async startOf({ id, firstStart }) {
    const [running] = await jobs
      .find({ 'batch.id': id, startedAt: { $type: 'date' } }, { projection: { startedAt: 1 } })
      .sort({ startedAt: 1 })
      .limit(1)
      .toArray();
    const starts = [firstStart, running?.startedAt].filter((start) => start != null);
    return starts.sort((one, other) => one.getTime() - other.getTime())[0] ?? null;
  },
});

export function toBatch(batch: BatchRecord): Batch {
  const { _id, userId, total, completed, failed, canceled, createdAt } = batch;
  return {
    id: _id,
    userId: userId.toHexString(),
    ended: { completed, failed, canceled },
    total,
    progress: progressOf(batch),
    completedAt: batch.completedAt ?? null,
    canceledAt: batch.canceledAt ?? null,
    createdAt,
    firstStart: batch.startedAt ?? null,
  };
}
