import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { namesRedis } from '../src/config/redis-parts.js';
import { type LocalModel, startModel } from './model/model.js';
import type { ModelSourceOptions } from './model/model-sources.js';
import type { ModelStatus } from './model/model-status.js';
import type { Logger } from './output/log.js';
import { createProgress, type Progress } from './output/progress.js';
import { endOf, type LocalServer } from './process/local-server.js';
import { startMongod } from './stores/mongod.js';
import { startRedis } from './stores/redis.js';

export type ModelSources = Pick<ModelSourceOptions, 'hub' | 'models' | 'servers'>;

export interface ServersOptions {
  /** Servers named here are used; the others are started. */
  env: Record<string, string | undefined>;
  /** The folder for the servers' data. */
  data: string;
  cacheDir: string;
  log: Logger;
  /** Returns the listener for a server's output lines. */
  onLine(name: string): (line: string) => void;
  /** Downloads nothing, and prints what is missing. */
  offline?: boolean | undefined;
  /** Reports each source that is skipped. */
  verbose?: boolean | undefined;
  /** Shows downloads; default: lines to `log`. */
  progress?: Progress | undefined;
  /** Receives the state of the model; null if the environment names one and none is started. */
  status: ModelStatus | null;
  /** Overrides the sources of the model. */
  modelSources?: ModelSources | undefined;
  /** Aborts the start. */
  signal: AbortSignal;
}

export interface ServerEnd {
  reason: string;
  lastLines: string[];
}

export interface Servers {
  mongo: LocalServer | null;
  redis: LocalServer | null;
  /** Resolves when its address is known, possibly after a download. It may still be loading then. */
  model: Promise<LocalModel> | null;
  /** Resolves when MongoDB or Redis exits. */
  exited: Promise<ServerEnd>;
  /** Stops them, MongoDB last. */
  stop(): Promise<void>;
}

/** Time to stop before it is killed, in milliseconds. */
const STOP_LIMITS_MS = { model: 500, redis: 1_000, mongo: 2_000 };
/** When a start is aborted, time for starting servers to stop gracefully, in milliseconds. */
const SETTLE_MS = 2_000;
/** Number of a server's last lines that are shown after it exits. */
const LAST_LINES = 5;

/**
 * Starts MongoDB, Redis and a model concurrently, unless the environment names them. Resolves when MongoDB and Redis are
 * up. The downloads of the model follow theirs.
 */
export async function startServers(options: ServersOptions): Promise<Servers> {
  const { env, data, cacheDir, offline, verbose, log, onLine, signal, status } = options;
  const { progress = createProgress((line) => log.info(line)) } = options;
  const sources = { cacheDir, offline, verbose, progress, log: progress.log };
  const up: { model?: LocalModel; redis?: LocalServer; mongo?: LocalServer } = {};
  const open = async (name: 'mongo' | 'redis', start: () => Promise<LocalServer>) => {
    const server = await start();
    up[name] = server;
    return server;
  };
  const mongo = env.MONGO_URI
    ? null
    : open('mongo', () =>
        startMongod({ ...sources, dataDir: join(data, 'mongo'), onLine: onLine('mongod') }),
      );
  const redis = namesRedis(env)
    ? null
    : open('redis', () => startRedis({ ...sources, dataDir: join(data, 'redis'), onLine: onLine('redis') }));
  const stores = Promise.all([mongo, redis]);
  const model = status && openModel(status);
  // The caller handles the rejection.
  model?.catch(() => {});

  async function openModel(modelStatus: ModelStatus): Promise<LocalModel> {
    const modelPath = env.LOCAL_MODEL_PATH;
    up.model = await startModel({
      ...sources,
      ...options.modelSources,
      ...(modelPath && { modelPath }),
      preferred: env.OPENROUTER_MODEL || undefined,
      small: env.LOCAL_MODEL === 'small',
      progress: modelStatus.watching(progress),
      downloadsAfter: stores,
      onLine: onLine('model'),
      logger: log,
      onChange: (ready) => modelStatus.set({ state: ready ? 'ready' : 'loading' }),
    });
    modelStatus.set({ state: 'loading' });
    void up.model.loaded.then(() => modelStatus.set({ state: 'ready' })).catch(() => {});
    return up.model;
  }

  const stop = async () => {
    await up.model?.stop(STOP_LIMITS_MS.model);
    // The next start resumes the download.
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

/** The promise's result, or a rejection with the signal's reason if it is aborted first. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
