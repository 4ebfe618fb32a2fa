import { randomUUID } from 'node:crypto';
import type { ClientSession, Connection, Types } from 'mongoose';
import { AppError } from '../../graphql/errors.js';
import type { Logger } from '../../infra/logger.js';
import { inTransaction, isDuplicateKey, mongoNow, nativeCollection } from '../../infra/mongo.js';
import type { RedisClient } from '../../infra/redis-client.js';
import { publish } from '../../infra/topic.js';
import type { RateLimits } from '../../limits/rate-limits.js';
import { lastDue, nextDue } from '../../time/due-times.js';
import { type UserModel, type UserRecord, UserStatus } from '../auth/user.model.js';
import { type GenerationQueue, tryEnqueueInTurn } from '../jobs/job-queue.js';
import type { JobModel, JobRecord } from '../jobs/model/job.model.js';
import { newJob } from '../jobs/new-job.js';
import type { ReadRequest } from '../jobs/requests.js';
import { topics } from '../topics/topics.js';
import type { Budgets } from '../usage/budgets.js';
import { failureStages } from './model/count-failures.js';
import {
  ScheduleFailureCode,
  type ScheduleModel,
  type ScheduleRecord,
  ScheduleStatus,
} from './model/schedule.model.js';
import { ruleOf } from './schedule-rule.js';

/** `none`: it is not due, or another worker ran it. */
export type RunOutcome = 'created' | 'failed' | 'none';

export interface ScheduleRunner {
  /** Runs a schedule that is due, once for all due times that have passed. Rejects during an outage of MongoDB. */
  run(id: Types.ObjectId): Promise<RunOutcome>;
  /** Notifies the owner's subscribers that a schedule is paused. Never throws. */
  notifyPaused(schedule: Pick<ScheduleRecord, '_id' | 'userId'>): Promise<void>;
  /** By MongoDB's clock, so that workers whose clocks differ agree on what is due. */
  now(): Promise<Date>;
}

export interface ScheduleRunnerDeps {
  schedules: ScheduleModel;
  jobs: JobModel;
  users: UserModel;
  connection: Connection;
  readRequest: ReadRequest;
  budgets: Pick<Budgets, 'admit'>;
  rateLimits: RateLimits;
  queue: GenerationQueue;
  /** A connection that fails at once. */
  redis: RedisClient;
  log: Logger;
  now?: (() => Promise<Date>) | undefined;
}

/** The outcome of a run, and the state that its schedule must still have for the run to count. */
interface Run {
  schedule: ScheduleRecord;
  dueAt: Date;
  /** The changes of the schedule in every outcome. */
  moved: { nextRunAt: Date | null; lastRunAt: Date };
  now: Date;
}

const ACCOUNT_CLOSED = 'The account is closed.';

