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

/** That the work went away in the middle: a crash, a stop, or a queue that gave the job up. */
export const INTERRUPTED: JobFailure = {
  code: JobErrorCode.INTERRUPTED,
  message: FAILURE_WORDS.INTERRUPTED,
  retriable: true,
};

/** What a worker may do to a job; each is one compare-and-set, and says whether it was made. */
export interface Attempts {
  /**
   * Takes the job for a new attempt, from a worker that is gone too: its token is worth nothing from then on.
   * `exhausted`: too many attempts were broken off, and the job is FAILED, by the event. Null where there is nothing
   * to do: ended, deleted, or enqueued anew under another number.
   */
  begin(payload: GenerationPayload): Promise<Attempt | { exhausted: JobEvent } | null>;
  complete(attempt: Attempt, text: CheckedText): Promise<JobEvent | null>;
  /** Whether another attempt may follow this one. */
  anotherFollows(attempt: Attempt): boolean;
  retryLater(attempt: Attempt, error: JobFailure): Promise<boolean>;
  fail(attempt: Attempt, error: JobFailure): Promise<JobEvent | null>;
  /** For a worker that has to stop: another one makes the attempt again, and it doesn't count. */
  handBack(attempt: Attempt): Promise<boolean>;
}

interface AttemptsDeps {
  jobs: JobModel;
  eventLog: EventLog;
  /** The model that attempts ask for. */
  model: string;
}

/** What the job must still be for this attempt to write to it. */
const held = ({ run, runToken }: Attempt) => ({ run, status: JobStatus.PROCESSING, runToken });

export function createAttempts({ jobs, eventLog, model }: AttemptsDeps): Attempts {
  async function release(attempt: Attempt, error: JobFailure, handedBack: number): Promise<boolean> {
    const { modifiedCount } = await jobs.updateOne(
      { _id: attempt._id, ...held(attempt) },
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
        from: held(job),
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
      // BullMQ gives a job that is PROCESSING to somebody else only when its owner's lock ran out: the owner is gone,
      // or frozen. What it had begun was an attempt, or a job that kills its worker each time would never end.
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
        from: held(attempt),
        set: {
          status: JobStatus.COMPLETED,
          generatedContent: text,
          checks,
          finishReason: FinishReason[finishReason],
          model,
        },
        repair,
      }),

    anotherFollows: ({ attempts, handedBack }) => attempts < MAX_ATTEMPTS + (handedBack ?? 0),

    retryLater: (attempt, error) => release(attempt, error, 0),

    fail: (attempt, error) =>
      eventLog.endJob({
        jobId: attempt._id,
        from: held(attempt),
        set: { status: JobStatus.FAILED, error },
      }),

    handBack: (attempt) => release(attempt, INTERRUPTED, 1),
  };
}
