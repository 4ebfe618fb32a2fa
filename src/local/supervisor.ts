import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { claimInstance } from './instance.js';
import { type KeptProcess, keepRunning } from './kept-process.js';
import type { Logger } from './log.js';
import { readSettings, tryNamedServers } from './named-servers.js';
import { defaultCacheDir } from './paths.js';
import type { Progress } from './progress.js';
import { freePort } from './run.js';
import { orAborted, type ServerEnd, startServers } from './servers.js';

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
  /** Gives the start up: what is up already is ended in order, and the promise rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** What runs, in words for people. */
export interface LocalModeParts {
  api: string;
  mongodb: string;
  redis: string;
  model: string;
}

export interface LocalMode {
  /** Of the GraphQL endpoint. */
  url: string;
  parts: LocalModeParts;
  /** Resolves with the reason when something that can't be replaced has ended. */
  exited: Promise<ServerEnd>;
  /** Starts the API and the worker anew, from the present build. */
  restart(): Promise<void>;
  /** Ends everything within 10 s: first whoever works, then what they stand on. */
  stop(): Promise<void>;
}

const DEFAULT_PORT = 4_000;
/** Most of the 10 s are for a worker that has a job in hand. */
const STOP_LIMIT_MS = 6_000;

/** Brings up MongoDB, Redis and a model where the environment names none, and the API and the worker on them. */
export async function startLocalMode(options: LocalModeOptions): Promise<LocalMode> {
  const {
    root,
    env,
    offline,
    verbose,
    progress,
    log,
    onLine,
    signal = new AbortController().signal,
  } = options;
  const data = join(root, '.data');
  readSettings(env);
  await mkdir(data, { recursive: true });
  const instance = await claimInstance(root);
  // In the order in which they were opened; they are closed the other way round.
  const opened: (() => Promise<void>)[] = [instance.release];
  const stop = async () => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  try {
    if (env.PORT) await choosePort(env);
    await orAborted(tryNamedServers(env, log), signal);
    const servers = await startServers({
      env,
      data,
      cacheDir: defaultCacheDir(env),
      offline,
      verbose,
      progress,
      log,
      onLine,
      signal,
    });
    opened.push(servers.stop);
    // The model's address is all that the API and the worker need to start, which they do while it is being loaded.
    const { mongo, redis, model } = servers;
    const addresses: Record<string, string> = {
      ...(mongo && { MONGO_URI: mongo.uri }),
      ...(redis && { REDIS_URL: redis.uri }),
      ...(model && { BASE_URL: model.uri, OPENROUTER_MODEL: model.name, MODEL_GRAMMAR: 'on' }),
    };
    const childEnv: LocalEnv = {
      ...env,
      ...addresses,
      JWT_SECRET: env.JWT_SECRET || (await keptSecret(join(data, 'jwt-secret'))),
      HOST: env.HOST || 'localhost',
    };
    const keep = (name: 'api' | 'worker', more: LocalEnv = {}) =>
      keepRunning({
        name,
        file: join(root, 'dist', `${name}.js`),
        env: { ...childEnv, ...more },
        log,
        onLine: onLine(name),
        stopLimitMs: STOP_LIMIT_MS,
      });
    // Only now: servers may have been downloaded for minutes, in which another checkout may have taken it.
    let port = await choosePort(env);
    let api = keep('api', { PORT: String(port) });
    const worker = keep('worker');
    opened.push(async () => {
      await Promise.all([api.stop(), worker.stop()]);
    });
    for (;;) {
      const ended = servers.exited.then(({ reason }) => Promise.reject(new Error(reason)));
      const ready = Promise.race([Promise.all([worker.ready, api.ready, model?.loaded]), ended]);
      const fault = await faultOf(orAborted(ready, signal));
      if (!fault) break;
      // Another checkout took it between our look and the API's.
      if (env.PORT || signal.aborted || !/in use/.test(fault.message)) throw fault;
      port = await choosePort(env, port + 1);
      api = keep('api', { PORT: String(port) });
    }
    if (!env.PORT && port !== DEFAULT_PORT) log.info(`Port ${DEFAULT_PORT} is in use: the API has ${port}`);
    const url = `http://localhost:${port}/graphql`;
    await instance.announce({ url, env: addresses });
    return {
      url,
      parts: {
        api: url,
        mongodb: mongo ? `${mongo.source}, port ${mongo.port}` : 'as MONGO_URI says',
        redis: redis ? `${redis.source}, port ${redis.port}` : 'as the environment says',
        model: model
          ? model.source
          : `${env.OPENROUTER_MODEL || 'openai/gpt-3.5-turbo'} as the environment says`,
      },
      exited: servers.exited,
      restart: async () => {
        await Promise.all([api, worker].map((kept: KeptProcess) => kept.restart()));
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
