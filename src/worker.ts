import 'reflect-metadata';
import { loadWorkerEnv } from './env.js';
import { createEventLog } from './generation/event-log.js';
import { createEventPublisher } from './generation/generation.events.js';
import { createGenerationQueue } from './generation/generation.job.js';
import { startGenerationWorker } from './generation/generation.worker.js';
import { startSweeper } from './generation/sweeper.js';
import { createTextProvider } from './generation/text-provider.js';
import { openModels } from './infra/models.js';
import { connectMongo } from './infra/mongo.js';
import { closeRedis, connectRedis, warnOfEviction } from './infra/redis.js';
import { announceReady, runProcess } from './process.js';

await runProcess('worker', loadWorkerEnv, async (env, log, shutdown) => {
  const mongo = await connectMongo(env.mongo.uri);
  shutdown.defer('MongoDB', () => mongo.close());
  const publisher = await connectRedis(env.redis, 'publisher', log);
  shutdown.defer('Redis (publisher)', () => closeRedis(publisher));
  const redis = await connectRedis(env.redis, 'worker', log);
  shutdown.defer('Redis (worker)', () => closeRedis(redis));
  await warnOfEviction(publisher, log);
  const models = await openModels(mongo.connection);

  const provider = createTextProvider(env.provider);
  const eventLog = createEventLog({ ...models, connection: mongo.connection });
  const jobDeps = { jobs: models.jobs, eventLog, publisher: createEventPublisher(publisher, log), log };

  const producer = await connectRedis(env.redis, 'producer', log);
  shutdown.defer('Redis (producer)', () => closeRedis(producer));
  const queue = createGenerationQueue(producer, log);
  shutdown.defer('queue', () => queue.close());
  const sweeper = startSweeper({ ...jobDeps, queue, intervalMs: env.sweepIntervalMs });
  shutdown.defer('sweeper', () => sweeper.close());
  const worker = await startGenerationWorker(redis, env, { ...jobDeps, provider });
  shutdown.defer('worker', () => worker.close());
  log.info({ model: provider.model, concurrency: env.concurrency }, 'ready');
  announceReady();
});
