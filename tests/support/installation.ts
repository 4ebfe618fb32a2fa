import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Cluster, Redis } from 'ioredis';
import { ConnectionString } from 'mongodb-connection-string-url';
import mongoose, { type Connection } from 'mongoose';
import { inject } from 'vitest';
import { loadApiEnv, loadWorkerEnv } from '../../src/config/env.js';
import { redisClient } from '../../src/infra/redis-client.js';
import { type Env, type RunningProcess, startProcess } from './process.js';
import { REDIS_DATABASES } from './redis-databases.js';
import { startUpstream, type Upstream } from './upstream.js';

/** A database, a queue, a controllable upstream, and the processes that use them. */
export interface Installation {
  upstream: Upstream;
  mongo: Connection;
  redis: Redis;
  env: Env;
  apis: RunningProcess[];
  workers: RunningProcess[];
  /** Whether processes of an entry read the same settings with these options. */
  reads(entry: Entry, options: InstallationOptions): boolean;
  /** Ends the processes that do not fit these options, and starts the missing ones. */
  become(options: InstallationOptions): Promise<void>;
  close(): Promise<void>;
}

export interface InstallationOptions {
  apis: number;
  workers: number;
  env: Env;
}

type Entry = 'api' | 'worker';

/** The key that encrypts the secrets of webhooks. */
export const WEBHOOK_KEY = 'a key of the tests that is long enough';

/** An absolute path, because a process may run in another folder. */
const PRELOAD = ['--import', new URL('preload.mjs', import.meta.url).href];

/** The settings that the processes of an entry read from an environment. */
const LOAD = {
  // The function is created from its setting, so it differs each time.
  api: (env: Env) => ({ ...loadApiEnv(env), trustProxy: env.TRUST_PROXY }),
  worker: loadWorkerEnv,
};

export const startEntry = (entry: Entry, env: Env) => startProcess(`dist/bundle/${entry}.js`, env, PRELOAD);

/** Starts real processes and waits until each is ready. */
export async function startInstallation(options: InstallationOptions): Promise<Installation> {
  const upstream = await startUpstream();
  const group = inject('redisGroup');
  const database = await (group ? takeRedisGroup(group) : takeRedisDatabase());
  const mongoUri = databaseUri(inject('mongoUri'), `test-${randomBytes(6).toString('hex')}`);
  const { redis } = database;
  const mongo = await mongoose.createConnection(mongoUri).asPromise();
  const base: Env = {
    NODE_ENV: 'production',
    LOG_LEVEL: 'info',
    MONGO_URI: mongoUri,
    ...database.env,
    JWT_SECRET: 'a secret of the tests that is long enough',
    HOST: '127.0.0.1',
    PORT: '0',
    BASE_URL: upstream.url,
    OPENROUTER_KEY: 'key-of-the-tests',
    JOB_DELAY_MS: '0',
    WORKER_RATE_MAX: '0',
    // The simulated texts have no form, so a repair would follow each of them.
    REPAIR: 'off',
    RATE_LIMITS: 'off',
    WEBHOOK_KEY,
  };
  const running: Record<Entry, RunningProcess[]> = { api: [], worker: [] };
  const reads = (entry: Entry, { env }: InstallationOptions) =>
    isDeepStrictEqual(LOAD[entry]({ ...base, ...env }), LOAD[entry](installation.env));
  /** @param most an additional API does no harm, but a worker takes jobs */
  const adjust = async (entry: Entry, fits: boolean, { least, most }: { least: number; most: number }) => {
    const stays = running[entry].filter(({ isAlive }) => fits && isAlive()).slice(0, most);
    const goes = running[entry].filter((one) => !stays.includes(one));
    await Promise.all(goes.map((one) => one.end()));
    // The heartbeat of a stopped worker would last for seconds.
    const left = entry === 'worker' && goes.length > 0 ? await redis.keys('worker*') : [];
    if (left.length > 0) await redis.del(left);
    const missing = Math.max(0, least - stays.length);
    const started = await Promise.all(
      Array.from({ length: missing }, () => startEntry(entry, installation.env)),
    );
    running[entry].splice(0, running[entry].length, ...stays, ...started);
  };
  const installation: Installation = {
    upstream,
    mongo,
    redis,
    env: base,
    apis: running.api,
    workers: running.worker,
    reads,
    async become(wanted) {
      const [api, worker] = [reads('api', wanted), reads('worker', wanted)];
      installation.env = { ...base, ...wanted.env };
      await Promise.all([
        adjust('api', api, { least: wanted.apis, most: Number.POSITIVE_INFINITY }),
        adjust('worker', worker, { least: wanted.workers, most: wanted.workers }),
      ]);
    },
    async close() {
      await Promise.all([...running.api, ...running.worker].map((one) => one.end()));
      await mongo.dropDatabase();
      await mongo.close();
      redis.disconnect();
      await upstream.close();
      await database.release();
    },
  };
  await installation.become(options);
  return installation;
}

interface RedisDatabase {
  /** An empty database. */
  redis: Redis;
  /** The settings that name it. */
  env: Env;
  release(): Promise<void>;
}

/** One Redis database for each installation, so that their queues are separate. */
async function takeRedisDatabase(): Promise<RedisDatabase> {
  const places = new Redis(inject('redisUri'));
  for (let number = 1; number < REDIS_DATABASES; number++) {
    if ((await places.set(`database:${number}`, process.pid, 'NX')) === null) continue;
    const url = `${inject('redisUri')}/${number}`;
    const redis = new Redis(url);
    await redis.flushdb();
    return {
      redis,
      env: { REDIS_URL: url },
      async release() {
        await places.del(`database:${number}`);
        places.disconnect();
      },
    };
  }
  throw new Error(`More than ${REDIS_DATABASES - 1} products at once`);
}

/** A Redis of several servers has one database, so there is one installation at a time. */
async function takeRedisGroup(group: Env): Promise<RedisDatabase> {
  const env = { MONGO_URI: inject('mongoUri'), BASE_URL: 'http://127.0.0.1:9', ...group };
  const client = redisClient(loadWorkerEnv(env).redis, 'producer');
  await client.connect();
  const masters = client instanceof Cluster ? client.nodes('master') : [client];
  await Promise.all(masters.map((master) => master.flushall()));
  // Both accept the commands of tests, and send each to the server of its key.
  return { redis: client as Redis, env: group, release: async () => {} };
}

function databaseUri(uri: string, database: string): string {
  const url = new ConnectionString(uri);
  url.pathname = `/${database}`;
  return url.toString();
}
