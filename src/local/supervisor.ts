import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Child, endOf, type LocalServer, startChild } from './local-server.js';
import { startModel } from './model.js';
import { startMongod } from './mongod.js';
import { defaultCacheDir } from './paths.js';
import type { Progress } from './progress.js';
import { startRedis } from './redis.js';
import { freePort } from './run.js';

export type LocalEnv = Record<string, string | undefined>;

export interface LocalModeOptions {
  /** The checkout: its build is run, and its `.data/` holds what is kept. */
  root: string;
  /** What is named here is used; only what isn't is brought along. */
  env: LocalEnv;
  /** Shows what the children print. */
  verbose?: boolean;
  /** Downloads nothing, and asks no other host. */
  offline?: boolean;
  log: (line: string) => void;
  /** Shows downloads; by lines to `log` by default. */
  progress?: Progress;
}

export interface LocalMode {
  /** Of the GraphQL endpoint. */
  url: string;
  /** What runs, in a few lines for people. */
  lines: string[];
  /** Resolves with the reason when something that can't be replaced has ended. */
  exited: Promise<string>;
  /** Starts the API and the worker anew, from the present build. */
  restart(): Promise<void>;
  /** Ends everything: first whoever works, then what they stand on. */
  stop(): Promise<void>;
}

/** A crashed API or worker is started again after this long, in ms; doubled each time, up to the limit. */
const RESTART_MS = 1_000;
const RESTART_LIMIT_MS = 30_000;
const DEFAULT_PORT = 4_000;
/** Within 10 s in all, most of it for a worker that has a job in hand. */
const STOP_LIMITS_MS = { app: 6_000, model: 500, redis: 1_000, mongo: 2_000 };

/** Brings up MongoDB, Redis and a model where the environment names none, and the API and the worker on them. */
export async function startLocalMode({
  root,
  env,
  verbose = false,
  offline = false,
  log,
  progress,
}: LocalModeOptions): Promise<LocalMode> {
  const data = join(root, '.data');
  const sources = { cacheDir: defaultCacheDir(env), offline, verbose, log, progress };
  await mkdir(data, { recursive: true });
  // In the order in which they are ended: the model first, and last the one that holds the truth.
  const servers: { model?: LocalServer; redis?: LocalServer; mongo?: LocalServer } = {};
  const show = (name: string) => (verbose ? (line: string) => log(`[${name}] ${line}`) : undefined);
  let givenUp = false;
  const bring = async <S extends LocalServer>(name: keyof typeof servers, start: Promise<S>) => {
    const server = await start;
    servers[name] = server;
    // It came up after another had failed.
    if (givenUp) await server.stop(STOP_LIMITS_MS[name]);
    return server;
  };
  const stopServers = async () => {
    for (const name of ['model', 'redis', 'mongo'] as const) await servers[name]?.stop(STOP_LIMITS_MS[name]);
  };

  try {
    if (env.PORT) await choosePort(env);
    const [mongo, redis, model] = await Promise.all([
      env.MONGO_URI
        ? null
        : bring('mongo', startMongod({ ...sources, dataDir: join(data, 'mongo'), onLine: show('mongod') })),
      env.REDIS_URL || env.REDIS_ENDPOINT
        ? null
        : bring('redis', startRedis({ ...sources, dataDir: join(data, 'redis'), onLine: show('redis') })),
      env.OPENROUTER_KEY || env.BASE_URL
        ? null
        : bring(
            'model',
            startModel({
              ...sources,
              preferred: env.OPENROUTER_MODEL,
              ...(env.LOCAL_MODEL_PATH && { modelPath: env.LOCAL_MODEL_PATH }),
              onLine: show('model'),
            }),
          ),
    ]);
    const childEnv: LocalEnv = {
      ...env,
      ...(mongo && { MONGO_URI: mongo.uri }),
      ...(redis && { REDIS_URL: redis.uri }),
      ...(model && { BASE_URL: model.uri, OPENROUTER_MODEL: model.name }),
      JWT_SECRET: env.JWT_SECRET || (await keptSecret(join(data, 'jwt-secret'))),
      HOST: env.HOST || '127.0.0.1',
    };
    const keepApi = (port: number) =>
      keepRunning(
        'api',
        join(root, 'dist', 'api.js'),
        { ...childEnv, PORT: String(port) },
        { log, show: show('api') },
      );
    // Only now: servers may have been downloaded for minutes, in which another checkout may have taken it.
    let port = await choosePort(env);
    let api = keepApi(port);
    const worker = keepRunning('worker', join(root, 'dist', 'worker.js'), childEnv, {
      log,
      show: show('worker'),
    });
    const stop = async () => {
      await Promise.all([api.stop(), worker.stop()]);
      await stopServers();
    };
    try {
      await worker.ready;
      for (;;) {
        const fault = await api.ready.then(
          () => null,
          (error: Error) => error,
        );
        if (!fault) break;
        // Another checkout took it between our look and the API's.
        if (env.PORT || !/in use/.test(fault.message)) throw fault;
        port = await choosePort(env, port + 1);
        api = keepApi(port);
      }
    } catch (error) {
      await stop();
      throw error;
    }
    const url = `http://localhost:${port}/graphql`;
    return {
      url,
      lines: [
        `API      ${url}`,
        `MongoDB  ${mongo ? `${mongo.source}, port ${mongo.port}` : 'as MONGO_URI says'}`,
        `Redis    ${redis ? `${redis.source}, port ${redis.port}` : 'as the environment says'}`,
        `Model    ${model ? model.source : `${env.OPENROUTER_MODEL || 'openai/gpt-3.5-turbo'} as the environment says`}`,
      ],
      exited: Promise.race(
        Object.values(servers).map(async ({ source, exited }) => endOf(source, await exited)),
      ),
      restart: async () => {
        await Promise.all([api.restart(), worker.restart()]);
      },
      stop,
    };
  } catch (error) {
    givenUp = true;
    await stopServers();
    throw error;
  }
}

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

interface KeptProcess {
  /** Resolves when it first says that it may be used. */
  ready: Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Runs one of the product's processes, again and again when it crashes after it was ready once. */
function keepRunning(
  name: string,
  file: string,
  env: LocalEnv,
  { log, show }: { log: (line: string) => void; show: ((line: string) => void) | undefined },
): KeptProcess {
  let child: Child;
  let stopping = false;
  let wait = RESTART_MS;
  let timer: NodeJS.Timeout | undefined;

  function start(): Promise<void> {
    const started = startChild(process.execPath, [file], { env, ipc: true, onLine: show });
    child = started;
    let wasReady = false;
    return new Promise((resolve, reject) => {
      started.process.on('message', (message: { type?: string }) => {
        if (message.type !== 'ready') return;
        wasReady = true;
        wait = RESTART_MS;
        resolve();
      });
      void started.exited.then((exit) => {
        const said = endOf(name, exit);
        reject(new Error(said));
        if (stopping || child !== started || (!wasReady && wait === RESTART_MS)) return;
        log(`${said}. It is started again in ${wait / 1_000} s`);
        const again = () => start().then(() => log(`${name} is ready again`));
        timer = setTimeout(() => void again().catch(() => {}), wait);
        wait = Math.min(wait * 2, RESTART_LIMIT_MS);
      });
    });
  }

  const stop = async () => {
    stopping = true;
    clearTimeout(timer);
    await child.stop(STOP_LIMITS_MS.app);
  };
  const ready = start();
  ready.catch(() => {});
  return {
    ready,
    stop,
    async restart() {
      await stop();
      stopping = false;
      await start().catch((error: Error) => log(error.message));
    },
  };
}
