import 'reflect-metadata';
import { createAccountErasure } from './auth/account-erasure.js';
import { createAuthService } from './auth/auth.service.js';
import { createPasswords } from './auth/password.js';
import { createSessionLife } from './auth/session-life.js';
import { createSessions } from './auth/sessions.js';
import { createTokens } from './auth/token.js';
import { createContentService } from './content/content.service.js';
import { startFoldedCopies } from './content/folded-copies.js';
import { loadApiEnv } from './env.js';
import { createEventLog } from './generation/event-log.js';
import { createEventPublisher } from './generation/generation.events.js';
import { createGenerationQueue } from './generation/generation.job.js';
import { createGenerationService } from './generation/generation.service.js';
import { workerAlive } from './generation/heartbeat.js';
import { createChannels } from './infra/channels.js';
import { createLease } from './infra/lease.js';
import { openModels } from './infra/models.js';
import { connectMongo, mongoAnswers } from './infra/mongo.js';
import { closeRedis, connectRedis, redisAnswers, refuseEviction } from './infra/redis.js';
import { createRateLimits, noRateLimits } from './limits/rate-limits.js';
import { announceReady, runProcess } from './process.js';
import { buildSchema } from './schema.js';
import { createServer } from './server.js';

await runProcess('api', loadApiEnv, async (env, log, shutdown) => {
  const mongo = await connectMongo(env, log);
  shutdown.defer('MongoDB', () => mongo.close());
  const producer = await connectRedis(env, 'producer', log);
  shutdown.defer('Redis (producer)', () => closeRedis(producer));
  const subscriber = await connectRedis(env, 'subscriber', log);
  shutdown.defer('Redis (subscriber)', () => closeRedis(subscriber));
  await refuseEviction(producer);
  const models = await openModels(mongo.connection, log);

  const eventLog = createEventLog({ ...models, connection: mongo.connection });
  const queue = createGenerationQueue(producer, log);
  shutdown.defer('queue', () => queue.close());
  const publisher = createEventPublisher(producer, eventLog, log);
  shutdown.defer('publisher', () => publisher.close());
  const listening = createChannels(subscriber, log);
  shutdown.defer('channels', () => listening.close());
  const foldedCopies = startFoldedCopies({
    ...models,
    lease: createLease(models.leases, 'folded copies'),
    log,
  });
  shutdown.defer('folded copies', () => foldedCopies.close());
  const contents = createContentService({ ...models, foldedCopies });
  const generation = createGenerationService({
    jobs: models.jobs,
    contents,
    queue,
    eventLog,
    publisher,
    listening,
    redis: producer,
    log,
    defaultDelayMs: env.jobDelayMs,
  });
  const life = await createSessionLife({ ...models, listening, redis: producer, log });
  shutdown.defer('sessions', () => life.close());
  const erasure = createAccountErasure({ ...models, contents, generation, log });
  shutdown.defer('erasure', () => erasure.close());
  const auth = createAuthService({
    users: models.users,
    tokens: createTokens(env.jwt),
    passwords: await createPasswords(env.bcryptCost),
    sessions: createSessions({ ...models, life, lifetimeSeconds: env.sessionSeconds, log }),
    life,
    erasure,
  });

  let rateLimits = noRateLimits;
  if (env.rateLimits) {
    const limiter = await connectRedis(env, 'limiter', log);
    shutdown.defer('Redis (limiter)', () => closeRedis(limiter));
    rateLimits = createRateLimits(limiter, env.rateLimits);
  }

  const server = await createServer({
    schema: await buildSchema(),
    services: { auth, contents, generation },
    rateLimits,
    log,
    settings: env,
    ready: async () => {
      const [mongodb, redis, worker] = await Promise.all([
        mongoAnswers(mongo),
        redisAnswers(producer),
        workerAlive(producer),
      ]);
      return { mongodb, redis: redis && subscriber.status === 'ready', worker };
    },
  });
  shutdown.defer('server', () => server.close());
  log.info({ url: server.url }, 'ready');
  announceReady({ url: server.url });
});
