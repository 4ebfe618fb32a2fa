import type { ClientSession } from 'mongoose';
import { Types } from 'mongoose';
import { literal, nativeCollection } from '../../../infra/mongo.js';
import { type JobRecord, JobStatus } from '../../jobs/model/job.model.js';
import {
  PauseReason,
  ScheduleFailureCode,
  type ScheduleFailureRecord,
  type ScheduleModel,
  type ScheduleRecord,
  ScheduleStatus,
} from './schedule.model.js';

/** The number of failed runs in a row that pauses a schedule. */
export const FAILURES_UNTIL_PAUSE = 3;

/** The stages of an update that counts a failed run, and pauses the schedule if it is one too many. */
export function failureStages(failure: Omit<ScheduleFailureRecord, 'at'>) {
  const pauses = {
    $and: [{ $eq: ['$status', ScheduleStatus.ACTIVE] }, { $gte: ['$failuresInARow', FAILURES_UNTIL_PAUSE] }],
  };
  const unless = (value: unknown, field: string) => ({ $cond: [pauses, value, `$${field}`] });
  return [
    {
      $set: {
        failuresInARow: { $add: ['$failuresInARow', 1] },
        lastFailure: { $mergeObjects: [literal(failure), { at: '$$NOW' }] },
        updatedAt: '$$NOW',
      },
    },
    {
      $set: {
        pauseReason: unless(PauseReason.FAILING, 'pauseReason'),
        pausedAt: unless('$$NOW', 'pausedAt'),
        nextRunAt: unless('$$REMOVE', 'nextRunAt'),
        status: unless(ScheduleStatus.PAUSED, 'status'),
      },
    },
  ];
}

/** Counts the end of a job for its schedule, in the transaction that ends it. A canceled job does not count. */
export async function countRun(
  schedules: ScheduleModel,
  job: JobRecord,
  session: ClientSession,
): Promise<void> {
  if (!job.schedule) return;
  const rows = nativeCollection<ScheduleRecord>(schedules);
  const filter = { _id: new Types.ObjectId(job.schedule.id), userId: job.userId };
  if (job.status === JobStatus.COMPLETED) {
    const failed = { ...filter, failuresInARow: { $gt: 0 } };
    await rows.updateOne(failed, { $set: { failuresInARow: 0 } }, { session });
  }
  if (job.status === JobStatus.FAILED) {
    const message = job.error?.message ?? 'The job failed.';
    const stages = failureStages({ code: ScheduleFailureCode.JOB_FAILED, message, jobId: job._id });
    await rows.updateOne(filter, stages, { session });
  }
}
