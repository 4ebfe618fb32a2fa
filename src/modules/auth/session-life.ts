import { LRUCache } from 'lru-cache';
import type { Channels } from '../../infra/channels.js';
import type { Logger } from '../../infra/logger.js';
import { readTogether } from '../../infra/read-together.js';
import type { RedisClient } from '../../infra/redis-client.js';
import { publish } from '../../infra/topic.js';
import { topics } from '../topics/topics.js';
import type { SessionId } from './session-epoch.js';
import type { LiveSession, SessionReader } from './session-reader.js';

/**
 * Whether sessions are active, which every request checks. A result is cached for 4 s. Every 3 s the sessions of open
 * sockets, and those checked since, are read together: this finds an end that Redis did not publish, and saves single
 * reads for sessions in use. A change stream would cost MongoDB more (docs/performance.md).
 */
export interface SessionLife {
  /** Whether the session and its account are active; synchronous if it is known. */
  isLive(session: SessionId): boolean | Promise<boolean>;
  /** Calls back once, when the session has ended. Returns a function that ends the watch. */
  watch(session: SessionId, onEnd: () => void): () => void;
  /** Ends these sessions in this process at once, and publishes it for the others. Never throws. */
  ended(sessionIds: string[]): void;
  close(): void;
}

const TRUST_MS = 4_000;
const LOOK_MS = 3_000;
/** The resolution of the cache's clock: with 1 ms it sets a timer for most requests. */
const CLOCK_MS = 100;
const AT_ONCE = 1_000;

interface SessionLifeDeps {
  /** Reads sessions, or what ends like them. */
  reader: SessionReader;
  channels: Channels;
  redis: RedisClient;
  log: Logger;
}

export async function createSessionLife(deps: SessionLifeDeps): Promise<SessionLife> {
  const { reader: sessions, channels, redis, log } = deps;
  const live = new LRUCache<string, boolean | Promise<boolean>>({
    max: 50_000,
    ttl: TRUST_MS,
    ttlResolution: CLOCK_MS,
  });
  const watched = new Map<string, { userId: string; callbacks: (() => void)[] }>();
  /** Sessions that were requested since the last check, each with its user. */
  let requested = new Map<string, string>();
  /** Sessions that were active when they were last read. */
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
      // Outlasts a read in progress that found the session active.
      live.set(id, false);
      readOn.delete(id);
      const watch = watched.get(id);
      watched.delete(id);
      for (const callback of watch?.callbacks ?? []) callback();
    }
  }

  /** Marks a session as active, unless its end was published during the read. */
  function trust(sessionId: string) {
    if (live.peek(sessionId) !== false) live.set(sessionId, true);
  }

  /** Remembers the result of a read, unless a later one or an end is known; a failed read is forgotten. */
  function settle(sessionId: string, reading: Promise<boolean>, on: boolean | undefined) {
    if (live.peek(sessionId) !== reading) return;
    if (on === undefined) live.delete(sessionId);
    else live.set(sessionId, on);
  }

  /** Checks sessions that were requested or are watched. */
  async function checkBatch(some: SessionId[]) {
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

  let checking = false;
  async function checkAll() {
    if (checking) return;
    checking = true;
    try {
      const inUse = requested;
      requested = new Map();
      for (const [sessionId, { userId }] of watched) inUse.set(sessionId, userId);
      const all = [...inUse].map(([sessionId, userId]) => ({ sessionId, userId }));
      for (let start = 0; start < all.length; start += AT_ONCE) {
        await checkBatch(all.slice(start, start + AT_ONCE));
      }
      for (const id of readOn.keys()) if (!inUse.has(id) && !requested.has(id)) readOn.delete(id);
    } catch (error) {
      log.debug({ err: error }, 'check of sessions failed');
    } finally {
      checking = false;
    }
  }
  const timer = setInterval(() => void checkAll(), LOOK_MS);

  const stopListening = await channels.listen(topics.sessionsEnded, {
    onMessage: ({ ids }) => forget(ids),
    onGap: () => void checkAll(),
  });

  return {
    isLive(session) {
      requested.set(session.sessionId, session.userId);
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
