import { Types, trusted } from 'mongoose';
import { nativeCollection } from '../infra/mongo.js';
import { readRows } from '../infra/read-rows.js';
import { readTogether } from '../infra/read-together.js';
import { attemptEnded, literal } from './attempt-history.js';
import { JobStatus } from './job.model.js';
import { toSnapshot } from './job-snapshot.js';
/** Counters that one read is for, at most. */
const COUNTERS_AT_ONCE = 1_000;
/** A transaction that takes longer is given up, in milliseconds. */
const TRANSACTION_TIMEOUT_MS = 10_000;
export function createEventLog({ connection, jobs, events, counters }) {
    async function endInTransaction({ jobId, from, set }, session) {
        const { status: end, error, model } = set;
        const facts = { ...(error && { error }), ...(model && { model }) };
        const job = await nativeCollection(jobs).findOneAndUpdate({ ...from, _id: jobId }, [
            {
                $set: {
                    ...mapValues(set, literal),
                    completedAt: '$$NOW',
                    updatedAt: '$$NOW',
                    attemptHistory: attemptEnded(facts),
                },
            },
            { $unset: ['runToken', 'heartbeatAt', ...(end === JobStatus.FAILED ? [] : ['error'])] },
        ], { session, returnDocument: 'after' });
        if (!job)
            return null;
        const counter = await nativeCollection(counters).findOneAndUpdate({ _id: job.userId }, { $inc: { seq: 1 } }, { session, upsert: true, returnDocument: 'after' });
        const occurredAt = job.completedAt;
        const event = {
            _id: new Types.ObjectId(),
            userId: job.userId,
            seq: counter?.seq,
            run: job.run,
            occurredAt,
            unpublished: occurredAt,
            job: toSnapshot(job),
        };
        await nativeCollection(events).insertOne(event, { session });
        return toEvent(event);
    }
    async function marks(userId) {
        const counter = await nativeCollection(counters).findOne({
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
            }
            finally {
                await session.endSession();
            }
        },
        latestSeq: readTogether(async (userIds) => {
            const ids = userIds.map((userId) => new Types.ObjectId(userId));
            const found = await readRows(nativeCollection(counters), {
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
                .lean()
                .exec();
            return records.map(toEvent);
        },
        async readBefore(userId, { before, after, limit }) {
            const records = await events
                .find({ userId: new Types.ObjectId(userId), seq: trusted({ $lt: before, $gt: after }) })
                .sort({ seq: -1 })
                .limit(limit)
                .lean()
                .exec();
            return records.map(toEvent);
        },
        marks,
        async markRead(userId, seq) {
            if (seq === 0)
                return true;
            const { matchedCount } = await counters.updateOne({ _id: new Types.ObjectId(userId), seq: trusted({ $gte: seq }) }, { $max: { readSeq: seq } });
            return matchedCount === 1;
        },
        async ofJob(jobId, run) {
            const record = await events.findOne({ 'job.id': jobId, run }).lean().exec();
            return record && toEvent(record);
        },
        async markPublished(ids) {
            // Where this is lost an event is published once more, and told apart by its `seq`: it need not be durable.
            await events.updateMany({ _id: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }) }, { $unset: { unpublished: 1 } }, { writeConcern: { w: 1 } });
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
                .lean()
                .exec();
            return records.map(toEvent);
        },
    };
}
function toEvent({ _id, userId, seq, run, occurredAt, job }) {
    // Events of the time before attempts were recorded have no list of them.
    const snapshot = { ...job, run, attemptHistory: job.attemptHistory ?? [] };
    return { id: _id.toHexString(), userId: userId.toHexString(), seq, run, occurredAt, job: snapshot };
}
function mapValues(values, map) {
    const entries = Object.entries(values).filter(([, value]) => value !== undefined);
    return Object.fromEntries(entries.map(([key, value]) => [key, map(value)]));
}
