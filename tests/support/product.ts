import { randomBytes, randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import mongoose, { type Connection } from 'mongoose';
import { inject } from 'vitest';
import { type ApiClient, createApiClient } from '../../examples/demo/client.js';
import { Register } from '../../examples/demo/operations.js';
import { type Env, type RunningProcess, startProcess } from './process.js';
import { startUpstream, type Upstream } from './upstream.js';

/** The product on a database and a queue of its own, with a playable upstream. */
export interface Product extends AsyncDisposable {
  apis: RunningProcess[];
  workers: RunningProcess[];
  upstream: Upstream;
  mongo: Connection;
  redis: Redis;
  env: Env;
  anonymous: ApiClient;
  startApi(env?: Env): Promise<RunningProcess>;
  startWorker(env?: Env): Promise<RunningProcess>;
  /** A new user, signed in. */
  buildUser(overrides?: Partial<{ name: string; email: string; password: string }>): Promise<TestUser>;
}

export interface TestUser extends ApiClient {
  id: string;
  email: string;
  password: string;
  token: string;
}

/** Starts real processes and waits until each says that it may be used. */
export async function startProduct(
  options: { apis?: number; workers?: number; env?: Env } = {},
): Promise<Product> {
  const upstream = await startUpstream();
  // One Redis database for each test process that runs at the same time: their queues don't meet.
  const redisUrl = `${inject('redisUri')}/${Number(process.env.VITEST_POOL_ID ?? 1) % 16}`;
  const mongoUri = databaseUri(inject('mongoUri'), `test-${randomBytes(6).toString('hex')}`);
  const redis = new Redis(redisUrl);
  await redis.flushdb();
  const mongo = await mongoose.createConnection(mongoUri).asPromise();
  const env: Env = {
    NODE_ENV: 'production',
    LOG_LEVEL: 'info',
    MONGO_URI: mongoUri,
    REDIS_URL: redisUrl,
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
    ...options.env,
  };
  const processes: RunningProcess[] = [];
  const start = async (file: string, more: Env = {}) => {
    const running = await startProcess(file, { ...env, ...more });
    processes.push(running);
    return running;
  };
  const startApi = (more?: Env) => start('dist/api.js', more);
  const startWorker = (more?: Env) => start('dist/worker.js', more);
  const [apis, workers] = await Promise.all([
    Promise.all(Array.from({ length: options.apis ?? 1 }, () => startApi())),
    Promise.all(Array.from({ length: options.workers ?? 1 }, () => startWorker())),
  ]);
  const anonymous = createApiClient(apis[0]?.url ?? '');
  const clients: ApiClient[] = [];

  return {
    apis,
    workers,
    upstream,
    mongo,
    redis,
    env,
    anonymous,
    startApi,
    startWorker,
    async buildUser(overrides = {}) {
      const input = {
        name: 'Ada',
        email: `${randomUUID()}@example.com`,
        password: 'correct horse',
        ...overrides,
      };
      const { register } = await anonymous.request(Register, { input });
      const client = anonymous.as(register.token);
      clients.push(client);
      return Object.assign(client, { id: register.user.id, token: register.token, ...input });
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(clients.map((client) => client.close()));
      await Promise.all(processes.map((running) => running.end()));
      await mongo.dropDatabase();
      await mongo.close();
      redis.disconnect();
      await upstream.close();
    },
  };
}

function databaseUri(uri: string, database: string): string {
  const url = new URL(uri);
  url.pathname = `/${database}`;
  return url.toString();
}
