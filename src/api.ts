import 'reflect-metadata';
import { loadApiEnv } from './config/env.js';
import { createOperationMetrics } from './execution/operation-metrics.js';
import { buildSchema } from './execution/schema.js';
import { createServer } from './http/server.js';
import { createChannels } from './infra/channels.js';
import { createLease } from './infra/lease.js';
import { createMailer } from './infra/mailer.js';
import { connectMongo, mongoAnswers } from './infra/mongo.js';
import { closeRedis, connectRedis, redisAnswers, refuseEviction } from './infra/redis.js';
import { both } from './infra/telemetry/both.js';
import { startMetrics } from './infra/telemetry/start-metrics.js';
import { createRateLimits, noRateLimits } from './limits/rate-limits.js';
import { createAccessTokens } from './modules/access-tokens/access-tokens.service.js';
import { createAccountControl } from './modules/admin/account-control.js';
import { createAccounts } from './modules/admin/accounts.js';
import { createAdminJobs } from './modules/admin/admin-jobs.js';
import { appointAdmin } from './modules/admin/appoint-admin.js';
import { createQueueControl } from './modules/admin/queue-control.js';
import { createQueueStats } from './modules/admin/queue-stats.js';
import { createShutAccounts } from './modules/admin/shut-accounts.js';
import { createAuditLog } from './modules/audit/audit-log.js';
import { createAccountService } from './modules/auth/account.service.js';
import { createAccountErasure } from './modules/auth/account-erasure.js';
import { createAccountLinks } from './modules/auth/account-links.js';
import { createAuthService } from './modules/auth/auth.service.js';
import { createPasswords } from './modules/auth/password.js';
import { createSessionLife } from './modules/auth/session-life.js';
import { createSessionReader } from './modules/auth/session-reader.js';
import { createSessions } from './modules/auth/sessions.js';
import { createTokens, secretsOf } from './modules/auth/token.js';
import { createBatchesService } from './modules/batches/batches.service.js';
import { startFoldedCopies } from './modules/content/folded-copies.js';
import { createLibrary } from './modules/content/library.js';
import { createDurationReader } from './modules/estimates/durations.js';
import { createEstimates } from './modules/estimates/estimates.service.js';
import { createQueueMoment } from './modules/estimates/queue-moment.js';
import { createEventLog } from './modules/events/event-log.js';
import { createEventMetrics } from './modules/events/event-metrics.js';
import { createEventPublisher } from './modules/events/event-publisher.js';
import { traceDelivery, traceEventLog, tracePublisher } from './modules/events/event-spans.js';
import { createEventsService } from './modules/events/events.service.js';
import { createExports } from './modules/exports/create-exports.js';
import { EXPORT_QUEUE } from './modules/exports/export-queue.js';
import { createGenerationQueue, QUEUE_NAME } from './modules/jobs/job-queue.js';
import { createJobsService } from './modules/jobs/jobs.service.js';
import { createFindOwnJob } from './modules/jobs/model/own-job.js';
import { observeQueue } from './modules/jobs/queue-metrics.js';
import { traceQueue } from './modules/jobs/queue-spans.js';
import { createReadRequest } from './modules/jobs/requests.js';
import { openModels } from './modules/open-models.js';
import { createPresence } from './modules/presence/presence.service.js';
import { createProgressService } from './modules/progress/progress.service.js';
import { createScheduleQueue, SCHEDULE_QUEUE } from './modules/schedules/schedule-queue.js';
import { createSchedulesService } from './modules/schedules/schedules.service.js';
import { createTemplatesService } from './modules/templates/templates.service.js';
import { createBudgets } from './modules/usage/budgets.js';
import { createUsageService } from './modules/usage/usage.service.js';
import { createVoicesService } from './modules/voices/voices.service.js';
import { createWebhookQueue, WEBHOOK_QUEUE } from './modules/webhooks/webhook-queue.js';
import { createWebhookSecrets } from './modules/webhooks/webhook-secret.js';
import { publishToWebhooks } from './modules/webhooks/webhook-wake.js';
import { createWebhooksService } from './modules/webhooks/webhooks.service.js';
import { announceReady, runProcess } from './process.js';
import { createSocketMetrics } from './websocket/socket-metrics.js';
import { liveWorkers, workerAlive } from './worker/heartbeat.js';

