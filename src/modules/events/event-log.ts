import { type ClientSession, type Connection, Types, trusted } from 'mongoose';
import { inTransaction, literal, nativeCollection } from '../../infra/mongo.js';
import { readTogether } from '../../infra/read-together.js';
import type { BatchModel } from '../batches/model/batch.model.js';
import { countEnd } from '../batches/model/count-ends.js';
import { type AttemptFacts, attemptEnded } from '../jobs/model/attempt-history.js';
import { type JobModel, type JobRecord, JobStatus } from '../jobs/model/job.model.js';
import { toSnapshot } from '../jobs/model/job-snapshot.js';
import { countRun } from '../schedules/model/count-failures.js';
import type { ScheduleModel } from '../schedules/model/schedule.model.js';
import type { EventMessage } from '../topics/topics.js';
import type { UsageDayModel } from '../usage/usage.model.js';
import { addToLedger } from '../usage/usage-ledger.js';
import type { EventCounterModel, EventCounterRecord, EventModel, EventRecord } from './event.model.js';

/**
 * An event: the end of a run. `id` is the same however often it is published; `seq` counts the events of one user from
 * 1, and is the cursor. It has gaps only where events of old jobs were removed.
 */
export interface JobEvent extends EventMessage {
  userId: string;
}

/** The update of a job that ends its run. */
export interface Ending {
  jobId: string;
  /** The state that the job must still have. */
  from: { run: number; status: JobStatus | { $in: JobStatus[] }; runToken?: string };
  set: Partial<
    Pick<JobRecord, 'status' | 'generatedContent' | 'checks' | 'finishReason' | 'model' | 'error'>
  > & {
    status: JobStatus;
  };
  /** Kept with the attempt that ends, beside the error and the model. */
  attempt?: Pick<AttemptFacts, 'repair' | 'ofModel' | 'usage'>;
}

export interface EventMarks {
  latest: number;
  read: number;
  removed: number;
}

/** Another write of the transaction that changes a job. It may run again, so it only writes to MongoDB. */
export type AlsoWrite = (session: ClientSession, job: JobRecord) => Promise<unknown>;

export interface EventLog {
  /**
   * Ends a job's run and writes its event in one transaction. Null if the job no longer matches `from`: it has ended,
   * or another attempt has taken it over.
   */
  endJob(ending: Ending, also?: AlsoWrite): Promise<JobEvent | null>;
  /** The `seq` of the user's latest event, 0 before the first. */
  latestSeq(userId: string): Promise<number>;
  /** Up to `limit` events after a `seq`, in order. */
  readAfter(userId: string, seq: number, limit: number): Promise<JobEvent[]>;
  /** Up to `limit` events with a `seq` below `before` and above `after`, newest first. */
  readBefore(userId: string, range: { before: number; after: number; limit: number }): Promise<JobEvent[]>;
  /** `seq` of the user's latest event, of the last one that is read, and of the last removed one; 0 for none. */
  marks(userId: string): Promise<EventMarks>;
  /** Marks events up to this `seq` as read; an earlier one changes nothing. False if there is no such event yet. */
  markRead(userId: string, seq: number): Promise<boolean>;
  /** The event that ended this run of a job. */
  ofJob(jobId: string, run: number): Promise<JobEvent | null>;
  /** Marks events as published. */
  markPublished(ids: string[]): Promise<void>;
  /** Removes the events of these jobs. Resolves to their number. */
  removeOfJobs(jobIds: string[]): Promise<number>;
  /** Removes a user's events, their counter and their read mark. */
  removeAll(userId: string): Promise<void>;
  /** Up to `limit` events that have not been published for `forMs` milliseconds, oldest first. */
  unpublished(forMs: number, limit: number): Promise<JobEvent[]>;
}

/** Counters that one read returns at most. */
const COUNTER_BATCH = 1_000;

interface EventLogDeps {
  jobs: JobModel;
  batches: BatchModel;
  schedules: ScheduleModel;
  events: EventModel;
  counters: EventCounterModel;
  usageDays: UsageDayModel;
  connection: Connection;
}

