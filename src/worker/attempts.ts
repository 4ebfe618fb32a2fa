import { randomUUID } from 'node:crypto';
import { nativeCollection } from '../infra/mongo.js';
import type { EventLog, JobEvent } from '../modules/events/event-log.js';
import { type GenerationPayload, MAX_ATTEMPTS } from '../modules/jobs/job-queue.js';
import { attemptBegun, attemptEnded, literal } from '../modules/jobs/model/attempt-history.js';
import type { JobModel } from '../modules/jobs/model/job.model.js';
import { FinishReason, type JobRecord, JobStatus, UNFINISHED } from '../modules/jobs/model/job.model.js';
import { JobErrorCode, type JobFailure } from '../modules/jobs/model/job-error.js';
import { FAILURE_WORDS } from '../provider/provider-error.js';
import type { Attempt } from './attempt.js';
import type { CheckedText } from './write-in-form.js';

/** An attempt ended without a result: by a crash, a stop, or a queue that gave the job up. */
export const INTERRUPTED: JobFailure = {
  code: JobErrorCode.INTERRUPTED,
  message: FAILURE_WORDS.INTERRUPTED,
  retriable: true,
};

/** The changes of a job by a worker. Each is one compare-and-set, and returns whether it was made. */
export interface Attempts {
  /**
   * Takes the job for a new attempt, also from a worker that is gone: the old run token is refused from then on.
   * `exhausted`: too many attempts were interrupted, and the job is FAILED with this event. Null if there is nothing to
   * do: the job has ended, was deleted, or has a later enqueue number.
   */
  begin(payload: GenerationPayload): Promise<Attempt | { exhausted: JobEvent } | null>;
  complete(attempt: Attempt, text: CheckedText): Promise<JobEvent | null>;
  /** Whether the run has another attempt left. */
  hasAttemptsLeft(attempt: Attempt): boolean;
  retryLater(attempt: Attempt, error: JobFailure): Promise<boolean>;
  fail(attempt: Attempt, error: JobFailure): Promise<JobEvent | null>;
  /** Hands the job back when the worker stops: another worker repeats the attempt, which does not count. */
  handBack(attempt: Attempt): Promise<boolean>;
}

interface AttemptsDeps {
  jobs: JobModel;
  eventLog: EventLog;
  /** The model that attempts request. */
  model: string;
}

/** The filter that a job matches while this attempt may write to it. */
const heldBy = ({ run, runToken }: Attempt) => ({ run, status: JobStatus.PROCESSING, runToken });

export function createAttempts({ jobs, eventLog, model }: AttemptsDeps): Attempts {
  async function release(attempt: Attempt, error: JobFailure, handedBack: number): Promise<boolean> {
    const { modifiedCount } = await jobs.updateOne(
      { _id: attempt._id, ...heldBy(attempt) },
      [
        {
          $set: {
            status: JobStatus.RETRYING,
            error: literal(error),
            handedBack: { $add: [{ $ifNull: ['$handedBack', 0] }, handedBack] },
            attemptHistory: attemptEnded({ error }),
            updatedAt: '$$NOW',
          },
        },
        { $unset: ['runToken'] },
      ],
      { updatePipeline: true },
    );
    return modifiedCount === 1;
  }

  async function endExhausted({ jobId, run, enqueueNumber }: GenerationPayload) {
    const job = await jobs
      .findOne({ _id: jobId, run, enqueueNumber, status: JobStatus.PROCESSING })
      .lean<Attempt>()
      .exec();
    const event =
      job &&
      (await eventLog.endJob({
        jobId,
        from: heldBy(job),
        set: { status: JobStatus.FAILED, error: INTERRUPTED },
      }));
    return event && { exhausted: event };
  }

  const mayBegin = {
    $lt: ['$attempts', { $add: [MAX_ATTEMPTS, { $ifNull: ['$handedBack', 0] }] }],
  };

  return {
    async begin(payload) {
      const { jobId, run, enqueueNumber } = payload;
      // BullMQ delivers a PROCESSING job again only when the lock of its worker expired: that worker is gone or frozen.
      // Its attempt counts, or a job that crashes its worker each time would never end.
      const attempt = await nativeCollection<JobRecord>(jobs).findOneAndUpdate(
        { _id: jobId, run, enqueueNumber, status: { $in: UNFINISHED }, $expr: mayBegin },
        [
          {
            $set: {
              status: JobStatus.PROCESSING,
              runToken: randomUUID(),
              attempts: { $add: ['$attempts', 1] },
              attemptHistory: attemptBegun(model, INTERRUPTED),
              startedAt: { $ifNull: ['$startedAt', '$$NOW'] },
              heartbeatAt: '$$NOW',
              updatedAt: '$$NOW',
            },
          },
        ],
        { returnDocument: 'after' },
      );
      return (attempt as Attempt | null) ?? endExhausted(payload);
    },

    complete: (attempt, { text, checks, finishReason, model, repair }) =>
      eventLog.endJob({
        jobId: attempt._id,
        from: heldBy(attempt),
        set: {
          status: JobStatus.COMPLETED,
          generatedContent: text,
          checks,
          finishReason: FinishReason[finishReason],
          model,
        },
        repair,
      }),

    hasAttemptsLeft: ({ attempts, handedBack }) => attempts < MAX_ATTEMPTS + (handedBack ?? 0),

    retryLater: (attempt, error) => release(attempt, error, 0),

    fail: (attempt, error) =>
      eventLog.endJob({
        jobId: attempt._id,
        from: heldBy(attempt),
        set: { status: JobStatus.FAILED, error },
      }),

    handBack: (attempt) => release(attempt, INTERRUPTED, 1),
  };
}
