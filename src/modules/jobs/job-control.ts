import { type ClientSession, Types } from 'mongoose';
import { AppError, conflict, notFound } from '../../graphql/errors.js';
import type { Logger } from '../../infra/logger.js';
import { inTransaction } from '../../infra/mongo.js';
import type { RedisClient } from '../../infra/redis-client.js';
import type { BatchModel } from '../batches/model/batch.model.js';
import { reopen } from '../batches/model/count-ends.js';
import type { AlsoWrite, EventLog } from '../events/event-log.js';
import type { EventPublisher } from '../events/event-publisher.js';
import { readFirstDraft } from '../progress/progress-text.js';
import { createProgressWriter } from '../progress/progress-writer.js';
import type { Budgets } from '../usage/budgets.js';
import { publishCancellation } from './cancellation.js';
import type { ScheduleTimeInput } from './job.types.js';
import { type GenerationQueue, tryEnqueue, tryEnqueueInTurn } from './job-queue.js';
import { type JobModel, type JobRecord, JobStatus, RETRIABLE, UNFINISHED } from './model/job.model.js';
import { type JobSnapshot, toSnapshot } from './model/job-snapshot.js';
import type { FindOwnJob } from './model/own-job.js';
import { moveStart } from './move-start.js';
import { startNextRun } from './next-run.js';
import { startTimeOf } from './start-time.js';

/** Changes of a job by its owner. */
export interface JobControl {
  /**
   * Cancels an unfinished job.
   * @param also writes in the transaction that cancels the job
   * @throws NOT_FOUND, CONFLICT for a COMPLETED or FAILED job
   */
  cancel(userId: string, id: string, also?: AlsoWrite): Promise<JobSnapshot>;
  /** Starts the next run of a FAILED or CANCELED job. @throws NOT_FOUND, CONFLICT for any other, BUDGET_EXCEEDED */
  retry(userId: string, id: string, options: RetryOptions): Promise<JobSnapshot>;
  /**
   * Moves the start of a QUEUED job that has not started.
   * @throws NOT_FOUND, BAD_USER_INPUT, CONFLICT for a job that has started or ended
   */
  reschedule(userId: string, id: string, start: ScheduleTimeInput): Promise<JobSnapshot>;
  /** Cancels every unfinished job of a user, the running ones first. */
  cancelAll(userId: string): Promise<void>;
}

export interface RetryOptions {
  requestId: string;
  /** The run waits for its owner's turn. Without it, the run starts at once. */
  inTurn?: boolean;
  /** Writes in the transaction that starts the run. */
  also?: AlsoWrite;
}

const NOT_RETRIABLE = 'Only a FAILED or CANCELED job can be run again.';

export interface JobControlDeps {
  jobs: JobModel;
  batches: BatchModel;
  findOwnJob: FindOwnJob;
  eventLog: EventLog;
  queue: GenerationQueue;
  publisher: EventPublisher;
  budgets: Pick<Budgets, 'admit'>;
  /** A connection that fails at once. */
  redis: RedisClient;
  log: Logger;
}

export function createJobControl(deps: JobControlDeps): JobControl {
  const { jobs, batches, findOwnJob, eventLog, queue, publisher, budgets, redis, log } = deps;
  const progress = createProgressWriter(redis, log);

  async function getOwnJob(userId: string, id: string): Promise<JobRecord> {
    const job = await findOwnJob(userId, id);
    if (!job) throw notFound('Job');
    return job;
  }

  const control: JobControl = {
    async cancel(userId, id, also) {
      const job = await getOwnJob(userId, id);
      if (job.status === JobStatus.CANCELED) return toSnapshot(job);
      const { run, attempts: attempt } = job;
      const text = await readFirstDraft(redis, { jobId: job._id, run, attempt });
      const event = await eventLog.endJob(
        {
          jobId: job._id,
          from: { run, status: { $in: UNFINISHED } },
          set: { status: JobStatus.CANCELED, ...(text && { generatedContent: text }) },
        },
        also,
      );
      if (!event) {
        // Another request canceled it meanwhile, or its worker ended it.
        const current = await getOwnJob(userId, id);
        if (current.status === JobStatus.CANCELED && current.run === run) return toSnapshot(current);
        throw conflict(`The job is ${current.status} already.`);
      }
      await Promise.all([publishCancellation(redis, job._id, run, log), publisher.publish(event)]);
      // A waiting entry would use up a place in the rate window. A running one is locked, and stays.
      await queue
        .remove(job)
        .catch((error) => log.debug({ err: error, jobId: id }, 'canceled job left in the queue'));
      return event.job;
    },

    async retry(userId, id, { requestId, inTurn = false, also }) {
      const job = await getOwnJob(userId, id);
      if (!RETRIABLE.includes(job.status)) throw conflict(NOT_RETRIABLE);
      const start = async (session?: ClientSession): Promise<JobRecord | null> => {
        if ((also || job.batch) && !session) return inTransaction(jobs.db, start);
        const next = await startNextRun(jobs, job, requestId, session ?? null);
        if (next && session) await reopen(batches, job, session);
        // The entry has the former state of the job.
        if (next && also && session) await also(session, job);
        return next;
      };
      const retried = await budgets.admit(userId, start);
      if (!retried) throw conflict(NOT_RETRIABLE);
      await (inTurn ? tryEnqueueInTurn : tryEnqueue)(queue, retried, log);
      await progress.publishStatus({ jobId: job._id, run: retried.run, attempt: 0 }, JobStatus.QUEUED);
      return toSnapshot(retried);
    },

    async reschedule(userId, id, start) {
      const job = await getOwnJob(userId, id);
      const startAt = startTimeOf('', start, new Date());
      const moved = await moveStart(jobs, job, startAt);
      if (!moved) {
        const { status } = await getOwnJob(userId, id);
        throw conflict(`Only a QUEUED job that has not started can be moved; this one is ${status}.`);
      }
      // Its worker would refuse the former entry, which would use up a place in the rate window.
      await queue
        .remove({ _id: moved._id, enqueueNumber: moved.enqueueNumber - 1 })
        .catch((error) => log.debug({ err: error, jobId: id }, 'former entry of a job left in the queue'));
      await tryEnqueueInTurn(queue, moved, log);
      await progress.publishStatus({ jobId: id, run: moved.run, attempt: 0 }, JobStatus.QUEUED);
      return toSnapshot(moved);
    },

    async cancelAll(userId) {
      const owner = new Types.ObjectId(userId);
      for (const status of [JobStatus.PROCESSING, JobStatus.RETRYING, JobStatus.QUEUED]) {
        const found = jobs
          .find({ userId: owner, status })
          .select({ _id: 1 })
          .lean<{ _id: string }>()
          .cursor();
        for await (const { _id } of found) await control.cancel(userId, _id).catch(ignoreEnded);
      }
    },
  };
  return control;
}

/** A job that has ended meanwhile, or was removed, needs no cancellation. */
function ignoreEnded(error: unknown) {
  if (!(error instanceof AppError)) throw error;
}
