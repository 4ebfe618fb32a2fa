import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { defaultCacheDir } from './downloads/paths.js';
import type { LocalModel } from './model/model.js';
import { openModelStatus } from './model/model-status.js';
import type { Logger } from './output/log.js';
import type { Progress } from './output/progress.js';
import { claimInstance } from './process/instance.js';
import { type KeptProcess, keepRunning } from './process/kept-process.js';
import { freePort } from './process/run.js';
import { type ModelSources, orAborted, type ServerEnd, startServers } from './servers.js';
import { readSettings, tryNamedServers } from './stores/named-servers.js';

export type LocalEnv = Record<string, string | undefined>;

export interface LocalModeOptions {
  /** The checkout. Its build runs, and its `.data/` holds the data. */
  root: string;
  /** Servers named here are used; the others are started. */
  env: LocalEnv;
  log: Logger;
  /** Returns the listener for a child's output lines. */
  onLine(name: string): (line: string) => void;
  /** Downloads nothing, and prints what is missing. */
  offline?: boolean | undefined;
  /** Reports each source that is skipped. */
  verbose?: boolean | undefined;
  /** Shows downloads; default: lines to `log`. */
  progress?: Progress | undefined;
  /** Overrides the sources of the model. */
  modelSources?: ModelSources;
  /** Whether a compiler rewrites `dist` meanwhile: the modules run, and not the bundle of them. */
  watched?: boolean;
  /** Aborts the start: running parts stop in order, and the promise rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** What runs, for the user; for a model that is not ready, its progress. */
export interface LocalModeParts {
  api: string;
  mongodb: string;
  redis: string;
  model: string;
}

export interface LocalMode {
  /** The GraphQL endpoint. */
  url: string;
  parts(): LocalModeParts;
  /** Resolves when jobs run: when the model is ready, possibly after its download. */
  working: Promise<void>;
  /** Resolves with the reason when a part that cannot be restarted exits or is not available. */
  exited: Promise<ServerEnd>;
  /** Restarts the API and the worker from the current build. */
  restart(): Promise<void>;
  /** Stops everything within 10 s: first the API and the worker, then the servers. */
  stop(): Promise<void>;
}

/** The worker's settings for the model. */
function settingsFor({ uri, name, own }: LocalModel, env: LocalEnv): Record<string, string> {
  const address = { BASE_URL: uri, OPENROUTER_MODEL: name, OPENROUTER_MODELS: '' };
  if (!own) return address;
  // Our server supports a grammar and writes one text at a time. More concurrent attempts would time out in its queue.
  return { ...address, MODEL_GRAMMAR: 'on', WORKER_CONCURRENCY: env.WORKER_CONCURRENCY || '1' };
}

const DEFAULT_PORT = 4_000;
/** Most of the 10 s are for a worker with a running job. */
const STOP_LIMIT_MS = 6_000;
/** How long `Ready` waits for a loading model once the API is up, in milliseconds. */
const MODEL_LOAD_WAIT_MS = 10_000;

/**
 * Starts MongoDB, Redis and a model, unless the environment names them, then the API and the worker. It resolves while
 * the model is still downloading: the API accepts jobs, and the worker starts when the model is ready.
 */
export async function startLocalMode(options: LocalModeOptions): Promise<LocalMode> {
  const { root, env, log, onLine, watched = false, signal = new AbortController().signal } = options;
  const data = join(root, '.data');
  readSettings(env);
  await mkdir(data, { recursive: true });
  const instance = await claimInstance(root);
  let stopped = false;
  // In the order of opening; closed in reverse.
  const opened: (() => Promise<void>)[] = [instance.release];
  const stop = async () => {
    stopped = true;
    for (const close of opened.splice(0).reverse()) await close();
  };
  try {
    if (env.PORT) await choosePort(env);
    await orAborted(tryNamedServers(env, log), signal);
    const named = env.OPENROUTER_KEY || env.BASE_URL;
    const status = named ? null : await openModelStatus(join(data, 'model-status.json'));
    if (status) opened.push(status.close);
    const servers = await startServers({
      ...options,
      data,
      cacheDir: defaultCacheDir(env),
      status,
      signal,
    });
    opened.push(servers.stop);
    const { mongo, redis, model } = servers;
    const addresses: Record<string, string> = {
      ...(mongo && { MONGO_URI: mongo.uri }),
      ...(redis && { REDIS_URL: redis.uri }),
    };
    const childEnv: LocalEnv = {
      ...env,
      JWT_SECRET: env.JWT_SECRET || (await keptSecret(join(data, 'jwt-secret'))),
      WEBHOOK_KEY: env.WEBHOOK_KEY || (await keptSecret(join(data, 'webhook-key'))),
      HOST: env.HOST || 'localhost',
      ...(status && { MODEL_STATUS_FILE: status.file }),
    };
    const keep = (name: 'api' | 'worker', more: LocalEnv = {}) =>
      keepRunning({
        name,
        file: join(root, watched ? 'dist' : 'dist/bundle', `${name}.js`),
        env: { ...childEnv, ...addresses, ...more },
        log,
        onLine: onLine(name),
        stopLimitMs: STOP_LIMIT_MS,
      });
    const parts: LocalModeParts = {
      api: '',
      mongodb: mongo ? `${mongo.source}, port ${mongo.port}` : 'as MONGO_URI says',
      redis: redis ? `${redis.source}, port ${redis.port}` : 'as the environment says',
      model: `${env.OPENROUTER_MODELS || env.OPENROUTER_MODEL || 'openai/gpt-3.5-turbo'} as the environment says`,
    };
    // Chosen late: during the downloads another checkout may have taken it.
    let port = await choosePort(env);
    let api = keep('api', { PORT: String(port) });
    let worker: KeptProcess | undefined;
    opened.push(async () => {
      await Promise.all([api.stop(), worker?.stop()]);
    });
    /** The worker starts as soon as the model's address is known, while the model is loading. */
    const startWorker = async (): Promise<void> => {
      const found = await model;
      if (stopped) return;
      if (found) Object.assign(addresses, settingsFor(found, env));
      worker = keep('worker');
      await Promise.all([worker.ready, found?.loaded]);
      if (found) parts.model = found.source;
    };
    const working = startWorker();
    const modelFault = working.then(
      () => new Promise<never>(() => {}),
      ({ message: reason }: Error): ServerEnd => ({ reason, lastLines: [] }),
    );
    const exited = Promise.race([servers.exited, modelFault]);
    for (;;) {
      const waited = api.ready.then(() => delay(MODEL_LOAD_WAIT_MS, undefined, { ref: false }));
      const enough = Promise.race(status ? [working, status.fetching, waited] : [working]);
      const ended = exited.then(({ reason }) => Promise.reject(new Error(reason)));
      const ready = Promise.race([Promise.all([enough, api.ready]), ended]);
      const fault = await faultOf(orAborted(ready, signal));
      if (!fault) break;
      // Another checkout took the port after it was checked.
      if (env.PORT || signal.aborted || !/in use/.test(fault.message)) throw fault;
      port = await choosePort(env, port + 1);
      api = keep('api', { PORT: String(port) });
    }
    if (!env.PORT && port !== DEFAULT_PORT) log.info(`Port ${DEFAULT_PORT} is in use: the API uses ${port}`);
    const url = `http://localhost:${port}/graphql`;
    parts.api = url;
    await instance.announce({ url, env: addresses });
    let done = false;
    void working.then(
      async () => {
        done = true;
        if (!stopped) await instance.announce({ url, env: addresses });
      },
      () => {},
    );
    return {
      url,
      parts: () => (done || !status ? parts : { ...parts, model: status.words() }),
      working,
      exited,
      restart: async () => {
        await Promise.all([api.restart(), worker?.restart()]);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const faultOf = (promise: Promise<unknown>): Promise<Error | null> =>
  promise.then(
    () => null,
    (error: Error) => error,
  );

/** `PORT`, which must be free, or the next free port from 4000. */
async function choosePort(env: LocalEnv, from = DEFAULT_PORT): Promise<number> {
  if (env.PORT) {
    return freePort(Number(env.PORT)).catch(() => {
      throw new Error(`Port ${env.PORT} is in use: stop what listens there, or set PORT to another one`);
    });
  }
  for (let port = from; port < DEFAULT_PORT + 20; port++) {
    const free = await freePort(port).catch(() => null);
    if (free !== null) return free;
  }
  return freePort();
}

/** Created once, so that tokens stay valid after a restart. */
async function keptSecret(file: string): Promise<string> {
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept) return kept;
  const secret = randomBytes(48).toString('base64url');
  await writeFile(file, secret, { mode: 0o600 });
  return secret;
}
