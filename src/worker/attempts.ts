import { randomUUID } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { inTransaction, literal, nativeCollection } from '../infra/mongo.js';
import type { EventLog, JobEvent } from '../modules/events/event-log.js';
import { type GenerationPayload, MAX_ATTEMPTS } from '../modules/jobs/job-queue.js';
import { attemptBegun, attemptEnded } from '../modules/jobs/model/attempt-history.js';
import type { JobModel } from '../modules/jobs/model/job.model.js';
import { FinishReason, type JobRecord, JobStatus, UNFINISHED } from '../modules/jobs/model/job.model.js';
import { JobErrorCode, type JobFailure } from '../modules/jobs/model/job-error.js';
import type { Usage } from '../modules/jobs/model/usage.js';
import type { UsageDayModel } from '../modules/usage/usage.model.js';
import { addToLedger } from '../modules/usage/usage-ledger.js';
import { FAILURE_WORDS } from '../provider/provider-error.js';
import type { Attempt } from './attempt.js';
import { freshModel, modelOf, modelsLeft, nextModel } from './model-choice.js';
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
   * Takes the job for a new attempt, also from a dead worker: its run token is refused from then on. `exhausted`: too
   * many attempts were interrupted, and the job is FAILED with this event. Null if there is nothing to do: the job has
   * ended, was deleted, or has a later enqueue number.
   */
  begin(payload: GenerationPayload): Promise<Attempt | { exhausted: JobEvent } | null>;
  complete(attempt: Attempt, text: CheckedText, usage?: Usage | null): Promise<JobEvent | null>;
  /** Whether the run has another attempt left. */
  hasAttemptsLeft(attempt: Attempt): boolean;
  /** Whether another attempt of the run can take a model that has not refused the job permanently. */
  hasOtherModel(attempt: Attempt): boolean;
  /** Whether the attempt after a failure of its model takes a model that the run has not tried. */
  hasFreshModel(attempt: Attempt): boolean;
  retryLater(attempt: Attempt, error: JobFailure, facts?: FailureFacts): Promise<boolean>;
  fail(attempt: Attempt, error: JobFailure, facts?: FailureFacts): Promise<JobEvent | null>;
  /** Hands the job back when the worker stops: another worker repeats the attempt, which does not count. */
  handBack(attempt: Attempt, usage?: Usage | null): Promise<boolean>;
  /**
   * Stores the usage of an attempt that has lost its job, unless it is stored already: the usage is charged in any
   * case.
   */
  recordUsage(attempt: Attempt, usage: Usage): Promise<void>;
}

/** The facts about a failed attempt besides its error. */
interface FailureFacts {
  /** The failure is specific to the model: the next attempt takes the next model. */
  ofModel?: boolean;
  usage?: Usage | null;
}

interface AttemptsDeps {
  jobs: JobModel;
  eventLog: EventLog;
  usageDays: UsageDayModel;
  /** The models that attempts request, in the order of preference; at least one. */
  models: string[];
}

/** The facts that are known, without the others. */
const known = ({ ofModel, usage }: FailureFacts) => ({
  ...(ofModel && { ofModel }),
  ...(usage && { usage }),
});

/** The filter that the job of a queue entry matches while there is work to do. */
const entryOf = ({ jobId, run, enqueueNumber }: GenerationPayload) => ({
  _id: jobId,
  run,
  enqueueNumber,
  status: { $in: UNFINISHED },
});

/** The filter that a job matches while this attempt may write to it. */
const heldBy = ({ run, runToken }: Attempt) => ({ run, status: JobStatus.PROCESSING, runToken });

