import { Cluster, Redis } from 'ioredis';
import type { Logger } from './logger.js';
import { type RedisClient, type RedisRole, redisClient } from './redis-client.js';
import type { RedisSettings } from './redis-settings.js';
import { StartError } from './start-error.js';
import { waitForServer } from './wait.js';

/** These roles use the Redis of `pubsub`, where it is set: what they store and send may be lost. */
const SHORT_LIVED: ReadonlySet<RedisRole> = new Set(['publisher', 'limiter', 'subscriber']);

interface ConnectSettings {
  redis: RedisSettings;
  pubsub?: RedisSettings | null;
  startTimeoutMs: number;
}

/**
 * Opens a connection for one role and waits until it is ready.
 * @throws StartError with one line when Redis cannot be reached
 */
export function connectRedis(settings: ConnectSettings, role: 'subscriber', log: Logger): Promise<Redis>;
export function connectRedis(settings: ConnectSettings, role: RedisRole, log: Logger): Promise<RedisClient>;
export function connectRedis(settings: ConnectSettings, role: RedisRole, log: Logger): Promise<RedisClient> {
  const named = (SHORT_LIVED.has(role) && settings.pubsub) || settings.redis;
  const server = { name: 'Redis', setting: named.setting, limitMs: settings.startTimeoutMs, log };
  return waitForServer(server, isRefusal, async () => {
    const redis = redisClient(named, role);
    // Without a listener ioredis prints each error; logging each retry would flood the log.
    let connected = false;
    let away = false;
    let cause: Error | undefined;
    redis.on('error', (error) => {
      cause = error;
      if (!away && connected) log.warn({ role, error: error.message }, 'Redis is away');
      away = true;
    });
    redis.on('ready', () => {
      if (away && connected) log.info({ role }, 'Redis is back');
      away = false;
    });
    try {
      await redis.connect();
    } catch (error) {
      redis.disconnect();
      // connect() often reports only that the connection is closed.
      throw cause ?? error;
    }
    connected = true;
    try {
      await checkRights(redis, role);
    } catch (error) {
      redis.disconnect();
      throw error;
    }
    return redis;
  });
}

/** A server that refuses the connection, or whose certificate is not trusted. */
const isRefusal = (error: Error & { code?: string }) =>
  /NOAUTH|WRONGPASS|NOPERM|ERR /.test(error.message) ||
  /CERT|SELF_SIGNED|UNABLE_TO_|^ERR_TLS|^ERR_SSL/.test(error.code ?? '');

/** Names like those in use, which nothing listens to. */
const TRIED = { channel: 'events:rights', key: 'text:rights', queueKey: 'bull:rights' };

/** The permissions that a role needs of the Redis user, tried where it would fail later and silently. */
const RIGHTS: Partial<
  Record<RedisRole, [what: string, attempt: (redis: RedisClient) => Promise<unknown>][]>
> = {
  publisher: [
    ['publish on channels (+publish, &*)', (redis) => redis.publish(TRIED.channel, '')],
    ['write keys (~*)', (redis) => redis.set(TRIED.key, '', 'PX', 1)],
  ],
  producer: [
    ['write keys (~*)', (redis) => redis.set(TRIED.queueKey, '', 'PX', 1)],
    ['run scripts (+eval, +evalsha)', (redis) => redis.eval('return 1', 0)],
    ['publish on channels (+publish, &*)', (redis) => redis.publish(TRIED.channel, '')],
  ],
  subscriber: [
    [
      'subscribe to channels (+subscribe, &*)',
      async (redis) => {
        await redis.subscribe(TRIED.channel);
        await redis.unsubscribe(TRIED.channel);
      },
    ],
  ],
};

/** The permissions that the Redis user lacks for a role, in words. */
export async function missingRights(redis: RedisClient, role: RedisRole): Promise<string[]> {
  const missing: string[] = [];
  for (const [what, attempt] of RIGHTS[role] ?? []) {
    try {
      await attempt(redis);
    } catch (error) {
      if (!/^NOPERM/.test((error as Error).message)) throw error;
      missing.push(what);
    }
  }
  return missing;
}

async function checkRights(redis: RedisClient, role: RedisRole): Promise<void> {
  const missing = await missingRights(redis, role);
  if (missing.length === 0) return;
  throw new StartError(`The Redis user may not ${missing.join(', nor ')}: grant it that (ACL SETUSER)`);
}

/** Closes a connection, with QUIT if Redis answers. Never throws. */
export async function closeRedis(redis: RedisClient): Promise<void> {
  try {
    if (redis.status === 'ready') await redis.quit();
  } catch {
    // Redis went away in between.
  }
  redis.disconnect();
}

/** Whether Redis answers a ping now, on a connection that fails at once. */
export async function redisAnswers(redis: RedisClient): Promise<boolean> {
  try {
    // Any node of a cluster answers a ping, also while others are away.
    if (redis instanceof Cluster) return (await redis.cluster('INFO')).includes('cluster_state:ok');
    await redis.ping();
    return true;
  } catch {
    return false;
  }
}

/**
 * A Redis that evicts keys when it is full would lose jobs and the locks of running jobs.
 * @throws StartError with one line if its policy is not noeviction
 */
export async function refuseEviction(
  redis: RedisClient,
  { setting }: Pick<RedisSettings, 'setting'>,
): Promise<void> {
  const nodes = redis instanceof Cluster ? redis.nodes('master') : [redis];
  const policies = await Promise.all(nodes.map(evictionPolicy));
  const policy = policies.find((found) => found !== null && found !== 'noeviction');
  if (policy === undefined) return;
  throw new StartError(
    `The Redis at ${setting} evicts keys when it is full (maxmemory-policy ${policy}), and jobs with them: set maxmemory-policy noeviction`,
  );
}

/** Redis's maxmemory-policy; null if it does not report it. */
export async function evictionPolicy(redis: RedisClient): Promise<string | null> {
  return /maxmemory_policy:(\S+)/.exec(await redis.info('memory'))?.[1] ?? null;
}
