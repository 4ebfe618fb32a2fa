import type { Redis } from 'ioredis';
import type { Connection } from 'mongoose';
import type { Logger } from './infra/logger.js';
import { connectMongo, type Mongo } from './infra/mongo.js';
import { closeRedis, connectRedis, refuseEviction } from './infra/redis.js';
import type { RedisClient } from './infra/redis-client.js';
import type { RedisSettings } from './infra/redis-settings.js';
import type { Shutdown } from './infra/shutdown.js';
import { both } from './infra/telemetry/both.js';
import { type Metrics, startMetrics } from './infra/telemetry/start-metrics.js';
import type { Tracing } from './infra/telemetry/tracing.js';
import type { Models } from './modules/models.js';
import { type MigrationMode, openModels } from './modules/open-models.js';

interface StoresEnv {
  metrics: { host: string; port: number } | null;
  mongo: { uri: string };
  migrations: MigrationMode;
  redis: RedisSettings;
  pubsub: RedisSettings | null;
  startTimeoutMs: number;
}

export interface Stores {
  /** Null if they are off. */
  metrics: Metrics | null;
  mongo: Mongo;
  connection: Connection;
  models: Models;
  /** Adds to the queues. */
  producer: RedisClient;
  /** Publishes, and stores transient data. */
  publisher: RedisClient;
  subscriber: Redis;
}

/**
 * Opens the metrics, MongoDB with its migrations, and Redis in the roles that both processes use.
 * @throws StartError with one line if a server cannot be reached or is not suitable
 */
export async function openStores(
  env: StoresEnv,
  log: Logger,
  shutdown: Shutdown,
  tracing: Tracing | null,
): Promise<Stores> {
  const metrics = env.metrics && (await startMetrics(env.metrics));
  if (metrics) shutdown.defer('metrics', () => metrics.close());
  const mongo = await connectMongo(env, log, both(metrics?.observeMongo, tracing?.observeMongo));
  shutdown.defer('MongoDB', () => mongo.close());
  const producer = await connectRedis(env, 'producer', log);
  shutdown.defer('Redis (producer)', () => closeRedis(producer));
  const publisher = await connectRedis(env, 'publisher', log);
  shutdown.defer('Redis (publisher)', () => closeRedis(publisher));
  const subscriber = await connectRedis(env, 'subscriber', log);
  shutdown.defer('Redis (subscriber)', () => closeRedis(subscriber));
  await refuseEviction(producer, env.redis);
  const models = await openModels(mongo.connection, log, env.migrations);
  return { metrics, mongo, connection: mongo.connection, models, producer, publisher, subscriber };
}
