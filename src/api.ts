import 'reflect-metadata';
import { loadApiEnv } from './config/env.js';
import { createOperationMetrics } from './execution/operation-metrics.js';
import { buildSchema } from './execution/schema.js';
import { createServer } from './http/server.js';
import { createChannels } from './infra/channels.js';
import { createLease } from './infra/lease.js';
import { closeRedis, connectRedis } from './infra/redis.js';
import { both } from './infra/telemetry/both.js';
import { createRateLimits, noRateLimits } from './limits/rate-limits.js';
import { createAccessTokens } from './modules/access-tokens/access-tokens.service.js';
import { createAdmin } from './modules/admin/create-admin.js';
import { createAuth } from './modules/auth/create-auth.js';
import { secretsOf } from './modules/auth/token.js';
import { createBatchesService } from './modules/batches/batches.service.js';
import { startFoldedCopies } from './modules/content/folded-copies.js';
import { createLibrary } from './modules/content/library.js';
import { createDurationReader } from './modules/estimates/durations.js';
import { createEstimates } from './modules/estimates/estimates.service.js';
import { createQueueMoment } from './modules/estimates/queue-moment.js';
import { createEventMetrics } from './modules/events/event-metrics.js';
import { traceDelivery } from './modules/events/event-spans.js';
import { createEventsService } from './modules/events/events.service.js';
import { createExports } from './modules/exports/create-exports.js';
import { EXPORT_QUEUE } from './modules/exports/export-queue.js';
import { createGenerationQueue, QUEUE_NAME } from './modules/jobs/job-queue.js';
import { createJobsService } from './modules/jobs/jobs.service.js';
import { createFindOwnJob } from './modules/jobs/model/own-job.js';
import { observeQueue } from './modules/jobs/queue-metrics.js';
import { traceQueue } from './modules/jobs/queue-spans.js';
import { createReadRequest } from './modules/jobs/requests.js';
import { createPresence } from './modules/presence/presence.service.js';
import { createProgressService } from './modules/progress/progress.service.js';
import { createScheduleQueue, SCHEDULE_QUEUE } from './modules/schedules/schedule-queue.js';
import { createSchedulesService } from './modules/schedules/schedules.service.js';
import { createTemplatesService } from './modules/templates/templates.service.js';
import { createBudgets } from './modules/usage/budgets.js';
import { createUsageService } from './modules/usage/usage.service.js';
import { createVoicesService } from './modules/voices/voices.service.js';
import { WEBHOOK_QUEUE } from './modules/webhooks/webhook-queue.js';
import { createWebhookSecrets } from './modules/webhooks/webhook-secret.js';
import { createWebhooksService } from './modules/webhooks/webhooks.service.js';
import { openEvents } from './open-events.js';
import { openStores } from './open-stores.js';
import { announceReady, runProcess } from './process.js';
import { whatAnswers } from './readiness.js';
import { createSocketMetrics } from './websocket/socket-metrics.js';
import { liveWorkers } from './worker/heartbeat.js';

