import { Cluster } from 'ioredis';
import mongoose from 'mongoose';
import { evictionPolicy, missingRights } from '../../src/infra/redis.js';
import { type RedisClient, redisClient } from '../../src/infra/redis-client.js';
import type { RedisSettings } from '../../src/infra/redis-settings.js';
import { type Check, ill, orIll, well } from './check.js';

/** A server that does not respond within this time, in milliseconds, is down. */
const ANSWER_LIMIT_MS = 4_000;
/** A larger difference of clocks, in milliseconds, makes delays and session ends visibly wrong. */
const CLOCK_LIMIT_MS = 1_000;

/** A server to check, and where it comes from. */
export interface Store {
  uri: string;
  source: string;
}

export interface RedisStore {
  redis: RedisSettings;
  source: string;
}

export function checkMongo({ uri, source }: Store): Promise<Check[]> {
  const remedy = 'check that MongoDB runs and that MONGO_URI names it, or unset it: npm start brings its own';
  return orIll('MongoDB', remedy, async () => {
    const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: ANSWER_LIMIT_MS });
    try {
      const admin = client.db('admin');
      await admin.command({ ping: 1 });
      const { version } = await admin.command({ buildInfo: 1 });
      const [asked, hello] = await timed(() => admin.command({ hello: 1 }));
      const hosts = client.options.hosts.map(String).join(', ');
      return [
        well('MongoDB', `${version} at ${hosts}, ${source}`),
        hello.setName || hello.msg === 'isdbgrid'
          ? well('Replica set', hello.setName ?? 'a sharded cluster')
          : ill(
              'Replica set',
              'none: a standalone server has no transactions',
              'start it with --replSet rs0 and run rs.initiate() once',
            ),
        checkClock('MongoDB', asked, hello.localTime.getTime()),
      ];
    } finally {
      await client.close();
    }
  });
}

export function checkRedis({ redis: settings, source }: RedisStore): Promise<Check[]> {
  const { setting, address } = settings;
  const remedy = `check that Redis runs and that ${setting} names it, or unset it: npm start brings its own`;
  return orIll('Redis', remedy, async () => {
    const redis = redisClient(settings, 'producer');
    // The failing command reports it; without a listener it would also be printed.
    let cause: Error | undefined;
    redis.on('error', (error) => {
      cause ??= error;
    });
    try {
      await redis.connect().catch((error) => Promise.reject(cause ?? error));
      const [node = redis] = redis instanceof Cluster ? redis.nodes('master') : [];
      const version = /redis_version:(\S+)/.exec(await node.info('server'))?.[1] ?? 'of an unknown version';
      const policy = await evictionPolicy(node);
      const [asked, [seconds = 0, microseconds = 0]] = await timed(() => node.time());
      return [
        well('Redis', `${version} at ${address}, ${source}`),
        await checkRights(redis),
        policy === null || policy === 'noeviction'
          ? well('Eviction', policy ?? 'not reported by this server')
          : ill(
              'Eviction',
              `${policy}: jobs are lost when memory is full`,
              'set maxmemory-policy noeviction (redis-cli CONFIG SET, and in its configuration file)',
            ),
        checkClock('Redis', asked, seconds * 1_000 + microseconds / 1_000),
      ];
    } finally {
      redis.disconnect();
    }
  });
}

/** Checks the rights of all roles. */
async function checkRights(redis: RedisClient): Promise<Check> {
  const missing = new Set<string>();
  for (const role of ['publisher', 'producer', 'subscriber'] as const) {
    for (const right of await missingRights(redis, role)) missing.add(right);
  }
  if (missing.size === 0) return well('Redis user', 'has all required rights');
  return ill('Redis user', `lacks rights: ${[...missing].join(', ')}`, 'grant them (ACL SETUSER)');
}

/** The answer, and our time halfway between request and answer. */
async function timed<T>(ask: () => Promise<T>): Promise<[number, T]> {
  const begin = Date.now();
  const answer = await ask();
  return [(begin + Date.now()) / 2, answer];
}

function checkClock(server: string, ours: number, theirs: number): Check {
  const name = `Clock of ${server}`;
  const difference = Math.round(theirs - ours);
  if (Math.abs(difference) <= CLOCK_LIMIT_MS) return well(name, `${Math.abs(difference)} ms from ours`);
  const seconds = (Math.abs(difference) / 1_000).toFixed(1);
  const found = `${seconds} s ${difference > 0 ? 'ahead of' : 'behind'} ours`;
  return ill(name, found, 'synchronize the clocks of both machines with NTP (timedatectl set-ntp true)');
}
