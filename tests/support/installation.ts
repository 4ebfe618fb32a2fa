import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import mongoose, { type Connection } from 'mongoose';
import { inject } from 'vitest';
import { type Env, type RunningProcess, startProcess } from './process.js';
import { startUpstream, type Upstream } from './upstream.js';

/** A database, a queue, a playable upstream, and the processes on them. */
export interface Installation {
  upstream: Upstream;
  mongo: Connection;
  redis: Redis;
  env: Env;
  apis: RunningProcess[];
  workers: RunningProcess[];
  close(): Promise<void>;
}

export interface InstallationOptions {
  apis: number;
  workers: number;
  env: Env;
}

/** Ends a process with the one that started it, however that one ends. */
const END_WITH_PARENT = [
  '--import',
  'data:text/javascript,process.on("disconnect", () => process.kill(process.pid, "SIGTERM"))',
];

/** Redis has 16 databases. The first one keeps which are taken. */
const REDIS_DATABASES = 15;

export const startEntry = (entry: 'api' | 'worker', env: Env) =>
  startProcess(`dist/bundle/${entry}.js`, env, END_WITH_PARENT);

/** Starts real processes and waits until each says that it may be used. */
export async function startInstallation({
  apis,
  workers,
  env: more,
}: InstallationOptions): Promise<Installation> {
  const upstream = await startUpstream();
  const database = await takeRedisDatabase();
  const mongoUri = databaseUri(inject('mongoUri'), `test-${randomBytes(6).toString('hex')}`);
  const redis = new Redis(database.url);
  await redis.flushdb();
  const mongo = await mongoose.createConnection(mongoUri).asPromise();
  const env: Env = {
    NODE_ENV: 'production',
    LOG_LEVEL: 'info',
    MONGO_URI: mongoUri,
    REDIS_URL: database.url,
    JWT_SECRET: 'a secret of the tests that is long enough',
    HOST: '127.0.0.1',
    PORT: '0',
    BASE_URL: upstream.url,
    OPENROUTER_KEY: 'key-of-the-tests',
    JOB_DELAY_MS: '0',
    WORKER_RATE_MAX: '0',
    // The played texts have no form: each would be asked for twice.
    REPAIR: 'off',
    RATE_LIMITS: 'off',
    ...more,
  };
  const start = (entry: 'api' | 'worker', count: number) =>
    Promise.all(Array.from({ length: count }, () => startEntry(entry, env)));
  const [startedApis, startedWorkers] = await Promise.all([start('api', apis), start('worker', workers)]);
  return {
    upstream,
    mongo,
    redis,
    env,
    apis: startedApis,
    workers: startedWorkers,
    async close() {
      await Promise.all([...startedApis, ...startedWorkers].map((running) => running.end()));
      await mongo.dropDatabase();
      await mongo.close();
      redis.disconnect();
      await upstream.close();
      await database.release();
    },
  };
}

/** One Redis database for each installation: their queues don't meet. */
async function takeRedisDatabase() {
  const redis = new Redis(inject('redisUri'));
  for (let number = 1; number <= REDIS_DATABASES; number++) {
    if ((await redis.set(`database:${number}`, process.pid, 'NX')) === null) continue;
    return {
      url: `${inject('redisUri')}/${number}`,
      async release() {
        await redis.del(`database:${number}`);
        redis.disconnect();
      },
    };
  }
  throw new Error(`More than ${REDIS_DATABASES} products at once`);
}

function databaseUri(uri: string, database: string): string {
  const url = new URL(uri);
  url.pathname = `/${database}`;
  return url.toString();
}
