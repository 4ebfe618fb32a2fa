import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endOf } from './local-server.js';
import { startModel } from './model.js';
import { startMongod } from './mongod.js';
import { createProgress } from './progress.js';
import { startRedis } from './redis.js';
/** Each may take this long to end, in ms, before it is ended by force. */
const STOP_LIMITS_MS = { model: 500, redis: 1_000, mongo: 2_000 };
/** Who is just starting when the start is given up has this long to be ended in order, in ms. */
const SETTLE_MS = 2_000;
/** Of what a server said before it ended so many lines are shown. */
const LAST_LINES = 5;
/** Brings up, all at the same time, MongoDB, Redis and a model where the environment names none. */
export async function startServers(options) {
    const { env, data, cacheDir, offline, verbose, log, onLine, signal } = options;
    const { progress = createProgress((line) => log.info(line)) } = options;
    const sources = { cacheDir, offline, verbose, progress, log: progress.log };
    const up = {};
    const bring = async (name, start) => {
        const server = await start();
        up[name] = server;
        return server;
    };
    const stop = async () => {
        for (const name of ['model', 'redis', 'mongo'])
            await up[name]?.stop(STOP_LIMITS_MS[name]);
    };
    const mongo = env.MONGO_URI
        ? null
        : bring('mongo', () => startMongod({ ...sources, dataDir: join(data, 'mongo'), onLine: onLine('mongod') }));
    const redis = env.REDIS_URL || env.REDIS_ENDPOINT
        ? null
        : bring('redis', () => startRedis({ ...sources, dataDir: join(data, 'redis'), onLine: onLine('redis') }));
    const modelPath = env.LOCAL_MODEL_PATH;
    const wanted = { preferred: env.OPENROUTER_MODEL || undefined };
    const model = env.OPENROUTER_KEY || env.BASE_URL
        ? null
        : bring('model', () => startModel({ ...sources, ...wanted, ...(modelPath && { modelPath }), onLine: onLine('model') }));
    const starting = [mongo, redis, model];
    try {
        const [mongoUp, redisUp, modelUp] = await orAborted(Promise.all(starting), signal);
        const exited = Promise.race(Object.values(up).map(async ({ source, exited: ended }) => {
            const exit = await ended;
            return { reason: endOf(source, exit), lastLines: exit.lastLines.slice(-LAST_LINES) };
        }));
        return { mongo: mongoUp, redis: redisUp, model: modelUp, exited, stop };
    }
    catch (error) {
        await Promise.race([Promise.allSettled(starting), delay(SETTLE_MS)]);
        await stop();
        throw error;
    }
}
/** What the promise gives, or at once the signal's reason where it is aborted first. */
export function orAborted(promise, signal) {
    return new Promise((resolve, reject) => {
        const abort = () => reject(signal.reason);
        if (signal.aborted)
            abort();
        signal.addEventListener('abort', abort, { once: true });
        promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
    });
}
//# sourceMappingURL=servers.js.map