void runProcess('api', loadApiEnv, async (env, log, shutdown, tracing) => {
  const stores = await openStores(env, log, shutdown, tracing);
  const { metrics, connection, models, producer, publisher: sender, subscriber } = stores;
  const { eventLog, eventPublisher, webhookQueue } = openEvents(stores, env, log, shutdown, tracing);
  const untracedQueue = createGenerationQueue(producer, log);
  const queue = tracing ? traceQueue(untracedQueue, tracing) : untracedQueue;
  shutdown.defer('queue', () => queue.close());
  const channels = createChannels(subscriber, log);
  shutdown.defer('channels', () => channels.close());
  const foldedCopies = startFoldedCopies({
    ...models,
    lease: createLease(models.leases, 'folded copies'),
    log,
  });
  shutdown.defer('folded copies', () => foldedCopies.close());
  const library = createLibrary({
    ...models,
    connection,
    redis: sender,
    channels,
    foldedCopies,
    settings: env.library,
    log,
  });
  shutdown.defer('library', () => library.close());
  const { contents } = library;
  const findOwnJob = createFindOwnJob(models.jobs);
  const budgets = createBudgets({ ...models, connection, settings: env.budgets });
  const voices = createVoicesService(models);
  const ofOptions = { optionLimits: env.options, findVoice: voices.snapshot };
  const templates = createTemplatesService({ ...models, ...ofOptions, connection });
  const readRequest = createReadRequest({ templates, ...ofOptions });
  const jobs = createJobsService({
    jobs: models.jobs,
    batches: models.batches,
    findOwnJob,
    contents,
    readRequest,
    queue,
    eventLog,
    publisher: eventPublisher,
    budgets,
    redis: sender,
    log,
    optionLimits: env.options,
    defaultDelayMs: env.jobDelayMs,
  });
  const batches = createBatchesService({
    ...models,
    ...ofOptions,
    service: jobs,
    templates,
    budgets,
    queue,
    eventLog,
    channels,
    connection,
    defaultDelayMs: env.jobDelayMs,
    log,
  });
  const scheduleQueue = createScheduleQueue(producer, log);
  shutdown.defer('schedule queue', () => scheduleQueue.close());
  const schedules = createSchedulesService({
    ...models,
    readRequest,
    findVoice: voices.snapshot,
    queue: scheduleQueue,
    channels,
    minIntervalMinutes: env.scheduleMinMinutes,
  });
  const workers = () => liveWorkers(sender);
  const usage = createUsageService({ ...models, budgets });
  const estimates = createEstimates(
    createQueueMoment({
      jobs: models.jobs,
      states: models.queueStates,
      queue,
      liveWorkers: workers,
      durations: createDurationReader(sender, models.jobs),
    }),
    log,
  );
  const delivered = both(metrics && createEventMetrics(metrics.meter), tracing && traceDelivery(tracing));
  const events = createEventsService({ findOwnJob, eventLog, channels, delivered });
  const { subscribeToCompletions } = events;
  const progress = createProgressService({
    findOwnJob,
    subscribeToCompletions,
    channels,
    redis: sender,
    estimate: estimates.of,
  });
  const presence = createPresence({ redis: sender, channels, log });
  shutdown.defer('presence', () => presence.close());
  const webhooks = createWebhooksService({
    ...models,
    eventLog,
    channels,
    queue: webhookQueue,
    secrets: env.webhooks && createWebhookSecrets(env.webhooks.key),
    insecure: env.webhooks?.insecure ?? false,
  });
  const exportParts = { models, contents, connection, producer, channels, log };
  const linkSecrets = secretsOf(env.jwt);
  const { exports, imports, ...exporting } = createExports(exportParts, { ...env, linkSecrets });
  shutdown.defer('export queue', () => exporting.close());
  const accessTokens = await createAccessTokens({ ...models, channels, redis: sender, log });
  shutdown.defer('access tokens', () => accessTokens.close());
  const ownersData = [
    jobs,
    contents,
    usage,
    webhooks,
    voices,
    accessTokens,
    templates,
    batches,
    exports,
    schedules,
  ];
  let site = env.publicUrl;
  const authParts = {
    models,
    channels,
    redis: sender,
    accessTokens,
    removals: ownersData.map(({ removeAll }) => removeAll),
    site: () => site ?? '',
    log,
  };
  const { auth, accounts, endSessions, ...accountParts } = await createAuth(authParts, env);
  shutdown.defer('accounts', () => accountParts.close());
  const adminParts = { connection, models, jobs, queue, endSessions, liveWorkers: workers, log };
  const { admin, ...administration } = await createAdmin(adminParts, env);
  shutdown.defer('administration', () => administration.close());

  let rateLimits = noRateLimits;
  if (env.rateLimits) {
    const limiter = await connectRedis(env, 'limiter', log);
    shutdown.defer('Redis (limiter)', () => closeRedis(limiter));
    rateLimits = createRateLimits(limiter, env.rateLimits);
  }

  if (metrics) observeQueue(metrics.meter, { jobs: models.jobs, queue });
  const server = await createServer({
    schema: await buildSchema(),
    services: {
      auth,
      accounts,
      accessTokens,
      contents,
      jobs,
      events,
      progress,
      usage,
      estimates,
      presence,
      webhooks,
      voices,
      exports,
      imports,
      admin,
      templates,
      batches,
      schedules,
    },
    rateLimits,
    log,
    settings: env,
    queues: { names: [QUEUE_NAME, WEBHOOK_QUEUE, EXPORT_QUEUE, SCHEDULE_QUEUE], redis: producer },
    tracing,
    stopping: () => shutdown.stopping,
    metrics: metrics
      ? { operations: createOperationMetrics(metrics.meter), sockets: createSocketMetrics(metrics.meter) }
      : undefined,
    ready: () => whatAnswers(stores),
  });
  shutdown.defer('server', () => server.close());
  site ??= new URL(server.url).origin;
  log.info({ url: server.url, metricsUrl: metrics?.url }, 'ready');
  announceReady({ url: server.url, ...(metrics && { metricsUrl: metrics.url }) });
});
