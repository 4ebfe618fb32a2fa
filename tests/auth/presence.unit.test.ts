import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Channels } from '../../src/infra/channels.js';
import type { Logger } from '../../src/infra/logger.js';
import type { RedisClient } from '../../src/infra/redis-client.js';
import { createPresence, type PresenceService } from '../../src/modules/presence/presence.service.js';

const BEAT_MS = 2_000;
const USER = 'u1';

/** As much of a Redis as presence uses. While it is away it forgets nothing. */
function playRedis() {
  const hashes = new Map<string, Map<string, string>>();
  const hashOf = (key: string) => hashes.get(key) ?? hashes.set(key, new Map()).get(key) ?? new Map();
  const values = new Map<string, string>();
  const redis = {
    away: false,
    /** Runs before fields are removed. */
    beforeRemoval: async () => {},
    async there<T>(command: () => T): Promise<T> {
      if (redis.away) throw new Error('Redis is away');
      return command();
    },
    exists: (key: string) => redis.there(() => Number(values.has(key))),
    set: (key: string, value: string) => redis.there(() => values.set(key, value)),
    del: (key: string) => redis.there(() => values.delete(key)),
    publish: () => redis.there(() => 1),
    hgetall: (key: string) => redis.there(() => Object.fromEntries(hashOf(key))),
    async hdel(key: string, ...fields: string[]) {
      await redis.beforeRemoval();
      return redis.there(() => fields.map((field) => hashOf(key).delete(field)));
    },
    multi: () => {
      const commands: (() => void)[] = [];
      const transaction = {
        hset(key: string, field: string, value: string) {
          commands.push(() => hashOf(key).set(field, value));
          return transaction;
        },
        pexpire: () => transaction,
        exec: () => redis.there(() => commands.map((command) => command())),
      };
      return transaction;
    },
    /** As after the death of its process, or after an outage longer than the key lives. */
    expire: () => values.clear(),
  };
  return redis;
}

const log = { debug() {} } as unknown as Logger;
const open = (redis: ReturnType<typeof playRedis>) =>
  createPresence({ redis: redis as unknown as RedisClient, channels: {} as Channels, log });
const device = { sessionId: 's1', userAgent: null };
const idsOf = async (presence: PresenceService) =>
  (await presence.devices(USER)).map(({ sessionId }) => sessionId);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('a device that connects or leaves while Redis is away for a moment is there, or gone, at a later beat', async () => {
  const redis = playRedis();
  const presence = open(redis);
  await vi.advanceTimersByTimeAsync(3 * BEAT_MS);
  redis.away = true;
  const leave = presence.connect(USER, device);
  await vi.advanceTimersByTimeAsync(BEAT_MS / 2);
  redis.away = false;
  expect(await idsOf(presence)).toEqual([]);
  await vi.advanceTimersByTimeAsync(BEAT_MS);
  expect(await idsOf(presence)).toEqual(['s1']);

  redis.away = true;
  leave();
  await vi.advanceTimersByTimeAsync(BEAT_MS / 2);
  redis.away = false;
  expect(await idsOf(presence)).toEqual(['s1']);
  await vi.advanceTimersByTimeAsync(BEAT_MS);
  expect(await idsOf(presence)).toEqual([]);
  await presence.close();
});

it('a device stays that another process removes while its own is back from the dead', async () => {
  const redis = playRedis();
  const [own, other] = [open(redis), open(redis)];
  await vi.advanceTimersByTimeAsync(BEAT_MS);
  own.connect(USER, device);
  await vi.advanceTimersByTimeAsync(3 * BEAT_MS);
  redis.expire();
  // The other one has seen that the key is gone, and removes after the first beat has written again.
  redis.beforeRemoval = () => new Promise((resolve) => setTimeout(resolve, BEAT_MS));
  const looking = other.devices(USER);
  await vi.advanceTimersByTimeAsync(2.5 * BEAT_MS);
  await looking;
  expect(await idsOf(own)).toEqual(['s1']);
  await Promise.all([own.close(), other.close()]);
});
