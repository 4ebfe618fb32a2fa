import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Channels } from '../../infra/channels.js';
import type { Logger } from '../../infra/logger.js';
import type { RedisClient } from '../../infra/redis-client.js';
import { publish } from '../../infra/topic.js';
import { cutText, normalizeText } from '../../text/text.js';
import { topics } from '../topics/topics.js';
import type { Device } from './presence.types.js';
import { PresenceStream } from './presence-stream.js';

/** Which devices of a user are online. */
export interface PresenceService {
  /** Records an open socket of a session. Returns a function that records its end. */
  connect(userId: string, device: Pick<Device, 'sessionId' | 'userAgent'>): () => void;
  /** The last connected first. */
  devices(userId: string): Promise<Device[]>;
  /** The devices now, and after each change. */
  subscribe(userId: string): Promise<AsyncIterableIterator<Device[]>>;
  close(): Promise<void>;
}

interface PresenceDeps {
  /** A connection that fails at once. */
  redis: RedisClient;
  channels: Channels;
  log: Logger;
}

interface Socket {
  userId: string;
  /** The device as it is stored. */
  stored: string;
}

const BEAT_MS = 2_000;
/** A process without a beat for this long counts as dead, in milliseconds. */
const ALIVE_MS = 8_000;
/** How long Redis keeps the sockets of a user, in milliseconds; each process writes its own again before. */
const KEPT_MS = 86_400_000;
const REWRITE_MS = KEPT_MS / 2;
const MAX_USER_AGENT = 200;
/** Sockets that are written together when all are written again. */
const BATCH = 500;

const storedDevice = z.object({
  sessionId: z.string(),
  userAgent: z.string().nullable(),
  connectedAt: z.string().transform((text) => new Date(text)),
});

const userKey = (userId: string) => `presence:${userId}`;
const processKey = (processId: string) => `presence:process:${processId}`;

/**
 * A user's hash in Redis has a field for each open socket. A field counts as long as the key of its process is there,
 * which that process renews: so an open socket costs no writes, and the sockets of a killed process disappear with its
 * key.
 */
export function createPresence({ redis, channels, log }: PresenceDeps): PresenceService {
  const processId = randomUUID();
  const sockets = new Map<string, Socket>();
  /** Closed sockets that Redis did not remove. */
  const gone = new Map<string, Socket>();
  let writtenAt = Date.now();
  /** How many times all sockets have to be written again. */
  let rewrites = 0;
  let rewriting = false;

  const field = (socketId: string) => `${processId}:${socketId}`;
  const changed = (userId: string) => publish(redis, topics.presence(userId), {});
  const ignored = (error: unknown) =>
    log.debug({ err: error }, 'presence not written: the next beat repeats it');

  const write = (socketId: string, { userId, stored }: Socket) =>
    redis.multi().hset(userKey(userId), field(socketId), stored).pexpire(userKey(userId), KEPT_MS).exec();

  async function beat() {
    // Redis was emptied, or is back after longer than the key lives.
    const lost = (await redis.exists(processKey(processId))) === 0;
    await redis.set(processKey(processId), '1', 'PX', ALIVE_MS);
    // Twice: a process that considers this one dead may remove what is written first.
    if (lost) rewrites = 2;
    else if (Date.now() - writtenAt >= REWRITE_MS) again();
    await repeat();
  }

  const again = () => {
    rewrites = Math.max(rewrites, 1);
  };

  /** Repeats writes that failed. What fails again is left to the next beat. */
  async function repeat() {
    if (rewriting) return;
    rewriting = true;
    try {
      await each(gone, async (socketId, { userId }) => {
        await remove(socketId, userId);
        gone.delete(socketId);
      });
      if (rewrites === 0) return;
      const missing = rewrites;
      await each(sockets, write);
      writtenAt = Date.now();
      if (rewrites === missing) rewrites--;
    } finally {
      rewriting = false;
    }
  }

  /** Handles the present entries, in batches. Skips those that are removed before their batch. */
  async function each<Value>(
    map: ReadonlyMap<string, Value>,
    handle: (socketId: string, value: Value) => Promise<unknown>,
  ) {
    const all = [...map];
    for (let from = 0; from < all.length; from += BATCH) {
      const batch = all.slice(from, from + BATCH).filter(([socketId]) => map.has(socketId));
      await Promise.all(batch.map(([socketId, value]) => handle(socketId, value)));
    }
  }
  const timer = setInterval(() => void beat().catch(ignored), BEAT_MS).unref();
  const started = beat().catch(ignored);

  async function devices(userId: string): Promise<Device[]> {
    const fields = Object.entries(await redis.hgetall(userKey(userId)));
    const processOf = (name: string) => name.slice(0, name.indexOf(':'));
    const processes = [...new Set(fields.map(([name]) => processOf(name)))];
    const answers = await Promise.all(processes.map((id) => redis.exists(processKey(id))));
    const alive = new Set(processes.filter((_, index) => answers[index] === 1));
    const dead = fields.map(([name]) => name).filter((name) => !alive.has(processOf(name)));
    // A process that was silent, but did not die, writes its fields again.
    if (dead.length > 0) await redis.hdel(userKey(userId), ...dead);
    const bySession = new Map<string, Device>();
    for (const [name, stored] of fields) {
      if (!alive.has(processOf(name))) continue;
      const device = storedDevice.parse(JSON.parse(stored));
      const other = bySession.get(device.sessionId);
      if (!other || device.connectedAt < other.connectedAt) bySession.set(device.sessionId, device);
    }
    return [...bySession.values()].toSorted(
      (one, other) =>
        other.connectedAt.getTime() - one.connectedAt.getTime() || (one.sessionId < other.sessionId ? -1 : 1),
    );
  }

  async function remove(socketId: string, userId: string) {
    await redis.hdel(userKey(userId), field(socketId));
    await changed(userId);
  }

  return {
    connect(userId, { sessionId, userAgent }) {
      const socketId = randomUUID();
      const device = {
        sessionId,
        userAgent: userAgent === null ? null : cutText(normalizeText(userAgent), MAX_USER_AGENT),
        connectedAt: new Date(),
      };
      const socket = { userId, stored: JSON.stringify(device) };
      sockets.set(socketId, socket);
      // In order with the removal, even if the socket is gone at once.
      const written = started
        .then(() => write(socketId, socket))
        .then(() => changed(userId))
        .catch((error) => {
          again();
          ignored(error);
        });
      return () => {
        sockets.delete(socketId);
        void written
          .then(() => remove(socketId, userId))
          .catch((error) => {
            gone.set(socketId, socket);
            ignored(error);
          });
      };
    },

    devices,

    async subscribe(userId) {
      const stream = new PresenceStream(() => devices(userId), log);
      const stopListening = await channels.listen(topics.presence(userId), {
        onMessage: () => void stream.look(),
        onGap: () => void stream.look(),
      });
      stream.onClose(stopListening);
      await stream.look();
      return stream;
    },

    async close() {
      clearInterval(timer);
      await redis.del(processKey(processId)).catch(ignored);
    },
  };
}
