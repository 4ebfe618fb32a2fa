import { Redis } from 'ioredis';
import { StartError } from './start-error.js';
import { waitForServer } from './wait.js';
// `socketTimeout`: a command that is not answered for so long is the sign of a connection that was cut without a word.
const FAIL_FAST = {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 2_000,
    socketTimeout: 3_000,
};
const OPTIONS = {
    producer: FAIL_FAST,
    publisher: FAIL_FAST,
    limiter: { ...FAIL_FAST, commandTimeout: 1_000 },
    // BullMQ blocks on the queue for up to 10 s at a time.
    worker: { maxRetriesPerRequest: null, socketTimeout: 20_000 },
    subscriber: { maxRetriesPerRequest: null, socketTimeout: 10_000 },
};
/**
 * Opens a connection for one role and waits until it is ready.
 * @throws StartError with one line when Redis cannot be reached
 */
export function connectRedis(settings, role, log) {
    const server = { name: 'Redis', setting: 'REDIS_URL', limitMs: settings.startTimeoutMs, log };
    return waitForServer(server, isRefusal, async () => {
        const redis = new Redis(settings.redis.url, {
            ...OPTIONS[role],
            connectionName: `smart-content-${role}`,
            connectTimeout: 4_000,
            lazyConnect: true,
            retryStrategy: (times) => Math.min(times * 100, 2_000),
        });
        // Without a listener ioredis prints each failure; with one that logs every retry an outage floods the log.
        let connected = false;
        let away = false;
        let cause;
        redis.on('error', (error) => {
            cause = error;
            if (!away && connected)
                log.warn({ role, error: error.message }, 'Redis is away');
            away = true;
        });
        redis.on('ready', () => {
            if (away && connected)
                log.info({ role }, 'Redis is back');
            away = false;
        });
        try {
            await redis.connect();
        }
        catch (error) {
            redis.disconnect();
            // connect() itself often knows no more than that the connection is closed.
            throw cause ?? error;
        }
        connected = true;
        return redis;
    });
}
/** A server that is there and says no. */
const isRefusal = (error) => /NOAUTH|WRONGPASS|NOPERM|ERR /.test(error.message);
/** Closes a connection politely where Redis answers, and at once where it doesn't. Never throws. */
export async function closeRedis(redis) {
    try {
        if (redis.status === 'ready')
            await redis.quit();
    }
    catch {
        // Redis went away in between: disconnect() below is what is left to do.
    }
    redis.disconnect();
}
/** Whether Redis answers, asked now, on a connection that fails at once. */
export async function redisAnswers(redis) {
    try {
        await redis.ping();
        return true;
    }
    catch {
        return false;
    }
}
/**
 * A Redis that throws keys away when it is full would lose jobs, and the locks of those that run.
 * @throws StartError with one line where its policy is another one than noeviction
 */
export async function refuseEviction(redis) {
    const policy = await evictionPolicy(redis);
    if (policy === null || policy === 'noeviction')
        return;
    throw new StartError(`The Redis at REDIS_URL evicts keys when it is full (maxmemory-policy ${policy}), and jobs with them: set maxmemory-policy noeviction`);
}
/** What Redis does when its memory is full; null where it doesn't say. */
export async function evictionPolicy(redis) {
    return /maxmemory_policy:(\S+)/.exec(await redis.info('memory'))?.[1] ?? null;
}
//# sourceMappingURL=redis.js.map