import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import mongoose, { type Connection } from 'mongoose';
import type { Env } from '../support/process.js';
import { startProxy, type TcpProxy } from '../support/proxy.js';
import { startUpstream, type Upstream } from '../support/upstream.js';
import { buildOwner, type Owner } from './owner.js';
import { type Proc, startProc } from './proc.js';
import { startMongoVictim, startRedisVictim, type Victim } from './servers.js';

/** MongoDB and Redis for all cases of a run. Each case has its own database and an empty Redis. */
export interface Stores {
  mongo: Victim;
  redis: Victim;
  close(): Promise<void>;
}

export async function startStores(): Promise<Stores> {
  const dir = await mkdtemp(join(tmpdir(), 'smart-content-faults-'));
  const [mongo, redis] = await Promise.all([startMongoVictim(dir), startRedisVictim(dir)]);
  return {
    mongo,
    redis,
    async close() {
      await Promise.all([mongo.stop(), redis.stop()]);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export interface RigOptions {
  apis?: number;
  workers?: number;
  env?: Env;
  /** Arguments of Node for the APIs, before the script. */
  apiArguments?: string[];
}

/** The product as separate processes, with a proxy between each kind of process and each store. */
export interface Rig {
  stores: Stores;
  upstream: Upstream;
  apis: Proc[];
  workers: Proc[];
  owners: Owner[];
  /** A user who requests nothing, and must receive nothing. */
  stranger: Owner;
  proxies: Record<'apiMongo' | 'apiRedis' | 'workerMongo' | 'workerRedis', TcpProxy>;
  /** Direct connections to the stores. */
  mongo: Connection;
  redis: Redis;
  startApi(env?: Env, execArgv?: string[]): Promise<Proc>;
  startWorker(env?: Env, execArgv?: string[]): Promise<Proc>;
  buildOwner(): Promise<Owner>;
  close(): Promise<void>;
}

/** Settings with short intervals, so that losses are found sooner. */
export const QUICK: Env = {
  SWEEP_INTERVAL_MS: '500',
  WORKER_LOCK_MS: '2000',
  JOB_DELAY_MS: '0',
  RATE_LIMITS: 'off',
  // One owner has many subscribers here.
  SOCKETS_PER_USER: '1000',
  WORKER_RATE_MAX: '0',
  REPAIR: 'off',
};
export async function startRig(stores: Stores, options: RigOptions = {}): Promise<Rig> {
  const upstream = await startUpstream();
  const name = `faults-${randomBytes(6).toString('hex')}`;
  const redis = new Redis(stores.redis.port, { retryStrategy: () => 100, maxRetriesPerRequest: null });
  redis.on('error', () => {});
  await redis.flushall();
  const mongo = await mongoose.createConnection(mongoUri(stores.mongo.port, name)).asPromise();
  const [apiMongo, apiRedis, workerMongo, workerRedis] = await Promise.all([
    startProxy(stores.mongo.port),
    startProxy(stores.redis.port),
    startProxy(stores.mongo.port),
    startProxy(stores.redis.port),
  ]);
  const env = (mongoProxy: TcpProxy, redisProxy: TcpProxy): Env => ({
    NODE_ENV: 'production',
    LOG_LEVEL: process.env.FAULTS_LOG ?? 'info',
    MONGO_URI: mongoUri(mongoProxy.port, name),
    REDIS_URL: `redis://127.0.0.1:${redisProxy.port}`,
    JWT_SECRET: 'a secret of the fault rig that is long enough',
    HOST: '127.0.0.1',
    PORT: '0',
    BASE_URL: upstream.url,
    ...QUICK,
    ...options.env,
  });
  const apis: Proc[] = [];
  const workers: Proc[] = [];
  const owners: Owner[] = [];
  const urls = () => apis.filter(({ over }) => !over).map(({ url }) => url);

  const startApi = (more: Env = {}, execArgv = options.apiArguments) =>
    startProc(apis, 'dist/bundle/api.js', { ...env(apiMongo, apiRedis), ...more }, execArgv);
  const startWorker = (more: Env = {}, execArgv: string[] = []) =>
    startProc(workers, 'dist/bundle/worker.js', { ...env(workerMongo, workerRedis), ...more }, execArgv);

  const register = () => buildOwner(urls);

  await Promise.all([
    ...Array.from({ length: options.apis ?? 1 }, () => startApi()),
    ...Array.from({ length: options.workers ?? 1 }, () => startWorker()),
  ]);
  const stranger = await register();
  return {
    stores,
    upstream,
    apis,
    workers,
    owners,
    stranger,
    proxies: { apiMongo, apiRedis, workerMongo, workerRedis },
    mongo,
    redis,
    startApi,
    startWorker,
    async buildOwner() {
      const owner = await register();
      owners.push(owner);
      return owner;
    },
    async close() {
      await Promise.all([...owners, stranger].map(({ follower }) => follower.close()));
      await Promise.all([...apis, ...workers].map((proc) => (proc.over ? null : proc.kill())));
      await upstream.close();
      if (!stores.redis.running()) await stores.redis.start({ empty: true });
      if (!stores.mongo.running()) await stores.mongo.start();
      await mongo.dropDatabase();
      await mongo.close();
      redis.disconnect();
      await Promise.all([apiMongo, apiRedis, workerMongo, workerRedis].map((proxy) => proxy.close()));
    },
  };
}

const mongoUri = (port: number, database: string) =>
  `mongodb://127.0.0.1:${port}/${database}?replicaSet=rs0&directConnection=true&maxPoolSize=20`;
