import { type ClientSession, trusted } from 'mongoose';
import { type JobModel, type JobRecord, JobStatus, RETRIABLE } from './model/job.model.js';

/** Starts the next run of a job that has ended without a text. Null if the job has changed meanwhile. */
export function startNextRun(
  jobs: JobModel,
  { _id, run }: Pick<JobRecord, '_id' | 'run'>,
  requestId: string,
  session: ClientSession | null,
): Promise<JobRecord | null> {
  return jobs
    .findOneAndUpdate(
      { _id, run, status: trusted({ $in: RETRIABLE }) },
      {
        $set: {
          status: JobStatus.QUEUED,
          attempts: 0,
          handedBack: 0,
          scheduledFor: new Date(),
          requestId,
        },
        $inc: { run: 1, enqueueNumber: 1 },
        $unset: {
          error: 1,
          generatedContent: 1,
          finishReason: 1,
          model: 1,
          checks: 1,
          startedAt: 1,
          completedAt: 1,
        },
      },
      { returnDocument: 'after', session },
    )
    .lean<JobRecord>()
    .exec();
}
