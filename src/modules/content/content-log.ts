import { type ClientSession, type Connection, Types, trusted } from 'mongoose';
import type { Logger } from '../../infra/logger.js';
import { inTransaction, nativeCollection } from '../../infra/mongo.js';
import type { RedisClient } from '../../infra/redis-client.js';
import { publish } from '../../infra/topic.js';
import { createPublisher, type Publisher } from '../events/event-publisher.js';
import type { ContentChangeKind, ContentChangeMessage } from '../topics/content-change.js';
import { topics } from '../topics/topics.js';
import type {
  ContentCounterModel,
  ContentCounterRecord,
  ContentEventModel,
  ContentEventRecord,
} from './content-event.model.js';

/** A change of a piece in a user's library. */
export interface ContentChangeEvent extends ContentChangeMessage {
  userId: string;
}

/** Records a change of the transaction. */
export type RecordChange = (kind: ContentChangeKind, ...ids: Types.ObjectId[]) => void;

/** The log of the changes of libraries, with one sequence for each user. */
export interface ContentLog {
  /** Appends the events of changes in their transaction, and returns them. */
  append(
    userId: string,
    changes: readonly { kind: ContentChangeKind; id: Types.ObjectId }[],
    session: ClientSession,
  ): Promise<ContentChangeEvent[]>;
  /** The `seq` of the user's latest change, 0 before the first. */
  latestSeq(userId: string): Promise<number>;
  /** Up to `limit` changes after a `seq`, in order. */
  readAfter(userId: string, seq: number, limit: number): Promise<ContentChangeEvent[]>;
  markPublished(ids: string[]): Promise<void>;
  /** Up to `limit` changes that have not been published for `forMs` milliseconds, oldest first. */
  unpublished(forMs: number, limit: number): Promise<ContentChangeEvent[]>;
  removeAll(userId: string): Promise<void>;
}

interface ContentLogDeps {
  contentEvents: ContentEventModel;
  contentCounters: ContentCounterModel;
}

export function createContentLog({ contentEvents, contentCounters }: ContentLogDeps): ContentLog {
  const events = nativeCollection<ContentEventRecord>(contentEvents);
  const counters = nativeCollection<ContentCounterRecord>(contentCounters);
  return {
    async append(userId, changes, session) {
      if (changes.length === 0) return [];
      const owner = new Types.ObjectId(userId);
      const counter = await counters.findOneAndUpdate(
        { _id: owner },
        { $inc: { seq: changes.length } },
        { session, upsert: true, returnDocument: 'after' },
      );
      const first = (counter?.seq as number) - changes.length + 1;
      const occurredAt = new Date();
      const rows = changes.map(({ kind, id }, number) => ({
        _id: new Types.ObjectId(),
        userId: owner,
        seq: first + number,
        kind,
        contentId: id,
        occurredAt,
        unpublished: occurredAt,
      }));
      await events.insertMany(rows, { session });
      return rows.map(toEvent);
    },

    async latestSeq(userId) {
      return (await counters.findOne({ _id: new Types.ObjectId(userId) }))?.seq ?? 0;
    },

    async readAfter(userId, seq, limit) {
      const rows = await events
        .find({ userId: new Types.ObjectId(userId), seq: { $gt: seq } })
        .sort({ seq: 1 })
        .limit(limit)
        .toArray();
      return rows.map(toEvent);
    },

    async markPublished(ids) {
      // Not durable: if it is lost, the event is published again, and subscribers drop it by its `seq`.
      await events.updateMany(
        { _id: { $in: ids.map((id) => new Types.ObjectId(id)) } },
        { $unset: { unpublished: 1 } },
        { writeConcern: { w: 1 } },
      );
    },

    async unpublished(forMs, limit) {
      const rows = await events
        .find({ unpublished: { $lt: new Date(Date.now() - forMs) } })
        .sort({ unpublished: 1 })
        .limit(limit)
        .toArray();
      return rows.map(toEvent);
    },

    async removeAll(userId) {
      const owner = new Types.ObjectId(userId);
      await contentEvents.deleteMany({ userId: trusted({ $eq: owner }) });
      await contentCounters.deleteOne({ _id: owner });
    },
  };
}

function toEvent({ _id, userId, seq, kind, contentId, occurredAt }: ContentEventRecord): ContentChangeEvent {
  return {
    id: _id.toHexString(),
    userId: userId.toHexString(),
    seq,
    kind,
    contentId: contentId.toHexString(),
    occurredAt,
  };
}

export type ContentPublisher = Publisher<ContentChangeEvent>;

/** Publishes on a connection that fails at once. */
export const createContentPublisher = (
  redis: RedisClient,
  contentLog: Pick<ContentLog, 'markPublished'>,
  log: Logger,
): ContentPublisher =>
  createPublisher({
    send: ({ userId, ...message }) => publish(redis, topics.contentChanged(userId), message),
    markPublished: contentLog.markPublished,
    log,
  });

/**
 * Runs writes to a user's library as one transaction with the events of what they change, and publishes the events
 * afterwards. It runs them again after a conflict, so they only write to MongoDB.
 */
export type ChangeLibrary = <Result>(
  userId: string,
  write: (session: ClientSession, recordChange: RecordChange) => Promise<Result>,
) => Promise<Result>;

interface ChangeDeps {
  connection: Connection;
  contentLog: Pick<ContentLog, 'append'>;
  publisher: Pick<ContentPublisher, 'publish'>;
}

export function createChangeLibrary({ connection, contentLog, publisher }: ChangeDeps): ChangeLibrary {
  return async (userId, write) => {
    const { result, events } = await inTransaction(connection, async (session) => {
      const changes: { kind: ContentChangeKind; id: Types.ObjectId }[] = [];
      const recordChange: RecordChange = (kind, ...ids) =>
        void changes.push(...ids.map((id) => ({ kind, id })));
      const result = await write(session, recordChange);
      return { result, events: await contentLog.append(userId, changes, session) };
    });
    // Not awaited: a worker publishes again what Redis did not accept.
    for (const event of events) void publisher.publish(event);
    return result;
  };
}
