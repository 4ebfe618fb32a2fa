import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Connection } from 'mongoose';
import { Register } from '../../examples/demo/operations.js';
import { type ApiClient, createApiClient } from './api-client.js';
import { startEntry } from './installation.js';
import { returnInstallation, takeInstallation } from './kept-installations.js';
import type { Env, RunningProcess } from './process.js';
import type { Upstream } from './upstream.js';

/** The product with its own database and queue, and a controllable upstream. */
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

/** Starts real processes and waits until each is ready. */
export async function startProduct(
  options: { apis?: number; workers?: number; env?: Env } = {},
): Promise<Product> {
  const { apis: apiCount = 1, workers: workerCount = 1, env: given = {} } = options;
  const base = { apis: apiCount, workers: Math.min(workerCount, 1), env: given };
  const installation = await takeInstallation(base);
  const { upstream, mongo, redis, env } = installation;
  const extra: RunningProcess[] = [];
  const start = async (entry: 'api' | 'worker', more: Env = {}) => {
    const running = await startEntry(entry, { ...env, ...more });
    extra.push(running);
    return running;
  };
  const startApi = (more?: Env) => start('api', more);
  const startWorker = (more?: Env) => start('worker', more);
  const workers = await Promise.all(Array.from({ length: workerCount - base.workers }, () => startWorker()));
  const apis = installation.apis.slice(0, apiCount).map(fromNow);
  workers.unshift(...installation.workers.map(fromNow));
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
      await Promise.all(extra.map((running) => running.end()));
      await returnInstallation(installation);
    },
  };
}

/** The process with the output from now on, because the earlier output belongs to another test file. */
function fromNow(running: RunningProcess): RunningProcess {
  const before = running.output().length;
  return { ...running, output: () => running.output().slice(before) };
}
