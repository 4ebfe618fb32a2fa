import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import type { Channels } from '../../infra/channels.js';
import type { Logger } from '../../infra/logger.js';
import { readTogether } from '../../infra/read-together.js';
import { publish } from '../../infra/topic.js';
import { topics } from '../topics/topics.js';
import type { SessionModel } from './session.model.js';
import type { SessionId } from './session-epoch.js';
import { createSessionReader, type LiveSession } from './session-reader.js';
import type { UserModel } from './user.model.js';

/**
 * Whether sessions are still on, as every request asks. What is read is trusted for 4 s. Every 3 s the sessions of
 * open sockets, and those that were asked about meanwhile, are read together: that is how late an end comes that Redis
 * could not tell of, and who sends one request after another waits for no reading but the first.
 */
export interface SessionLife {
  /** Whether the session is on, and its account active; at once where it is known. */
  isLive(session: SessionId): boolean | Promise<boolean>;
  /** Calls back once, when the session is over. Answers with what ends the watch. */
  watch(session: SessionId, onEnd: () => void): () => void;
  /** Forgets these here at once, and tells the other processes. Never throws. */
  ended(sessionIds: string[]): void;
  close(): void;
}

const TRUST_MS = 4_000;
const LOOK_MS = 3_000;
/** How exactly the cache knows the time: asked for by the millisecond, it sets a timer for most requests. */
const CLOCK_MS = 100;
const AT_ONCE = 1_000;

interface SessionLifeDeps {
  sessions: SessionModel;
  users: UserModel;
  channels: Channels;
  redis: Redis;
  log: Logger;
}

export async function createSessionLife(deps: SessionLifeDeps): Promise<SessionLife> {
  const { channels, redis, log } = deps;
  const sessions = createSessionReader(deps);
  const live = new LRUCache<string, boolean | Promise<boolean>>({
    max: 50_000,
    ttl: TRUST_MS,
    ttlResolution: CLOCK_MS,
  });
  const watched = new Map<string, { userId: string; callbacks: (() => void)[] }>();
  /** Asked about since the last look, each with its user. */
  let asked = new Map<string, string>();
  /** Those that were on when they were last read. */
  const readOn = new Map<string, LiveSession>();
  const readOne = readTogether<SessionId, boolean>(async (sessionIds) => {
    const on = await read([...sessionIds]);
    return sessionIds.map(({ sessionId }) => on.has(sessionId));
  }, AT_ONCE);

  async function read(some: SessionId[]) {
    const on = await sessions.read(some);
    for (const [sessionId, session] of on) readOn.set(sessionId, session);
    return on;
  }

  function forget(sessionIds: string[]) {
    for (const id of sessionIds) {
      // A read under way may still say otherwise; this outlives it.
      live.set(id, false);
      readOn.delete(id);
      const watch = watched.get(id);
      watched.delete(id);
      for (const callback of watch?.callbacks ?? []) callback();
    }
  }

  /** Read to be on, unless its end was told during the reading. */
  function trust(sessionId: string) {
    if (live.peek(sessionId) !== false) live.set(sessionId, true);
  }

  /** What could not be read is not remembered; what was told or read since then stands. */
  function settle(sessionId: string, reading: Promise<boolean>, on: boolean | undefined) {
    if (live.peek(sessionId) !== reading) return;
    if (on === undefined) live.delete(sessionId);
    else live.set(sessionId, on);
  }

  /** Looks at some that were asked about or are watched. */
  async function lookAt(some: SessionId[]) {
    const known = some
      .map(({ sessionId }) => readOn.get(sessionId))
      .filter((session) => session !== undefined);
    if (known.length === some.length && (await sessions.unchanged(known))) {
      for (const { sessionId } of some) trust(sessionId);
      return;
    }
    const on = await read(some);
    for (const id of on.keys()) trust(id);
    forget(some.map(({ sessionId }) => sessionId).filter((id) => !on.has(id)));
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
        await lookAt(all.slice(start, start + AT_ONCE));
      }
      for (const id of readOn.keys()) if (!inUse.has(id) && !asked.has(id)) readOn.delete(id);
    } catch (error) {
      log.debug({ err: error }, 'sessions of open sockets not looked at');
    } finally {
      looking = false;
    }
  }
  const timer = setInterval(() => void look(), LOOK_MS);

  const stopListening = await channels.listen(topics.sessionsEnded, {
    onMessage: ({ ids }) => forget(ids),
    onGap: () => void look(),
  });

  return {
    isLive(session) {
      asked.set(session.sessionId, session.userId);
      const known = live.get(session.sessionId);
      if (known !== undefined) return known;
      const reading = readOne(session);
      live.set(session.sessionId, reading);
      reading.then(
        (on) => settle(session.sessionId, reading, on),
        () => settle(session.sessionId, reading, undefined),
      );
      return reading;
    },

    watch({ userId, sessionId }, onEnd) {
      const watch = watched.get(sessionId) ?? { userId, callbacks: [] };
      watched.set(sessionId, watch);
      watch.callbacks = [...watch.callbacks, onEnd];
      return () => {
        watch.callbacks = watch.callbacks.filter((callback) => callback !== onEnd);
        if (watch.callbacks.length === 0 && watched.get(sessionId) === watch) watched.delete(sessionId);
      };
    },

    ended(sessionIds) {
      forget(sessionIds);
      publish(redis, topics.sessionsEnded, { ids: sessionIds }).catch((error) =>
        log.debug({ err: error }, 'end of sessions not published: the other processes find it by polling'),
      );
    },

    close() {
      clearInterval(timer);
      stopListening();
    },
  };
}
