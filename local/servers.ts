import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endOf, type LocalServer } from './local-server.js';
import type { Logger } from './log.js';
import { type LocalModel, startModel } from './model.js';
import type { ModelSourceOptions } from './model-sources.js';
import type { ModelStatus } from './model-status.js';
import { startMongod } from './mongod.js';
import { createProgress, type Progress } from './progress.js';
import { startRedis } from './redis.js';

export type ModelSources = Pick<ModelSourceOptions, 'hub' | 'models' | 'servers'>;

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
  /** Kept up to date with the model; null where the environment names one, and none is started. */
  status: ModelStatus | null;
  /** Where the model comes from, if not from where it usually does. */
  modelSources?: ModelSources | undefined;
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
  /** Resolves when its address is known, which may take as long as a download; it may still be loading then. */
  model: Promise<LocalModel> | null;
  /** Resolves when MongoDB or Redis has ended. */
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

/**
 * Brings up, all at the same time, MongoDB, Redis and a model where the environment names none. Resolves when MongoDB
 * and Redis are up; what the model needs is downloaded after what they need.
 */
export async function startServers(options: ServersOptions): Promise<Servers> {
  const { env, data, cacheDir, offline, verbose, log, onLine, signal, status } = options;
  const { progress = createProgress((line) => log.info(line)) } = options;
  const sources = { cacheDir, offline, verbose, progress, log: progress.log };
  const up: { model?: LocalModel; redis?: LocalServer; mongo?: LocalServer } = {};
  const bring = async (name: 'mongo' | 'redis', start: () => Promise<LocalServer>) => {
    const server = await start();
    up[name] = server;
    return server;
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
  const stores = Promise.all([mongo, redis]);
  const model = status && bringModel(status);
  // Whoever takes the promise hears of it.
  model?.catch(() => {});

  async function bringModel(told: ModelStatus): Promise<LocalModel> {
    const modelPath = env.LOCAL_MODEL_PATH;
    up.model = await startModel({
      ...sources,
      ...options.modelSources,
      ...(modelPath && { modelPath }),
      preferred: env.OPENROUTER_MODEL || undefined,
      small: env.LOCAL_MODEL === 'small',
      progress: told.watching(progress),
      downloadsAfter: stores,
      onLine: onLine('model'),
      logger: log,
      onChange: (ready) => told.set({ state: ready ? 'ready' : 'loading' }),
    });
    told.set({ state: 'loading' });
    void up.model.loaded.then(() => told.set({ state: 'ready' })).catch(() => {});
    return up.model;
  }

  const stop = async () => {
    await up.model?.stop(STOP_LIMITS_MS.model);
    // What is downloaded until then is of use to the next start.
    if (!up.model) void model?.then((late) => late.stop(STOP_LIMITS_MS.model)).catch(() => {});
    for (const name of ['redis', 'mongo'] as const) await up[name]?.stop(STOP_LIMITS_MS[name]);
  };
  try {
    const modelFault = new Promise<never>((_resolve, reject) => void model?.catch(reject));
    const [mongoUp, redisUp] = await orAborted(Promise.race([stores, modelFault]), signal);
    const exited = Promise.race(
      [mongoUp, redisUp]
        .filter((server) => server !== null)
        .map(async ({ source, exited: ended }) => {
          const exit = await ended;
          return { reason: endOf(source, exit), lastLines: exit.lastLines.slice(-LAST_LINES) };
        }),
    );
    return { mongo: mongoUp, redis: redisUp, model, exited, stop };
  } catch (error) {
    await Promise.race([Promise.allSettled([mongo, redis, model]), delay(SETTLE_MS)]);
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
