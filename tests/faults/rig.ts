import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import mongoose, { type Connection } from 'mongoose';
import { createApiClient } from '../../examples/demo/client.js';
import type { GenerateContentInput } from '../../examples/demo/gql/graphql.js';
import { Generate, Register } from '../../examples/demo/operations.js';
import { type Env, type RunningProcess, startProcess } from '../support/process.js';
import { startProxy, type TcpProxy } from '../support/proxy.js';
import { startUpstream, type Upstream } from '../support/upstream.js';
import { Follower } from './follower.js';
import { startMongoVictim, startRedisVictim, type Victim } from './servers.js';

/** MongoDB and Redis for all cases of a run: each case has a database and an empty Redis of its own. */
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

/** A process of the product that a case may kill. */
export interface Proc extends RunningProcess {
  /** Whether a case ended it: any other end is a fault. */
  expendable: boolean;
  over: boolean;
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
}

/** A user, what was asked for by them and what they heard. */
export interface Owner {
  id: string;
  token: string;
  follower: Follower;
  /** The ids of jobs that an API said yes to. */
  accepted: string[];
  /** Asks for a job as a careful client does: with a key, and again until an API answers. */
  generate(input?: Partial<GenerateContentInput>): Promise<string>;
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
  /** Somebody who asks for nothing, and must hear nothing. */
  stranger: Owner;
  proxies: Record<'apiMongo' | 'apiRedis' | 'workerMongo' | 'workerRedis', TcpProxy>;
  /** Straight to the stores. */
  mongo: Connection;
  redis: Redis;
  startApi(env?: Env, execArgv?: string[]): Promise<Proc>;
  startWorker(env?: Env, execArgv?: string[]): Promise<Proc>;
  buildOwner(): Promise<Owner>;
  close(): Promise<void>;
}

const QUICK: Env = {
  SWEEP_INTERVAL_MS: '500',
  WORKER_LOCK_MS: '2000',
  JOB_DELAY_MS: '0',
  RATE_LIMITS: 'off',
  // One owner has many subscribers here.
  SOCKETS_PER_USER: '1000',
  WORKER_RATE_MAX: '0',
  REPAIR: 'off',
};
/** A client gives an API this long, in milliseconds. */
const ANSWER_LIMIT_MS = 5_000;
/** And tries for this long in all. */
const ASK_LIMIT_MS = 60_000;

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

  async function start(list: Proc[], file: string, settings: Env, execArgv: string[] = []): Promise<Proc> {
    const running = await startProcess(file, settings, execArgv);
    const proc: Proc = Object.assign(running, {
      expendable: false,
      over: false,
      async kill() {
        proc.expendable = true;
        await running.end('SIGKILL');
      },
      freeze: () => void process.kill(running.pid, 'SIGSTOP'),
      thaw: () => void process.kill(running.pid, 'SIGCONT'),
    });
    void running.ended.then(() => {
      proc.over = true;
    });
    list.push(proc);
    return proc;
  }
  const startApi = (more: Env = {}, execArgv = options.apiArguments) =>
    start(apis, 'dist/api.js', { ...env(apiMongo, apiRedis), ...more }, execArgv);
  const startWorker = (more: Env = {}, execArgv: string[] = []) =>
    start(workers, 'dist/worker.js', { ...env(workerMongo, workerRedis), ...more }, execArgv);

  async function register(): Promise<Owner> {
    const input = { name: 'Ada', email: `${randomUUID()}@example.com`, password: 'correct horse' };
    const { token, user } = (await createApiClient(urls()[0] ?? '').request(Register, { input })).register;
    const accepted: string[] = [];
    let turn = 0;
    return {
      id: user.id,
      token,
      accepted,
      follower: new Follower(urls, token),
      async generate(more = {}) {
        const wish = {
          prompt: 'Tea',
          type: 'PRODUCT_DESCRIPTION' as const,
          idempotencyKey: randomUUID(),
          ...more,
        };
        const giveUp = Date.now() + ASK_LIMIT_MS;
        for (;;) {
          const all = urls();
          const url = all[turn++ % Math.max(1, all.length)];
          try {
            if (!url) throw new Error('no API is up');
            const answer = createApiClient(url, token).request(Generate, { input: wish });
            const { generateContent } = await within(ANSWER_LIMIT_MS, answer);
            accepted.push(generateContent.id);
            return generateContent.id;
          } catch (error) {
            if (Date.now() > giveUp) throw error;
            await delay(100);
          }
        }
      },
    };
  }

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

/** @throws where it takes longer, in milliseconds */
export async function within<T>(limitMs: number, promise: Promise<T>): Promise<T> {
  const limit = new AbortController();
  const late = delay(limitMs, undefined, limit).then(() => {
    throw new Error(`no answer within ${limitMs} ms`);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    limit.abort();
    late.catch(() => {});
  }
}
