import 'reflect-metadata';
import { loadWorkerEnv } from './config/env.js';
import { createChannels } from './infra/channels.js';
import { createLease } from './infra/lease.js';
import { closeRedis, connectRedis } from './infra/redis.js';
import { createContentLog, createContentPublisher } from './modules/content/content-log.js';
import { createContentRetention } from './modules/content/content-retention.js';
import { recordDuration } from './modules/estimates/durations.js';
import { listenForCancellations } from './modules/jobs/cancellation.js';
import { createGenerationQueue } from './modules/jobs/job-queue.js';
import { observeQueue } from './modules/jobs/queue-metrics.js';
import { createProgressWriter } from './modules/progress/progress-writer.js';
import { createWebhookSecrets } from './modules/webhooks/webhook-secret.js';
import { openEvents } from './open-events.js';
import { openStores } from './open-stores.js';
import { announceReady, runProcess } from './process.js';
import { createProviderMetrics } from './provider/provider-metrics.js';
import { traceProvider } from './provider/provider-spans.js';
import { createTextProviders } from './provider/text-providers.js';
import { createSweeperMetrics, observeAttempts } from './worker/attempt-metrics.js';
import { traceAttempts } from './worker/attempt-spans.js';
import { createAttempts } from './worker/attempts.js';
import { startExports } from './worker/exports/start-exports.js';
import { startHeartbeat } from './worker/heartbeat.js';
import { startLibrarySweep } from './worker/library-sweep.js';
import { startGenerationWorker } from './worker/queue-worker.js';
import { startRetention } from './worker/retention.js';
import { createRunningAttempts } from './worker/running-attempts.js';
import { startSchedules } from './worker/schedules/start-schedules.js';
import { startSweeper } from './worker/sweeper.js';
import { createWebhookHealth } from './worker/webhooks/webhook-health.js';
import { createWebhookSender } from './worker/webhooks/webhook-sender.js';
import { startWebhookWorker } from './worker/webhooks/webhook-worker.js';

void runProcess('worker', loadWorkerEnv, async (env, log, shutdown, tracing) => {
  const stores = await openStores(env, log, shutdown, tracing);
  const { metrics, connection, models, producer, publisher, subscriber } = stores;
  const redis = await connectRedis(env, 'worker', log);
  shutdown.defer('Redis (worker)', () => closeRedis(redis));

  const observe = [
    ...(metrics ? [createProviderMetrics(metrics.meter)] : []),
    ...(tracing ? [traceProvider(tracing, env.provider.baseUrl)] : []),
  ];
  const providers = createTextProviders(env.provider, observe);
  const { jobs, leases, queueStates } = models;
  const { eventLog, eventPublisher, webhookQueue } = openEvents(stores, env, log, shutdown, tracing);
  const queue = createGenerationQueue(producer, log);
  shutdown.defer('queue', () => queue.close());

  const lease = createLease(leases, 'sweeper');
  const sweeping = {
    jobs,
    batches: models.batches,
    queueStates,
    queue,
    eventLog,
    publisher: eventPublisher,
    lease,
    intervalMs: env.sweepIntervalMs,
  };
  const found = metrics ? createSweeperMetrics(metrics.meter) : undefined;
  const sweeper = startSweeper({ ...sweeping, found, log });
  shutdown.defer('sweeper', () => sweeper.close());

  if (env.retentionMs !== null) {
    const retention = startRetention({ ...sweeping, retentionMs: env.retentionMs, log });
    shutdown.defer('retention', () => retention.close());
  }

  const contentLog = createContentLog(models);
  const contentPublisher = createContentPublisher(publisher, contentLog, log);
  shutdown.defer('content publisher', () => contentPublisher.close());
  const library = startLibrarySweep({
    retention: createContentRetention({ ...models, connection }),
    contentLog,
    publisher: contentPublisher,
    lease,
    log,
    intervalMs: env.sweepIntervalMs,
    binMs: env.binMs,
    versionMs: env.versionMs,
  });
  shutdown.defer('library sweep', () => library.close());

  if (env.webhooks) {
    if (env.production && env.webhooks.insecure)
      log.warn('WEBHOOKS_INSECURE is on: users of webhooks can reach the internal network');
    const webhookRedis = await connectRedis(env, 'worker', log);
    shutdown.defer('Redis (webhooks)', () => closeRedis(webhookRedis));
    const sender = createWebhookSender({ insecure: env.webhooks.insecure });
    shutdown.defer('webhook sender', () => sender.close());
    const webhooks = await startWebhookWorker(webhookRedis, {
      ...models,
      eventLog,
      queue: webhookQueue,
      secrets: createWebhookSecrets(env.webhooks.key),
      sender,
      health: createWebhookHealth({ ...models, redis: publisher, log }),
      lease: createLease(leases, 'webhook sweep'),
      intervalMs: env.sweepIntervalMs,
      lockMs: env.lockMs,
      log,
    });
    shutdown.defer('webhooks', () => webhooks.close());
  }

  if (env.exports.concurrency > 0) {
    const exportRedis = await connectRedis(env, 'worker', log);
    shutdown.defer('Redis (exports)', () => closeRedis(exportRedis));
    const connections = { redis: exportRedis, producer, publisher, mongo: connection };
    const exports = await startExports(connections, models, env, log);
    shutdown.defer('exports', () => exports.close());
  }

  const scheduleRedis = await connectRedis(env, 'worker', log);
  shutdown.defer('Redis (schedules)', () => closeRedis(scheduleRedis));
  const scheduleParts = { redis: scheduleRedis, producer, publisher, queue, mongo: connection };
  const schedules = await startSchedules(scheduleParts, models, env, log);
  shutdown.defer('schedules', () => schedules.close());

  const running = createRunningAttempts(jobs, log);
  shutdown.defer('running attempts', () => running.close());
  const channels = createChannels(subscriber, log);
  shutdown.defer('channels', () => channels.close());
  await listenForCancellations(channels, running.cancel);
  const attempts = createAttempts({ ...models, eventLog, models: providers.models });
  if (metrics) observeQueue(metrics.meter, { jobs, queue });
  const worker = await startGenerationWorker(redis, env, {
    attempts: metrics ? observeAttempts(attempts, metrics.meter) : attempts,
    around: tracing ? traceAttempts(tracing) : undefined,
    running,
    publisher: eventPublisher,
    progress: createProgressWriter(publisher, log),
    providers,
    repair: env.repair,
    queue,
    durations: { record: (type, durationMs) => recordDuration(publisher, type, durationMs) },
    log,
  });
  shutdown.defer('worker', () => worker.close());
  const heartbeat = startHeartbeat(publisher, {
    concurrency: env.concurrency,
    running: () => running.count(),
    rate: env.rate,
  });
  shutdown.defer('heartbeat', () => heartbeat.close());
  log.info({ models: providers.models, concurrency: env.concurrency, metricsUrl: metrics?.url }, 'ready');
  announceReady(metrics ? { metricsUrl: metrics.url } : {});
});
