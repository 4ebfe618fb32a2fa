import { Redis, type RedisOptions } from 'ioredis';
import type { RedisSettings } from '../env.js';
import type { Logger } from './logger.js';
import { StartError } from './start-error.js';

/**
 * What a connection is for; each role has its own, because each must behave otherwise while Redis is away.
 * - `producer`: adds to the queue for a person who waits, so it fails at once
 * - `worker`: blocks on the queue, so it waits for ever
 * - `publisher`: tells of what MongoDB already keeps, so it may fail at once
 * - `subscriber`: holds channels, which ioredis takes up again after an outage, so it waits for ever
 */
export type RedisRole = 'producer' | 'worker' | 'publisher' | 'subscriber';

const FAIL_FAST: RedisOptions = { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 2_000 };
const WAIT_FOR_EVER: RedisOptions = { maxRetriesPerRequest: null };

const OPTIONS: Record<RedisRole, RedisOptions> = {
  producer: FAIL_FAST,
  publisher: FAIL_FAST,
  worker: WAIT_FOR_EVER,
  subscriber: WAIT_FOR_EVER,
};

/**
 * Opens a connection for one role and waits until it is ready.
 * @throws StartError with one line when Redis cannot be reached
 */
export async function connectRedis(settings: RedisSettings, role: RedisRole, log: Logger): Promise<Redis> {
  const redis = new Redis(settings.url, {
    ...OPTIONS[role],
    connectionName: `smart-content-${role}`,
    connectTimeout: 4_000,
    lazyConnect: true,
    retryStrategy: (times) => Math.min(times * 100, 2_000),
  });
  // Without a listener ioredis prints each failure; with one that logs every retry an outage floods the log.
  let away = false;
  redis.on('error', (error) => {
    if (!away) log.warn({ role, error: error.message }, 'Redis is away');
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info({ role }, 'Redis is back');
    away = false;
  });
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    throw new StartError(`Redis cannot be reached at REDIS_URL: ${(error as Error).message}`, {
      cause: error,
    });
  }
  return redis;
}

/** Closes a connection politely where Redis answers, and at once where it doesn't. Never throws. */
export async function closeRedis(redis: Redis): Promise<void> {
  try {
    if (redis.status === 'ready') await redis.quit();
  } catch {
    // Redis went away in between: disconnect() below is what is left to do.
  }
  redis.disconnect();
}

/** Warns of a Redis that throws keys away when it is full: with them it would lose jobs. */
export async function warnOfEviction(redis: Redis, log: Logger): Promise<void> {
  const policy = /maxmemory_policy:(\S+)/.exec(await redis.info('memory'))?.[1];
  if (policy && policy !== 'noeviction') {
    log.warn(
      { policy },
      'Redis evicts keys when it is full: set maxmemory-policy noeviction, or it may lose jobs',
    );
  }
}
