import { type ClientSession, type Connection, Types, trusted } from 'mongoose';
import { nativeCollection } from '../../infra/mongo.js';
import { readRows } from '../../infra/read-rows.js';
import { readTogether } from '../../infra/read-together.js';
import { attemptEnded, literal } from '../jobs/model/attempt-history.js';
import type { JobModel } from '../jobs/model/job.model.js';
import { type JobRecord, JobStatus, type RepairOutcome } from '../jobs/model/job.model.js';
import { type JobSnapshot, toSnapshot } from '../jobs/model/job-snapshot.js';
import type { EventCounterModel, EventCounterRecord, EventModel, EventRecord } from './event.model.js';

/** An event as subscribers get it. */
export interface JobEvent {
  /** The same however often it is published. */
  id: string;
  userId: string;
  /** The cursor: counts one user's events from 1, without gaps. */
  seq: number;
  run: number;
  occurredAt: Date;
  job: JobSnapshot;
}

/** A change of a job's document that ends its run. */
export interface Ending {
  jobId: string;
  /** What the document must still be for the change to be made. */
  from: { run: number; status: JobStatus | { $in: JobStatus[] }; runToken?: string };
  set: Partial<
    Pick<JobRecord, 'status' | 'generatedContent' | 'checks' | 'finishReason' | 'model' | 'error'>
  > & {
    status: JobStatus;
  };
  /** Kept with the attempt that ends. */
  repair?: RepairOutcome | null;
}

export interface EventLog {
  /**
   * Ends a job's run and writes its event, both or neither. Null where the document is no longer as `from` says:
   * somebody else ended it, or took it over.
   */
  endJob(ending: Ending): Promise<JobEvent | null>;
  /** The `seq` of the user's latest event, 0 before the first. */
  latestSeq(userId: string): Promise<number>;
  /** Up to `limit` events after a `seq`, in order. */
  readAfter(userId: string, seq: number, limit: number): Promise<JobEvent[]>;
  /** Up to `limit` events with a `seq` under `before` and over `after`, the latest first. */
  readBefore(userId: string, range: { before: number; after: number; limit: number }): Promise<JobEvent[]>;
  /** The `seq` of the user's latest event and the one up to which they have read, both at one moment; 0 where there is none. */
  marks(userId: string): Promise<{ latest: number; read: number }>;
  /** Marks events up to this `seq` as read; an earlier one changes nothing. False where there is no such event yet. */
  markRead(userId: string, seq: number): Promise<boolean>;
  /** The event that ended this run of a job. */
  ofJob(jobId: string, run: number): Promise<JobEvent | null>;
  /** Notes that Redis has taken these events. */
  markPublished(ids: string[]): Promise<void>;
  /** Forgets a user's events, where they counted to and what was read of them. */
  removeAll(userId: string): Promise<void>;
  /** Events that Redis has not taken for as long as `forMs`, in milliseconds; the oldest first, up to `limit`. */
  unpublished(forMs: number, limit: number): Promise<JobEvent[]>;
}

/** Counters that one read is for, at most. */
const COUNTERS_AT_ONCE = 1_000;
/** A transaction that takes longer is given up, in milliseconds. */
const TRANSACTION_TIMEOUT_MS = 10_000;

type EventLogDeps = { jobs: JobModel; events: EventModel; counters: EventCounterModel } & {
  connection: Connection;
};

export function createEventLog({ connection, jobs, events, counters }: EventLogDeps): EventLog {
  async function endInTransaction({ jobId, from, set, repair }: Ending, session: ClientSession) {
    const { status: end, error, model } = set;
    const facts = { ...(error && { error }), ...(model && { model }), ...(repair && { repair }) };
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
    const counter = await nativeCollection<EventCounterRecord>(counters).findOneAndUpdate(
      { _id: job.userId },
      { $inc: { seq: 1 } },
      { session, upsert: true, returnDocument: 'after' },
    );
    const occurredAt = job.completedAt as Date;
    const event: EventRecord = {
      _id: new Types.ObjectId(),
      userId: job.userId,
      seq: counter?.seq as number,
      run: job.run,
      occurredAt,
      unpublished: occurredAt,
      job: toSnapshot(job),
    };
    await nativeCollection<EventRecord>(events).insertOne(event, { session });
    return toEvent(event);
  }

  async function marks(userId: string) {
    const counter = await nativeCollection<EventCounterRecord>(counters).findOne({
      _id: new Types.ObjectId(userId),
    });
    return { latest: counter?.seq ?? 0, read: counter?.readSeq ?? 0 };
  }

  return {
    async endJob(ending) {
      const session = await connection.startSession();
      try {
        // The callback may run again when two events of one user meet: it holds plain writes only.
        return await session.withTransaction(() => endInTransaction(ending, session), {
          timeoutMS: TRANSACTION_TIMEOUT_MS,
        });
      } finally {
        await session.endSession();
      }
    },

    latestSeq: readTogether(async (userIds: readonly string[]) => {
      const ids = userIds.map((userId) => new Types.ObjectId(userId));
      const found = await readRows<EventCounterRecord>(nativeCollection(counters), {
        filter: { _id: { $in: ids } },
        projection: { seq: 1 },
        limit: ids.length,
      });
      const seqOf = new Map(found.map(({ _id, seq }) => [_id.toHexString(), seq]));
      return userIds.map((userId) => seqOf.get(userId.toLowerCase()) ?? 0);
    }, COUNTERS_AT_ONCE),

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
      // Where this is lost an event is published once more, and told apart by its `seq`: it need not be durable.
      await nativeCollection<EventRecord>(events).updateMany(
        { _id: { $in: ids.map((id) => new Types.ObjectId(id)) } },
        { $unset: { unpublished: 1 } },
        { writeConcern: { w: 1 } },
      );
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

function toEvent({ _id, userId, seq, run, occurredAt, job }: EventRecord): JobEvent {
  // Events of earlier versions have no attempts or checks.
  const { prompt = '', attemptHistory = [], checks = [] } = job;
  const snapshot = { ...job, prompt: prompt ?? '', run, attemptHistory, checks };
  return { id: _id.toHexString(), userId: userId.toHexString(), seq, run, occurredAt, job: snapshot };
}

function mapValues(values: object, map: (value: unknown) => unknown) {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [key, map(value)]));
}
