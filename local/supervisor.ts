import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { claimInstance } from './instance.js';
import { type KeptProcess, keepRunning } from './kept-process.js';
import type { Logger } from './log.js';
import type { LocalModel } from './model.js';
import { openModelStatus } from './model-status.js';
import { readSettings, tryNamedServers } from './named-servers.js';
import { defaultCacheDir } from './paths.js';
import type { Progress } from './progress.js';
import { freePort } from './run.js';
import { type ModelSources, orAborted, type ServerEnd, startServers } from './servers.js';

export type LocalEnv = Record<string, string | undefined>;

export interface LocalModeOptions {
  /** The checkout: its build is run, and its `.data/` holds what is kept. */
  root: string;
  /** What is named here is used; only what isn't is brought along. */
  env: LocalEnv;
  log: Logger;
  /** What takes the lines that a child prints. */
  onLine(name: string): (line: string) => void;
  /** Downloads nothing, and says what is missing. */
  offline?: boolean | undefined;
  /** Tells of every place that a server was looked for at. */
  verbose?: boolean | undefined;
  /** Shows downloads; by lines to `log` by default. */
  progress?: Progress | undefined;
  /** Where the model comes from, if not from where it usually does. */
  modelSources?: ModelSources;
  /** Gives the start up: what is up already is ended in order, and the promise rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** What runs, in words for people; of a model that is not there yet, how far it is. */
export interface LocalModeParts {
  api: string;
  mongodb: string;
  redis: string;
  model: string;
}

export interface LocalMode {
  /** Of the GraphQL endpoint. */
  url: string;
  parts(): LocalModeParts;
  /** Resolves when jobs are run, which is when the model is there: already, or after its download. */
  working: Promise<void>;
  /** Resolves with the reason when something that can't be replaced has ended, or can't be had. */
  exited: Promise<ServerEnd>;
  /** Starts the API and the worker anew, from the present build. */
  restart(): Promise<void>;
  /** Ends everything within 10 s: first whoever works, then what they stand on. */
  stop(): Promise<void>;
}

/** What the worker is told of the model. */
function settingsFor({ uri, name, own }: LocalModel, env: LocalEnv): Record<string, string> {
  const address = { BASE_URL: uri, OPENROUTER_MODEL: name };
  if (!own) return address;
  // Our own server takes a grammar, and writes one text at a time: others would spend their time limit in its queue.
  return { ...address, MODEL_GRAMMAR: 'on', WORKER_CONCURRENCY: env.WORKER_CONCURRENCY || '1' };
}

const DEFAULT_PORT = 4_000;
/** Most of the 10 s are for a worker that has a job in hand. */
const STOP_LIMIT_MS = 6_000;
/** A model that is being loaded is waited for so long after the API is up, in ms, before the API is said to be ready. */
const MODEL_PATIENCE_MS = 10_000;

/**
 * Brings up MongoDB, Redis and a model where the environment names none, and the API and the worker on them. Where the
 * model has to be downloaded it resolves meanwhile: the API takes jobs, and the worker begins when the model is there.
 */
export async function startLocalMode(options: LocalModeOptions): Promise<LocalMode> {
  const { root, env, log, onLine, signal = new AbortController().signal } = options;
  const data = join(root, '.data');
  readSettings(env);
  await mkdir(data, { recursive: true });
  const instance = await claimInstance(root);
  let stopped = false;
  // In the order in which they were opened; they are closed the other way round.
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
      HOST: env.HOST || 'localhost',
      ...(status && { MODEL_STATUS_FILE: status.file }),
    };
    const keep = (name: 'api' | 'worker', more: LocalEnv = {}) =>
      keepRunning({
        name,
        file: join(root, 'dist', `${name}.js`),
        env: { ...childEnv, ...addresses, ...more },
        log,
        onLine: onLine(name),
        stopLimitMs: STOP_LIMIT_MS,
      });
    const parts: LocalModeParts = {
      api: '',
      mongodb: mongo ? `${mongo.source}, port ${mongo.port}` : 'as MONGO_URI says',
      redis: redis ? `${redis.source}, port ${redis.port}` : 'as the environment says',
      model: `${env.OPENROUTER_MODEL || 'openai/gpt-3.5-turbo'} as the environment says`,
    };
    // Only now: servers may have been downloaded for minutes, in which another checkout may have taken it.
    let port = await choosePort(env);
    let api = keep('api', { PORT: String(port) });
    let worker: KeptProcess | undefined;
    opened.push(async () => {
      await Promise.all([api.stop(), worker?.stop()]);
    });
    /** Its address is all that the worker needs to start, which it does while the model is being loaded. */
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
      const patience = api.ready.then(() => delay(MODEL_PATIENCE_MS, undefined, { ref: false }));
      const enough = Promise.race(status ? [working, status.fetching, patience] : [working]);
      const ended = exited.then(({ reason }) => Promise.reject(new Error(reason)));
      const ready = Promise.race([Promise.all([enough, api.ready]), ended]);
      const fault = await faultOf(orAborted(ready, signal));
      if (!fault) break;
      // Another checkout took it between our look and the API's.
      if (env.PORT || signal.aborted || !/in use/.test(fault.message)) throw fault;
      port = await choosePort(env, port + 1);
      api = keep('api', { PORT: String(port) });
    }
    if (!env.PORT && port !== DEFAULT_PORT) log.info(`Port ${DEFAULT_PORT} is in use: the API has ${port}`);
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

/** The port that was asked for, which must be free, or the next free one from 4000 on. */
async function choosePort(env: LocalEnv, from = DEFAULT_PORT): Promise<number> {
  if (env.PORT) {
    return freePort(Number(env.PORT)).catch(() => {
      throw new Error(`Port ${env.PORT} is in use: end what listens there, or set PORT to another one`);
    });
  }
  for (let port = from; port < DEFAULT_PORT + 20; port++) {
    const free = await freePort(port).catch(() => null);
    if (free !== null) return free;
  }
  return freePort();
}

/** Made once, so that tokens are good after a restart. */
async function keptSecret(file: string): Promise<string> {
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept) return kept;
  const secret = randomBytes(48).toString('base64url');
  await writeFile(file, secret, { mode: 0o600 });
  return secret;
}
