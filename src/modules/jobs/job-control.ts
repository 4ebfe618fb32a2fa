import type { Redis } from 'ioredis';
import { trusted } from 'mongoose';
import { conflict, notFound } from '../../graphql/errors.js';
import type { Logger } from '../../infra/logger.js';
import type { EventLog } from '../events/event-log.js';
import type { EventPublisher } from '../events/event-publisher.js';
import { readFirstDraft } from '../progress/progress-text.js';
import { createProgressWriter } from '../progress/progress-writer.js';
import { publishCancellation } from './cancellation.js';
import { type GenerationQueue, tryEnqueue } from './job-queue.js';
import { type JobModel, type JobRecord, JobStatus, UNFINISHED } from './model/job.model.js';
import { type JobSnapshot, toSnapshot } from './model/job-snapshot.js';
import type { FindOwnJob } from './model/own-job.js';

/** Changes of a job by its owner. */
export interface JobControl {
  /** Cancels an unfinished job. @throws NOT_FOUND, CONFLICT for a COMPLETED or FAILED job */
  cancel(userId: string, id: string): Promise<JobSnapshot>;
  /** Starts the next run of a FAILED or CANCELED job at once. @throws NOT_FOUND, CONFLICT for any other */
  retry(userId: string, id: string, requestId: string): Promise<JobSnapshot>;
}

export interface JobControlDeps {
  jobs: JobModel;
  findOwnJob: FindOwnJob;
  eventLog: EventLog;
  queue: GenerationQueue;
  publisher: EventPublisher;
  /** A connection that fails at once. */
  redis: Redis;
  log: Logger;
}

export function createJobControl(deps: JobControlDeps): JobControl {
  const { jobs, findOwnJob, eventLog, queue, publisher, redis, log } = deps;
  const progress = createProgressWriter(redis, log);

  async function getOwnJob(userId: string, id: string): Promise<JobRecord> {
    const job = await findOwnJob(userId, id);
    if (!job) throw notFound('Job');
    return job;
  }

  return {
    async cancel(userId, id) {
      const job = await getOwnJob(userId, id);
      if (job.status === JobStatus.CANCELED) return toSnapshot(job);
      const { run, attempts: attempt } = job;
      const text = await readFirstDraft(redis, { jobId: job._id, run, attempt });
      const event = await eventLog.endJob({
        jobId: job._id,
        from: { run, status: { $in: UNFINISHED } },
        set: { status: JobStatus.CANCELED, ...(text && { generatedContent: text }) },
      });
      if (!event) {
        // Another request canceled it meanwhile, or its worker ended it.
        const current = await getOwnJob(userId, id);
        if (current.status === JobStatus.CANCELED && current.run === run) return toSnapshot(current);
        throw conflict(`The job is ${current.status} already.`);
      }
      await Promise.all([publishCancellation(redis, job._id, run, log), publisher.publish(event)]);
      // A waiting entry would use up a place in the rate window. One that runs is locked, and stays.
      await queue
        .remove(job)
        .catch((error) => log.debug({ err: error, jobId: id }, 'canceled job left in the queue'));
      return event.job;
    },

    async retry(userId, id, requestId) {
      const job = await getOwnJob(userId, id);
      const retried = await jobs
        .findOneAndUpdate(
          {
            _id: job._id,
            run: job.run,
            status: trusted({ $in: [JobStatus.FAILED, JobStatus.CANCELED] }),
          },
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
          { returnDocument: 'after' },
        )
        .lean<JobRecord>()
        .exec();
      if (!retried) throw conflict('Only a FAILED or CANCELED job can be run again.');
      await tryEnqueue(queue, retried, log);
      await progress.publishStatus({ jobId: job._id, run: retried.run, attempt: 0 }, JobStatus.QUEUED);
      return toSnapshot(retried);
    },
  };
}