export function createEventLog(deps: EventLogDeps): EventLog {
  const { connection, jobs, batches, schedules, events, counters, usageDays } = deps;

  async function endInTransaction(ending: Ending, session: ClientSession, also?: AlsoWrite) {
    const { jobId, from, set, attempt } = ending;
    const { status: end, error, model } = set;
    const facts = { ...(error && { error }), ...(model && { model }), ...attempt };
    const job = await nativeCollection<JobRecord>(jobs).findOneAndUpdate(
      { ...from, _id: jobId },
      [
        {
          $set: {
            ...mapValues(set, literal),
            completedAt: '$$NOW',
            updatedAt: '$$NOW',
            attemptHistory: attemptEnded(facts),
          },
        },
        { $unset: ['runToken', 'heartbeatAt', ...(end === JobStatus.FAILED ? [] : ['error'])] },
      ],
      { session, returnDocument: 'after' },
    );
    if (!job) return null;
    if (attempt?.usage) await addToLedger(usageDays, job, attempt.usage, session);
    const counter = await nativeCollection<EventCounterRecord>(counters).findOneAndUpdate(
      { _id: job.userId },
      { $inc: { seq: 1 } },
      { session, upsert: true, returnDocument: 'after' },
    );
    const seq = counter?.seq as number;
    const batch = await countEnd(batches, job, seq, session);
    await countRun(schedules, job, session);
    const occurredAt = job.completedAt as Date;
    const event: EventRecord = {
      _id: new Types.ObjectId(),
      userId: job.userId,
      seq,
      run: job.run,
      occurredAt,
      unpublished: occurredAt,
      job: toSnapshot(job),
      ...(batch && { batch }),
    };
    await nativeCollection<EventRecord>(events).insertOne(event, { session });
    await also?.(session, job);
    return toEvent(event);
  }

  async function marks(userId: string): Promise<EventMarks> {
    const counter = await nativeCollection<EventCounterRecord>(counters).findOne({
      _id: new Types.ObjectId(userId),
    });
    return { latest: counter?.seq ?? 0, read: counter?.readSeq ?? 0, removed: counter?.removedSeq ?? 0 };
  }

  return {
    // The transaction runs again when two of one user conflict, so it has writes to MongoDB only.
    endJob: (ending, also) => inTransaction(connection, (session) => endInTransaction(ending, session, also)),

    latestSeq: readTogether(async (userIds: readonly string[]) => {
      const ids = userIds.map((userId) => new Types.ObjectId(userId));
      const found = await nativeCollection<EventCounterRecord>(counters)
        .find({ _id: { $in: ids } }, { projection: { seq: 1 } })
        .toArray();
      const seqOf = new Map(found.map(({ _id, seq }) => [_id.toHexString(), seq]));
      return userIds.map((userId) => seqOf.get(userId.toLowerCase()) ?? 0);
    }, COUNTER_BATCH),

    async readAfter(userId, seq, limit) {
      const records = await events
        .find({ userId: new Types.ObjectId(userId), seq: trusted({ $gt: seq }) })
        .sort({ seq: 1 })
        .limit(limit)
        .lean<EventRecord[]>()
        .exec();
      return records.map(toEvent);
    },

    async readBefore(userId, { before, after, limit }) {
      const records = await events
        .find({ userId: new Types.ObjectId(userId), seq: trusted({ $lt: before, $gt: after }) })
        .sort({ seq: -1 })
        .limit(limit)
        .lean<EventRecord[]>()
        .exec();
      return records.map(toEvent);
    },

    marks,

    async markRead(userId, seq) {
      if (seq === 0) return true;
      const { matchedCount } = await counters.updateOne(
        { _id: new Types.ObjectId(userId), seq: trusted({ $gte: seq }) },
        { $max: { readSeq: seq } },
      );
      return matchedCount === 1;
    },

    async ofJob(jobId, run) {
      const record = await events.findOne({ 'job.id': jobId, run }).lean<EventRecord>().exec();
      return record && toEvent(record);
    },

    async markPublished(ids) {
      // Not durable: if it is lost, the event is published again, and subscribers drop it by its `seq`.
      await nativeCollection<EventRecord>(events).updateMany(
        { _id: { $in: ids.map((id) => new Types.ObjectId(id)) } },
        { $unset: { unpublished: 1 } },
        { writeConcern: { w: 1 } },
      );
    },

    async removeOfJobs(jobIds) {
      const ofJobs = { 'job.id': { $in: jobIds } };
      const native = nativeCollection<EventRecord>(events);
      const last = await native
        .aggregate<{ _id: Types.ObjectId; seq: number }>([
          { $match: ofJobs },
          { $group: { _id: '$userId', seq: { $max: '$seq' } } },
        ])
        .toArray();
      if (last.length === 0) return 0;
      // The mark first, so that no count includes an event that is gone.
      await nativeCollection<EventCounterRecord>(counters).bulkWrite(
        last.map(({ _id, seq }) => ({
          updateOne: { filter: { _id }, update: { $max: { removedSeq: seq } } },
        })),
        { ordered: false },
      );
      const { deletedCount } = await native.deleteMany(ofJobs);
      return deletedCount;
    },

    async removeAll(userId) {
      await events.deleteMany({ userId: new Types.ObjectId(userId) });
      await counters.deleteOne({ _id: new Types.ObjectId(userId) });
    },

    async unpublished(forMs, limit) {
      const records = await events
        .find({ unpublished: trusted({ $lt: new Date(Date.now() - forMs) }) })
        .sort({ unpublished: 1 })
        .limit(limit)
        .lean<EventRecord[]>()
        .exec();
      return records.map(toEvent);
    },
  };
}

function toEvent({ _id, userId, seq, run, occurredAt, job, batch }: EventRecord): JobEvent {
  // Events of earlier versions have no attempts or checks.
  const { prompt = '', attemptHistory = [], checks = [] } = job;
  const snapshot = { ...job, prompt: prompt ?? '', run, attemptHistory, checks };
  const ids = { id: _id.toHexString(), userId: userId.toHexString() };
  return { ...ids, seq, run, occurredAt, job: snapshot, batch: batch ?? null };
}

function mapValues(values: object, map: (value: unknown) => unknown) {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [key, map(value)]));
}
