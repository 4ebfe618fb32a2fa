import DataLoader from 'dataloader';
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { Types, trusted } from 'mongoose';
import { z } from 'zod';
import { type Channels, channels } from '../infra/channels.js';
import type { Logger } from '../infra/logger.js';
import type { Models } from '../infra/models.js';
import { nativeCollection } from '../infra/mongo.js';
import type { SessionRecord } from './session.model.js';
import { isOfEpoch } from './sessions.js';
import { type UserRecord, UserStatus } from './user.model.js';

export interface SessionId {
  userId: string;
  sessionId: string;
}

/**
 * Whether sessions are still on, as every request asks. What is read is trusted for 4 s. Every 3 s the sessions of
 * open sockets, and those that were asked about meanwhile, are read together: that is how late an end comes that Redis
 * could not tell of, and who sends one request after another waits for no reading but the first.
 */
export interface SessionLife {
  /** Whether the session is on, and its account active. */
  isLive(session: SessionId): Promise<boolean>;
  /** Calls back once, when the session is over. Answers with what ends the watch. */
  watch(session: SessionId, onEnd: () => void): () => void;
  /** Forgets these here at once, and tells the other processes. Never throws. */
  ended(sessionIds: string[]): void;
  close(): void;
}

const TRUST_MS = 4_000;
const LOOK_MS = 3_000;
/** `lastSeenAt` is written no more often, in milliseconds. */
const SEEN_MS = 60_000;
const AT_ONCE = 1_000;

const ON = Promise.resolve(true);
const OVER = Promise.resolve(false);

const messageSchema = z.object({ ids: z.array(z.string()) });

interface SessionLifeDeps extends Pick<Models, 'sessions' | 'users'> {
  listening: Channels;
  redis: Redis;
  log: Logger;
}

type LiveSession = Pick<SessionRecord, '_id' | 'userId' | 'epoch' | 'lastSeenAt'>;
type LiveUser = Pick<UserRecord, '_id' | 'sessionEpoch' | 'keptSession'>;

export async function createSessionLife(deps: SessionLifeDeps): Promise<SessionLife> {
  const { sessions, users, listening, redis, log } = deps;
  const live = new LRUCache<string, Promise<boolean>>({ max: 50_000, ttl: TRUST_MS });
  const watched = new Map<string, { userId: string; callbacks: Set<() => void> }>();
  /** Asked about since the last look, each with its user. */
  let asked = new Map<string, string>();
  /** Whatever is asked for in one turn of the event loop is one reading. */
  const reader = new DataLoader<SessionId, boolean>(
    async (sessionIds) => {
      const on = await readLive([...sessionIds]);
      return sessionIds.map(({ sessionId }) => on.has(sessionId));
    },
    { cache: false, maxBatchSize: AT_ONCE, batchScheduleFn: (callback) => setImmediate(callback) },
  );

  /** Which of these are on. */
  async function readLive(asked: SessionId[]): Promise<Set<string>> {
    const ids = (values: Iterable<string>) => ({ $in: Array.from(values, (id) => new Types.ObjectId(id)) });
    // The driver itself: thousands are read at a time, and mongoose would cast each id.
    const [records, owners] = await Promise.all([
      nativeCollection(sessions)
        .find<LiveSession>(
          { _id: ids(asked.map(({ sessionId }) => sessionId)), expiresAt: { $gt: new Date() } },
          { projection: { userId: 1, epoch: 1, lastSeenAt: 1 }, batchSize: asked.length + 1 },
        )
        .toArray(),
      nativeCollection(users)
        .find<LiveUser>(
          { _id: ids(new Set(asked.map(({ userId }) => userId))), status: UserStatus.ACTIVE },
          { projection: { sessionEpoch: 1, keptSession: 1 }, batchSize: asked.length + 1 },
        )
        .toArray(),
    ]);
    const userOf = new Map(owners.map((user) => [user._id.toHexString(), user]));
    const on = records.filter((record) => {
      const user = userOf.get(record.userId.toHexString());
      return user !== undefined && isOfEpoch(record, user);
    });
    noteSeen(on.filter(({ lastSeenAt }) => Date.now() - lastSeenAt.getTime() >= SEEN_MS));
    const ownerOf = new Map(on.map((record) => [record._id.toHexString(), record.userId.toHexString()]));
    return new Set(
      asked
        .filter(({ sessionId, userId }) => ownerOf.get(sessionId) === userId)
        .map(({ sessionId }) => sessionId),
    );
  }

  function noteSeen(records: LiveSession[]) {
    if (records.length === 0) return;
    sessions
      .updateMany(
        { _id: trusted({ $in: records.map(({ _id }) => _id) }) },
        { $set: { lastSeenAt: new Date() } },
        { writeConcern: { w: 1 } },
      )
      .catch((error) => log.debug({ err: error }, 'sessions not noted as seen'));
  }

  function forget(sessionIds: string[]) {
    for (const id of sessionIds) {
      // A read under way may still say otherwise; this outlives it.
      live.set(id, OVER);
      const watch = watched.get(id);
      watched.delete(id);
      for (const callback of watch?.callbacks ?? []) callback();
    }
  }

  /** Read to be on, unless its end was told during the reading. */
  function trust(sessionId: string) {
    if (live.peek(sessionId) !== OVER) live.set(sessionId, ON);
  }

  let looking = false;
  async function look() {
    if (looking) return;
    looking = true;
    try {
      const inUse = asked;
      asked = new Map();
      for (const [sessionId, { userId }] of watched) inUse.set(sessionId, userId);
      const all = [...inUse].map(([sessionId, userId]) => ({ sessionId, userId }));
      for (let start = 0; start < all.length; start += AT_ONCE) {
        const some = all.slice(start, start + AT_ONCE);
        const on = await readLive(some);
        const over = some.map(({ sessionId }) => sessionId).filter((id) => !on.has(id));
        for (const id of on) trust(id);
        forget(over);
      }
    } catch (error) {
      log.debug({ err: error }, 'sessions of open sockets not looked at');
    } finally {
      looking = false;
    }
  }
  const timer = setInterval(() => void look(), LOOK_MS);

  const stopListening = await listening.listen(channels.sessionsEnded, {
    onMessage(message) {
      const told = messageSchema.safeParse(message);
      if (told.success) forget(told.data.ids);
    },
    onGap: () => void look(),
  });

  return {
    isLive(session) {
      asked.set(session.sessionId, session.userId);
      const known = live.get(session.sessionId);
      if (known) return known;
      const reading = reader.load(session);
      live.set(session.sessionId, reading);
      // What could not be read is not remembered.
      reading.catch(() => live.delete(session.sessionId));
      return reading;
    },

    watch({ userId, sessionId }, onEnd) {
      const watch = watched.get(sessionId) ?? { userId, callbacks: new Set() };
      watched.set(sessionId, watch);
      watch.callbacks.add(onEnd);
      return () => {
        watch.callbacks.delete(onEnd);
        if (watch.callbacks.size === 0 && watched.get(sessionId) === watch) watched.delete(sessionId);
      };
    },

    ended(sessionIds) {
      forget(sessionIds);
      redis
        .publish(channels.sessionsEnded, JSON.stringify({ ids: sessionIds }))
        .catch((error) =>
          log.debug({ err: error }, 'end of sessions not told: others find it by themselves'),
        );
    },

    close() {
      clearInterval(timer);
      stopListening();
    },
  };
}
