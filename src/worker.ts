import 'reflect-metadata';
import { loadWorkerEnv } from './env.js';
import { createAttempts } from './generation/attempts.js';
import { listenForCancellations } from './generation/cancellation.js';
import { createEventLog } from './generation/event-log.js';
import { createEventPublisher } from './generation/generation.events.js';
import { createGenerationQueue } from './generation/generation.job.js';
import { startGenerationWorker } from './generation/generation.worker.js';
import { startHeartbeat } from './generation/heartbeat.js';
import { createProgressWriter } from './generation/progress.js';
import { createRunningAttempts } from './generation/running-attempts.js';
import { startSweeper } from './generation/sweeper.js';
import { createTextProvider } from './generation/text-provider.js';
import { createChannels } from './infra/channels.js';
import { createLease } from './infra/lease.js';
import { openModels } from './infra/models.js';
import { connectMongo } from './infra/mongo.js';
import { closeRedis, connectRedis, refuseEviction } from './infra/redis.js';
import { announceReady, runProcess } from './process.js';

await runProcess('worker', loadWorkerEnv, async (env, log, shutdown) => {
  const mongo = await connectMongo(env, log);
  shutdown.defer('MongoDB', () => mongo.close());
  const publisher = await connectRedis(env, 'publisher', log);
  shutdown.defer('Redis (publisher)', () => closeRedis(publisher));
  const producer = await connectRedis(env, 'producer', log);
  shutdown.defer('Redis (producer)', () => closeRedis(producer));
  const subscriber = await connectRedis(env, 'subscriber', log);
  shutdown.defer('Redis (subscriber)', () => closeRedis(subscriber));
  const redis = await connectRedis(env, 'worker', log);
  shutdown.defer('Redis (worker)', () => closeRedis(redis));
  await refuseEviction(publisher);
  const models = await openModels(mongo.connection, log);

  const provider = createTextProvider(env.provider);
  const { jobs, leases } = models;
  const eventLog = createEventLog({ ...models, connection: mongo.connection });
  const events = createEventPublisher(publisher, eventLog, log);
  shutdown.defer('publisher', () => events.close());
  const queue = createGenerationQueue(producer, log);
  shutdown.defer('queue', () => queue.close());

  const lease = createLease(leases, 'sweeper');
  const sweeping = { jobs, queue, eventLog, publisher: events, lease, intervalMs: env.sweepIntervalMs };
  const sweeper = startSweeper({ ...sweeping, log });
  shutdown.defer('sweeper', () => sweeper.close());

  const running = createRunningAttempts(jobs, log);
  shutdown.defer('running attempts', () => running.close());
  const listening = createChannels(subscriber, log);
  shutdown.defer('channels', () => listening.close());
  await listenForCancellations(listening, running.cancel);
  const worker = await startGenerationWorker(redis, env, {
    attempts: createAttempts({ jobs, eventLog, model: provider.model }),
    running,
    publisher: events,
    progress: createProgressWriter(publisher, log),
    provider,
    repair: env.repair,
    queue,
    log,
  });
  shutdown.defer('worker', () => worker.close());
  const heartbeat = startHeartbeat(publisher);
  shutdown.defer('heartbeat', () => heartbeat.close());
  log.info({ model: provider.model, concurrency: env.concurrency }, 'ready');
  announceReady();
});
