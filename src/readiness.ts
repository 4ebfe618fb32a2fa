import { mongoAnswers } from './infra/mongo.js';
import { redisAnswers } from './infra/redis.js';
import type { Stores } from './open-stores.js';
import { workerAlive } from './worker/heartbeat.js';

/** Whether each server that the API depends on answers now. */
export async function whatAnswers({
  mongo,
  producer,
  publisher,
  subscriber,
}: Stores): Promise<Record<string, boolean>> {
  const [mongodb, queueAnswers, publisherAnswers, worker] = await Promise.all([
    mongoAnswers(mongo),
    redisAnswers(producer),
    redisAnswers(publisher),
    workerAlive(publisher),
  ]);
  return { mongodb, redis: queueAnswers && publisherAnswers && subscriber.status === 'ready', worker };
}
