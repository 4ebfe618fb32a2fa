import { trusted } from 'mongoose';
import { conflict, notFound } from '../../graphql/errors.js';
import type { Logger } from '../../infra/logger.js';
import type { EventLog } from '../events/event-log.js';
import type { EventPublisher } from '../events/event-publisher.js';
import type { AttemptName, ProgressWriter } from '../progress/progress.js';
import { enqueueOrLeave, type GenerationQueue } from './job-queue.js';
import type { JobModel } from './model/job.model.js';
import { type JobRecord, JobStatus, UNFINISHED } from './model/job.model.js';
import { type JobSnapshot, toSnapshot } from './model/job-snapshot.js';

/** What an owner may do to a job that is there. */
export interface JobControl {
  /** Stops a job, wherever it stands. @throws NOT_FOUND, CONFLICT where it ended otherwise */
  cancel(userId: string, id: string): Promise<JobSnapshot>;
  /** Begins a new run of a FAILED or CANCELED job, at once. @throws NOT_FOUND, CONFLICT for any other */
  retry(userId: string, id: string, requestId: string): Promise<JobSnapshot>;
}

export interface JobControlDeps {
  jobs: JobModel;
  /** One's own job; null where there is none. */
  find(userId: string, jobId: string): Promise<JobRecord | null>;
  eventLog: EventLog;
  queue: GenerationQueue;
  publisher: EventPublisher;
  progress: ProgressWriter;
  /** Null where there is none. */
  textSoFar(name: AttemptName): Promise<string | null>;
  announceCancellation(jobId: string, run: number): Promise<void>;
  log: Logger;
}

export function createJobControl(deps: JobControlDeps): JobControl {
  const { jobs, eventLog, queue, publisher, progress, log } = deps;

  async function findOwn(userId: string, id: string): Promise<JobRecord> {
    const job = await deps.find(userId, id);
    if (!job) throw notFound('Job');
    return job;
  }

  return {
    async cancel(userId, id) {
      const job = await findOwn(userId, id);
      if (job.status === JobStatus.CANCELED) return toSnapshot(job);
      const { run, attempts: attempt } = job;
      const text = await deps.textSoFar({ jobId: job._id, run, attempt });
      const event = await eventLog.endJob({
        jobId: job._id,
        from: { run, status: { $in: UNFINISHED } },
        set: { status: JobStatus.CANCELED, ...(text && { generatedContent: text }) },
      });
      if (!event) {
        // Somebody was quicker: whoever else canceled it, or the worker that ended it.
        const now = await findOwn(userId, id);
        if (now.status === JobStatus.CANCELED && now.run === run) return toSnapshot(now);
        throw conflict(`The job is ${now.status} already.`);
      }
      await Promise.all([deps.announceCancellation(job._id, run), publisher.publish(event)]);
      // A job that waits would take a place of the rate limit for nothing. One that runs is locked, and stays.
      await queue.remove(job).catch((error) => log.debug({ err: error, jobId: id }, 'left to its worker'));
      return event.job;
    },

    async retry(userId, id, requestId) {
      const job = await findOwn(userId, id);
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
      await enqueueOrLeave(queue, retried, log);
      await progress.announce({ jobId: job._id, run: retried.run, attempt: 0 }, JobStatus.QUEUED);
      return toSnapshot(retried);
    },
  };
}
