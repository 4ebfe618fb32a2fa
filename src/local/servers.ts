import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endOf, type LocalServer } from './local-server.js';
import type { Logger } from './log.js';
import { type LocalModel, startModel } from './model.js';
import { startMongod } from './mongod.js';
import { createProgress, type Progress } from './progress.js';
import { startRedis } from './redis.js';

export interface ServersOptions {
  /** What is named here is used; only what isn't is started. */
  env: Record<string, string | undefined>;
  /** Where servers keep their data. */
  data: string;
  cacheDir: string;
  log: Logger;
  /** What takes the lines that a server prints. */
  onLine(name: string): (line: string) => void;
  /** Downloads nothing, and says what is missing. */
  offline?: boolean | undefined;
  /** Tells of every place that a server was looked for at. */
  verbose?: boolean | undefined;
  /** Shows downloads; by lines to `log` by default. */
  progress?: Progress | undefined;
  /** Gives the start up. */
  signal: AbortSignal;
}

export interface ServerEnd {
  reason: string;
  lastLines: string[];
}

export interface Servers {
  mongo: LocalServer | null;
  redis: LocalServer | null;
  /** It may still be loading. */
  model: LocalModel | null;
  /** Resolves when one of them has ended. */
  exited: Promise<ServerEnd>;
  /** Ends them, the one that holds the truth last. */
  stop(): Promise<void>;
}

/** Each may take this long to end, in ms, before it is ended by force. */
const STOP_LIMITS_MS = { model: 500, redis: 1_000, mongo: 2_000 };
/** Who is just starting when the start is given up has this long to be ended in order, in ms. */
const SETTLE_MS = 2_000;
/** Of what a server said before it ended so many lines are shown. */
const LAST_LINES = 5;

/** Brings up, all at the same time, MongoDB, Redis and a model where the environment names none. */
export async function startServers(options: ServersOptions): Promise<Servers> {
  const { env, data, cacheDir, offline, verbose, log, onLine, signal } = options;
  const { progress = createProgress((line) => log.info(line)) } = options;
  const sources = { cacheDir, offline, verbose, progress, log: progress.log };
  const up: { model?: LocalServer; redis?: LocalServer; mongo?: LocalServer } = {};
  const bring = async <S extends LocalServer>(name: keyof typeof up, start: () => Promise<S>) => {
    const server = await start();
    up[name] = server;
    return server;
  };
  const stop = async () => {
    for (const name of ['model', 'redis', 'mongo'] as const) await up[name]?.stop(STOP_LIMITS_MS[name]);
  };

  const mongo = env.MONGO_URI
    ? null
    : bring('mongo', () =>
        startMongod({ ...sources, dataDir: join(data, 'mongo'), onLine: onLine('mongod') }),
      );
  const redis =
    env.REDIS_URL || env.REDIS_ENDPOINT
      ? null
      : bring('redis', () =>
          startRedis({ ...sources, dataDir: join(data, 'redis'), onLine: onLine('redis') }),
        );
  const modelPath = env.LOCAL_MODEL_PATH;
  const wanted = { preferred: env.OPENROUTER_MODEL || undefined, small: env.LOCAL_MODEL === 'small' };
  const model =
    env.OPENROUTER_KEY || env.BASE_URL
      ? null
      : bring('model', () =>
          startModel({ ...sources, ...wanted, ...(modelPath && { modelPath }), onLine: onLine('model') }),
        );
  const starting = [mongo, redis, model] as const;
  try {
    const [mongoUp, redisUp, modelUp] = await orAborted(Promise.all(starting), signal);
    const exited = Promise.race(
      Object.values(up).map(async ({ source, exited: ended }) => {
        const exit = await ended;
        return { reason: endOf(source, exit), lastLines: exit.lastLines.slice(-LAST_LINES) };
      }),
    );
    return { mongo: mongoUp, redis: redisUp, model: modelUp, exited, stop };
  } catch (error) {
    await Promise.race([Promise.allSettled(starting), delay(SETTLE_MS)]);
    await stop();
    throw error;
  }
}

/** What the promise gives, or at once the signal's reason where it is aborted first. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
