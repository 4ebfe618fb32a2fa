import { nativeCollection } from '../../infra/mongo.js';
import { type JobModel, type JobRecord, JobStatus } from './model/job.model.js';

/**
 * Moves the start of a job that has not started. The next enqueue number makes workers refuse its former entry in the
 * queue. Null if the job is not QUEUED any more. After a concurrent enqueueing or move of the job, it tries again.
 */
export async function moveStart(
  jobs: JobModel,
  { _id, userId }: Pick<JobRecord, '_id' | 'userId'>,
  scheduledFor: Date,
): Promise<JobRecord | null> {
  return nativeCollection<JobRecord>(jobs).findOneAndUpdate(
    { _id, userId, status: JobStatus.QUEUED, attempts: 0 },
    { $set: { scheduledFor, updatedAt: new Date() }, $inc: { enqueueNumber: 1 } },
    { returnDocument: 'after' },
  );
}