await runProcess('api', loadApiEnv, async (env, log, shutdown, tracing) => {
  const metrics = env.metrics && (await startMetrics(env.metrics));
  if (metrics) shutdown.defer('metrics', () => metrics.close());
  const mongo = await connectMongo(env, log, both(metrics?.observeMongo, tracing?.observeMongo));
  shutdown.defer('MongoDB', () => mongo.close());
  const producer = await connectRedis(env, 'producer', log);
  shutdown.defer('Redis (producer)', () => closeRedis(producer));
  const sender = await connectRedis(env, 'publisher', log);
  shutdown.defer('Redis (publisher)', () => closeRedis(sender));
  const subscriber = await connectRedis(env, 'subscriber', log);
  shutdown.defer('Redis (subscriber)', () => closeRedis(subscriber));
  await refuseEviction(producer, env.redis);
  const models = await openModels(mongo.connection, log, env.migrations);

  const untracedLog = createEventLog({ ...models, connection: mongo.connection });
  const eventLog = tracing ? traceEventLog(untracedLog, tracing) : untracedLog;
  const untracedQueue = createGenerationQueue(producer, log);
  const queue = tracing ? traceQueue(untracedQueue, tracing) : untracedQueue;
  shutdown.defer('queue', () => queue.close());
  const webhookQueue = createWebhookQueue(producer, log);
  shutdown.defer('webhook queue', () => webhookQueue.close());
  const untracedPublisher = createEventPublisher(sender, eventLog, log);
  const published = tracing ? tracePublisher(untracedPublisher, tracing) : untracedPublisher;
  const publisher = env.webhooks
    ? publishToWebhooks(published, { ...models, queue: webhookQueue, log })
    : published;
  shutdown.defer('publisher', () => publisher.close());
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
    connection: mongo.connection,
    redis: sender,
    channels,
    foldedCopies,
    settings: env.library,
    log,
  });
  shutdown.defer('library', () => library.close());
  const { contents } = library;
  const findOwnJob = createFindOwnJob(models.jobs);
  const budgets = createBudgets({ ...models, connection: mongo.connection, settings: env.budgets });
  const voices = createVoicesService(models);
  const ofOptions = { optionLimits: env.options, findVoice: voices.snapshot };
  const templates = createTemplatesService({ ...models, ...ofOptions, connection: mongo.connection });
  const readRequest = createReadRequest({ templates, ...ofOptions });
  const jobs = createJobsService({
    jobs: models.jobs,
    batches: models.batches,
    findOwnJob,
    contents,
    readRequest,
    queue,
    eventLog,
    publisher,
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
    connection: mongo.connection,
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
  const usage = createUsageService({ ...models, budgets });
  const estimates = createEstimates(
    createQueueMoment({
      jobs: models.jobs,
      states: models.queueStates,
      queue,
      liveWorkers: () => liveWorkers(sender),
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
  const reader = createSessionReader({ ...models, log });
  const life = await createSessionLife({ reader, channels, redis: sender, log });
  const exportParts = { models, contents, connection: mongo.connection, producer, channels, log };
  const linkSecrets = secretsOf(env.jwt);
  const { exports, imports, ...exporting } = createExports(exportParts, { ...env, linkSecrets });
  shutdown.defer('export queue', () => exporting.close());
  shutdown.defer('sessions', () => life.close());
  const accessTokens = await createAccessTokens({ ...models, channels, redis: sender, log });
  shutdown.defer('access tokens', () => accessTokens.close());
  const links = createAccountLinks(models.accountLinks);
  const erasure = createAccountErasure({
    ...models,
    removals: [
      ...[jobs, contents, usage, webhooks, links, voices, accessTokens, templates, batches, exports],
      schedules,
    ].map(({ removeAll }) => removeAll),
    log,
  });
  shutdown.defer('erasure', () => erasure.close());
  const passwords = await createPasswords(env.bcryptCost);
  const sessions = createSessions({ ...models, life, lifetimeSeconds: env.sessionSeconds, log });
  const { users } = models;
  const auth = createAuthService({
    users,
    tokens: createTokens(env.jwt),
    passwords,
    sessions,
    life,
    accessTokens,
    erasure,
  });
  let site = env.publicUrl;
  const accounts = createAccountService({
    users,
    links,
    passwords,
    sessions,
    mailer: env.mail && createMailer(env.mail, log),
    site: () => site ?? '',
    log,
  });
  shutdown.defer('mail', () => accounts.close());

  const auditLog = createAuditLog(models.audit, env.auditLogDays);
  const { connection } = mongo;
  const control = createAccountControl({ connection, users, auditLog });
  if (env.adminEmail) await appointAdmin(control, env.adminEmail, log);
  const shut = createShutAccounts({ users, cancelAll: jobs.cancelAll, log });
  shutdown.defer('closed accounts', () => shut.close());
  const endSessions = (userId: string) => sessions.removeAll(userId);
  const adminAccounts = createAccounts({ users, control, shut, endSessions });
  const states = models.queueStates;
  const stats = createQueueStats({
    jobs: models.jobs,
    states,
    queue,
    liveWorkers: () => liveWorkers(sender),
    log,
  });
  shutdown.defer('queue stats', () => stats.close());
  const admin = {
    accounts: adminAccounts,
    jobs: createAdminJobs({ jobs: models.jobs, service: jobs, accounts: adminAccounts, auditLog, log }),
    queue: createQueueControl({ connection, states, queue, auditLog, log }),
    stats,
    auditLog,
  };

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
    ready: async () => {
      const [mongodb, queueAnswers, senderAnswers, worker] = await Promise.all([
        mongoAnswers(mongo),
        redisAnswers(producer),
        redisAnswers(sender),
        workerAlive(sender),
      ]);
      return {
        mongodb,
        redis: queueAnswers && senderAnswers && subscriber.status === 'ready',
        worker,
      };
    },
  });
  shutdown.defer('server', () => server.close());
  site ??= new URL(server.url).origin;
  log.info({ url: server.url, metricsUrl: metrics?.url }, 'ready');
  announceReady({ url: server.url, ...(metrics && { metricsUrl: metrics.url }) });
});
