import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createLogger } from '../../src/infra/logger.js';
import { createGenerationQueue } from '../../src/modules/jobs/job-queue.js';
import { userId } from '../data/ids.js';
import { openDatabase } from '../data/seed.js';
import { cpuMicros } from '../lib/cpu.js';
import { benchFile, type Env, type Measured, startMeasured } from '../lib/process.js';
import { SECRET } from '../servers/index.js';
import { jobDocument } from '../servers/job-document.js';

/** The part of the jobs for the warm-up: the JIT compilers need some thousand. */
const WARM_UP = 0.4;
const STUCK_MS = 20_000;
const AT_ONCE = 200;

export interface Where {
  mongoUri: string;
  redisUrl: string;
}

/** The worker of the product, or the one with the empty processor. */
export function startWorker(
  name: string,
  where: Where,
  upstreamUrl: string,
  concurrency: number,
): Promise<Measured> {
  const env: Env = {
    NODE_ENV: 'production',
    MONGO_URI: where.mongoUri,
    REDIS_URL: where.redisUrl,
    JWT_SECRET: SECRET,
    BASE_URL: `${upstreamUrl}/v1`,
    WORKER_RATE_MAX: '0',
    REPAIR: 'off',
    WORKER_CONCURRENCY: String(concurrency),
  };
  return startMeasured(
    name === 'product' ? 'dist/bundle/worker.js' : benchFile('servers/empty-worker.js'),
    env,
  );
}

/** Accepts jobs as an API process does, before there is a worker. */
export async function acceptJobs(where: Where, count: number, users: number): Promise<void> {
  const mongo = await openDatabase(where.mongoUri);
  const redis = new Redis(where.redisUrl);
  const queue = createGenerationQueue(redis, createLogger({ name: 'bench', level: 'warn', pretty: false }));
  try {
    for (const name of ['jobs', 'events', 'eventcounters'])
      await mongo.connection.collection(name).deleteMany({});
    const scheduledFor = new Date();
    const documents = Array.from({ length: count }, (_, at) => ({
      ...jobDocument(userId(at % users), {
        prompt: `A caption #${at % users}:${Math.floor(at / users) + 1}#`,
        type: 'SOCIAL_MEDIA_CAPTION',
        idempotencyKey: String(at),
      }),
      scheduledFor,
    }));
    await mongo.connection.collection<{ _id: string }>('jobs').insertMany(documents);
    for (let at = 0; at < count; at += AT_ONCE) {
      await Promise.all(documents.slice(at, at + AT_ONCE).map((job) => queue.enqueue(job as never)));
    }
  } finally {
    await queue.close();
    redis.disconnect();
    await mongo.close();
  }
}

/** Starts a worker for all accepted jobs. @throws unless each ended once, with its event. */
export async function workOff(
  where: Where,
  count: number,
  start: () => Promise<Measured>,
  /** Wraps the measured part, once the worker is warm. */
  watch: (worker: Measured, work: () => Promise<number>) => Promise<unknown> = (_worker, work) => work(),
) {
  const redis = new Redis(where.redisUrl);
  let ended = 0;
  let last = performance.now();
  redis.on('pmessage', () => {
    ended += 1;
    last = performance.now();
  });
  await redis.psubscribe('events:*');
  const worker = await start();
  last = performance.now();
  const until = async (wanted: number) => {
    while (ended < wanted) {
      await delay(2);
      if (performance.now() - last > STUCK_MS) throw new Error(`only ${ended} of ${count} jobs ended`);
    }
    return { at: performance.now(), cpu: cpuMicros(worker.pid), ended };
  };
  try {
    const warm = await until(Math.round(count * WARM_UP));
    let done = warm;
    await watch(worker, async () => {
      done = await until(count);
      return done.ended - warm.ended;
    });
    await verify(where, count);
    const measured = done.ended - warm.ended;
    return { perSecond: (measured / (done.at - warm.at)) * 1_000, cpuUs: (done.cpu - warm.cpu) / measured };
  } finally {
    redis.disconnect();
    await worker.stop();
  }
}

async function verify({ mongoUri }: Where, count: number) {
  const mongo = await openDatabase(mongoUri);
  try {
    const [jobs, events] = ['jobs', 'events'].map((name) => mongo.connection.collection(name));
    const completed = await jobs?.countDocuments({ status: 'COMPLETED', generatedContent: /\S/ });
    const distinct = (await events?.distinct('job.id'))?.length;
    const written = await events?.countDocuments({});
    if (completed !== count || distinct !== count || written !== count) {
      throw new Error(`of ${count} jobs ${completed} are COMPLETED, and ${distinct} have ${written} events`);
    }
  } finally {
    await mongo.close();
  }
}