export function createScheduleRunner(deps: ScheduleRunnerDeps): ScheduleRunner {
  const { schedules, jobs, users, connection, readRequest, budgets, rateLimits, queue, redis, log } = deps;
  const rows = nativeCollection<ScheduleRecord>(schedules);
  const now = deps.now ?? (() => mongoNow(connection));

  /** The filter that a schedule matches until its due time was run. */
  const seen = ({ schedule: { _id, nextRunAt } }: Run) => ({
    _id,
    status: ScheduleStatus.ACTIVE,
    ...(nextRunAt && { nextRunAt }),
  });

  /** Null if another worker ran it, or its owner changed it. */
  async function createJob(run: Run): Promise<JobRecord | null> {
    const { schedule, dueAt, moved } = run;
    const userId = schedule.userId.toHexString();
    const text = await readRequest(userId, schedule.request);
    await rateLimits.of({ userId, address: '' }).take({ name: 'generations' }, 'caller');
    const requestId = randomUUID();
    const job: JobRecord = {
      ...newJob({ userId, requestId, text, delaySeconds: null, defaultDelayMs: 0, now: run.now }),
      schedule: { id: schedule._id.toHexString(), dueAt },
    };
    const write = async (session: ClientSession) => {
      const { matchedCount } = await rows.updateOne(
        seen(run),
        { $set: { ...kept(moved), updatedAt: run.now }, ...removed(moved) },
        { session },
      );
      if (matchedCount === 0) return null;
      await nativeCollection<JobRecord>(jobs).insertOne(job, { session });
      return job;
    };
    return budgets.admit(userId, (session) => (session ? write(session) : inTransaction(connection, write)));
  }

  /** A due time that was run already, before the clock was set back. */
  async function moveOn(run: Run): Promise<RunOutcome> {
    await rows.updateOne(seen(run), { $set: kept(run.moved), ...removed(run.moved) });
    return 'none';
  }

  /** Counts a run that created no job. It is not tried again. */
  async function refuse(run: Run, code: ScheduleFailureCode, message: string): Promise<RunOutcome> {
    const { schedule, moved } = run;
    const after = await rows.findOneAndUpdate(
      seen(run),
      [
        { $set: kept(moved) },
        ...(moved.nextRunAt ? [] : [{ $unset: 'nextRunAt' }]),
        ...failureStages({ code, message }),
      ],
      { returnDocument: 'after' },
    );
    if (!after) return 'none';
    log.warn({ scheduleId: schedule._id, userId: schedule.userId, code }, 'run of a schedule failed');
    if (after.status === ScheduleStatus.PAUSED) await notifyPaused(after);
    return 'failed';
  }

  async function notifyPaused({ _id, userId }: Pick<ScheduleRecord, '_id' | 'userId'>) {
    await publish(redis, topics.schedulesPaused(userId.toHexString()), {}).catch((error) =>
      log.debug({ err: error, scheduleId: _id }, 'notification not published: the sweep repeats it'),
    );
  }

  const mayRun = ({ userId }: ScheduleRecord) =>
    nativeCollection<UserRecord>(users).findOne(
      { _id: userId, status: { $ne: UserStatus.INACTIVE }, erasedAt: { $exists: false } },
      { projection: { _id: 1 } },
    );

  async function look(id: Types.ObjectId): Promise<Run | null> {
    const at = await now();
    const schedule = await rows.findOne({ _id: id, status: ScheduleStatus.ACTIVE, nextRunAt: { $lte: at } });
    if (!schedule?.nextRunAt) return null;
    const rule = ruleOf(schedule);
    const dueAt = lastDue(rule, schedule.nextRunAt, at);
    return { schedule, dueAt, now: at, moved: { nextRunAt: nextDue(rule, at), lastRunAt: dueAt } };
  }

  return {
    now,
    notifyPaused,
    async run(id) {
      const run = await look(id);
      if (!run) return 'none';
      if (!(await mayRun(run.schedule)))
        return refuse(run, ScheduleFailureCode.ACCOUNT_CLOSED, ACCOUNT_CLOSED);
      try {
        const job = await createJob(run);
        if (!job) return 'none';
        log.info({ scheduleId: id, jobId: job._id, dueAt: run.dueAt }, 'schedule run');
        await tryEnqueueInTurn(queue, job, log);
        return 'created';
      } catch (error) {
        if (isDuplicateKey(error)) return moveOn(run);
        if (!(error instanceof AppError)) throw error;
        return refuse(run, codeOf(error), error.message);
      }
    },
  };
}

function codeOf({ extensions: { code } }: AppError): ScheduleFailureCode {
  if (code === 'BUDGET_EXCEEDED') return ScheduleFailureCode.BUDGET_EXCEEDED;
  if (code === 'RATE_LIMITED') return ScheduleFailureCode.RATE_LIMITED;
  return ScheduleFailureCode.INVALID_REQUEST;
}

/** A schedule without a next due time has ended. */
const kept = ({ nextRunAt, lastRunAt }: Run['moved']) => ({
  lastRunAt,
  ...(nextRunAt ? { nextRunAt } : { status: ScheduleStatus.ENDED }),
});
const removed = ({ nextRunAt }: Run['moved']) => (nextRunAt ? {} : { $unset: { nextRunAt: 1 as const } });