export function createAttempts({ jobs, eventLog, usageDays, models }: AttemptsDeps): Attempts {
  async function release(attempt: Attempt, error: JobFailure, facts: FailureFacts, handedBack: number) {
    const { usage } = facts;
    const update = (session?: ClientSession) =>
      nativeCollection<JobRecord>(jobs).findOneAndUpdate(
        { _id: attempt._id, ...heldBy(attempt) },
        [
          {
            $set: {
              status: JobStatus.RETRYING,
              error: literal(error),
              handedBack: { $add: [{ $ifNull: ['$handedBack', 0] }, handedBack] },
              attemptHistory: attemptEnded({ error, ...known(facts) }),
              updatedAt: '$$NOW',
            },
          },
          { $unset: ['runToken'] },
        ],
        {
          returnDocument: 'after',
          projection: { userId: 1, updatedAt: 1 },
          ...(session && { session }),
        },
      );
    if (!usage) return (await update()) !== null;
    return inTransaction(jobs.db, async (session) => {
      const job = await update(session);
      if (job) await addToLedger(usageDays, job, usage, session);
      return job !== null;
    });
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

  /**
   * The model of the next attempt, and the state that the job must still have. With one model, the history is not read.
   */
  async function choose(payload: GenerationPayload): Promise<{ model: string; of: object | null }> {
    const [first = '', ...others] = models;
    if (others.length === 0) return { model: first, of: null };
    const job = await nativeCollection<JobRecord>(jobs).findOne(entryOf(payload), {
      projection: { run: 1, attempts: 1, runToken: 1, attemptHistory: 1 },
    });
    if (!job) return { model: first, of: null };
    const { attempts, runToken = null } = job;
    return { model: nextModel(models, job), of: { attempts, runToken } };
  }

  const isDue = (payload: GenerationPayload) =>
    nativeCollection<JobRecord>(jobs).findOne(
      { ...entryOf(payload), $expr: mayBegin },
      { projection: { _id: 1 } },
    );

  async function take(payload: GenerationPayload, { model, of }: { model: string; of: object | null }) {
    // BullMQ delivers a PROCESSING job again only when the lock of its worker expired: that worker is dead or frozen.
    // Its attempt counts. Otherwise, a job that crashes its worker each time would never end.
    const attempt = await nativeCollection<JobRecord>(jobs).findOneAndUpdate(
      { ...entryOf(payload), ...of, $expr: mayBegin },
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
    return attempt as Attempt | null;
  }

  /** No other model replaces the one that a job names. */
  const modelsFor = ({ options }: Attempt) => (options?.model === undefined ? models : [options.model]);

  return {
    async begin(payload) {
      for (;;) {
        const chosen = await choose(payload);
        const attempt = await take(payload, chosen);
        if (attempt) return attempt;
        // Another worker changed the job after the model was chosen: choose again.
        if (!chosen.of || !(await isDue(payload))) return endExhausted(payload);
      }
    },

    complete: (attempt, { text, checks, finishReason, model, repair }, usage) =>
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
        attempt: { ...(repair && { repair }), ...(usage && { usage }) },
      }),

    hasAttemptsLeft: ({ attempts, handedBack }) => attempts < MAX_ATTEMPTS + (handedBack ?? 0),

    hasOtherModel: (attempt) =>
      modelsLeft(modelsFor(attempt), attempt).some((model) => model !== modelOf(attempt)),

    hasFreshModel: (attempt) => freshModel(modelsFor(attempt), attempt) !== undefined,

    retryLater: (attempt, error, facts = {}) => release(attempt, error, facts, 0),

    fail: (attempt, error, facts = {}) =>
      eventLog.endJob({
        jobId: attempt._id,
        from: heldBy(attempt),
        set: { status: JobStatus.FAILED, error },
        attempt: known(facts),
      }),

    handBack: (attempt, usage = null) => release(attempt, INTERRUPTED, { usage }, 1),

    async recordUsage({ _id, run, attempts: number }, usage) {
      await inTransaction(jobs.db, async (session) => {
        const job = await nativeCollection<JobRecord>(jobs).findOneAndUpdate(
          { _id, attemptHistory: { $elemMatch: { run, number, usage: { $exists: false } } } },
          { $set: { 'attemptHistory.$.usage': usage } },
          { session, projection: { userId: 1 } },
        );
        if (job) await addToLedger(usageDays, { ...job, updatedAt: new Date() }, usage, session);
      });
    },
  };
}
