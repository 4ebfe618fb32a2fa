import 'reflect-metadata';
import { createAuthService } from './auth/auth.service.js';
import { createPasswords } from './auth/password.js';
import { createTokens } from './auth/token.js';
import { createContentService } from './content/content.service.js';
import { loadApiEnv } from './env.js';
import { createEventLog } from './generation/event-log.js';
import { createEventSubscriptions } from './generation/generation.events.js';
import { createGenerationQueue } from './generation/generation.job.js';
import { createGenerationService } from './generation/generation.service.js';
import { openModels } from './infra/models.js';
import { connectMongo } from './infra/mongo.js';
import { closeRedis, connectRedis, warnOfEviction } from './infra/redis.js';
import { announceReady, runProcess } from './process.js';
import { buildSchema } from './schema.js';
import { createServer } from './server.js';

await runProcess('api', loadApiEnv, async (env, log, shutdown) => {
  const mongo = await connectMongo(env.mongo.uri);
  shutdown.defer('MongoDB', () => mongo.close());
  const producer = await connectRedis(env.redis, 'producer', log);
  shutdown.defer('Redis (producer)', () => closeRedis(producer));
  const subscriber = await connectRedis(env.redis, 'subscriber', log);
  shutdown.defer('Redis (subscriber)', () => closeRedis(subscriber));
  await warnOfEviction(producer, log);
  const models = await openModels(mongo.connection);

  const eventLog = createEventLog({ ...models, connection: mongo.connection });
  const queue = createGenerationQueue(producer, log);
  shutdown.defer('queue', () => queue.close());
  const contents = createContentService(models);
  const generation = createGenerationService({
    jobs: models.jobs,
    contents,
    queue,
    eventLog,
    subscriptions: createEventSubscriptions(subscriber, eventLog, log),
    log,
    defaultDelayMs: env.jobDelayMs,
  });
  const auth = createAuthService({
    users: models.users,
    tokens: createTokens(env.jwt),
    passwords: await createPasswords(env.bcryptCost),
  });

  const server = await createServer({
    schema: await buildSchema(),
    services: { auth, contents, generation },
    log,
    settings: env,
    ready: async () => ({
      mongodb: mongo.connection.readyState === 1,
      redis: producer.status === 'ready' && subscriber.status === 'ready',
    }),
  });
  shutdown.defer('server', () => server.close());
  log.info({ url: server.url }, 'ready');
  announceReady({ url: server.url });
});
