import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { closeRedis, connectRedis } from '../src/infra/redis.js';
import type { RedisRole } from '../src/infra/redis-client.js';
import { redisFromParts, redisFromUrl } from '../src/infra/redis-settings.js';

/** A real Redis user with a password that would need escapes in a URL. */
const PASSWORD = 'pa%41ss@:/x';
const log = pino({ level: 'silent' });
let admin: Redis;
let user: string;
beforeEach(() => {
  admin = new Redis(inject('redisUri'));
  user = `user-${randomUUID()}`;
});
afterEach(async () => {
  await admin.call('ACL', 'DELUSER', user);
  admin.disconnect();
});

async function connectAs(rules: string[], role: RedisRole) {
  await admin.call('ACL', 'SETUSER', user, 'on', `>${PASSWORD}`, ...rules);
  const endpoint = new URL(inject('redisUri')).host;
  const redis = redisFromParts({ endpoint, port: 1, user, password: PASSWORD, tls: false });
  return connectRedis({ redis, startTimeoutMs: 2_000 }, role, log);
}

it.each(['producer', 'publisher', 'subscriber', 'worker', 'limiter'] as const)(
  'connects as %s with an unescaped password',
  async (role) => {
    const redis = await connectAs(['~*', '&*', '+@all'], role);
    expect(await redis.call('ACL', 'WHOAMI')).toBe(user);
    await closeRedis(redis);
  },
);

it.each<[RedisRole, string[], RegExp]>([
  ['subscriber', ['~*', 'resetchannels', '+@all'], /^The Redis user may not subscribe to channels/],
  ['publisher', ['~*', 'resetchannels', '+@all'], /^The Redis user may not publish on channels/],
  ['publisher', ['~bull:*', '&*', '+@all'], /^The Redis user may not write keys/],
  ['producer', ['~*', '&*', '+@all', '-eval', '-evalsha'], /^The Redis user may not run scripts/],
])('reports in one line what a %s is not permitted to do', async (role, rules, line) => {
  await expect(connectAs(rules, role)).rejects.toThrow(line);
});

it('keeps temporary data in a second Redis if there is one', async () => {
  const redis = redisFromUrl(`${inject('redisUri')}/0`);
  const pubsub = redisFromUrl(`${inject('redisUri')}/3`);
  const databases: Record<string, string | undefined> = {};
  for (const role of ['producer', 'worker', 'publisher', 'limiter', 'subscriber'] as const) {
    const client = await connectRedis({ redis, pubsub, startTimeoutMs: 2_000 }, role, log);
    databases[role] = / db=(\d+)/.exec(String(await client.call('CLIENT', 'INFO')))?.[1];
    await closeRedis(client);
  }
  expect(databases).toEqual({ producer: '0', worker: '0', publisher: '3', limiter: '3', subscriber: '3' });
});
