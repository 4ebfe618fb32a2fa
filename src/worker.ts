import 'reflect-metadata';
import { loadWorkerEnv } from './env.js';
import { createEventLog } from './generation/event-log.js';
import { createEventPublisher } from './generation/generation.events.js';
import { startGenerationWorker } from './generation/generation.worker.js';
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
  const worker = await startGenerationWorker(redis, env, {
    jobs: models.jobs,
    eventLog: createEventLog({ ...models, connection: mongo.connection }),
    publisher: createEventPublisher(publisher, log),
    provider,
    log,
  });
  shutdown.defer('worker', () => worker.close());
  log.info({ model: provider.model, concurrency: env.concurrency }, 'ready');
  announceReady();
});
