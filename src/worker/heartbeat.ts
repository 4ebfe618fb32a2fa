import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { RedisClient } from '../infra/redis-client.js';

/** One key for all workers: it exists while at least one is alive. */
const KEY = 'worker:alive';
/** The ids of workers. Each has a key of its own, which expires without a heartbeat. */
const IDS = 'workers';
const keyOf = (id: string) => `worker:${id}`;
const BEAT_MS = 1_000;
const ALIVE_MS = 4_000;

const workerSchema = z.object({
  id: z.string(),
  startedAt: z.coerce.date(),
  concurrency: z.int(),
  running: z.int(),
  /** Null: no limit, or a worker of a version that does not report it. */
  rate: z.object({ max: z.int(), durationMs: z.int() }).nullable().default(null),
});
/** A worker as its last heartbeat describes it. */
export type LiveWorker = z.output<typeof workerSchema>;

interface WorkerFacts {
  /** The maximum number of attempts at the same time. */
  concurrency: number;
  /** The number of attempts that run now. */
  running(): number;
  /** The rate limit of all workers together; `max` 0: no limit. */
  rate: { max: number; durationMs: number };
}

/** Renews the keys every second, on the worker. */
export function startHeartbeat(redis: RedisClient, facts: WorkerFacts): { close(): void } {
  const { concurrency, running } = facts;
  const rate = facts.rate.max > 0 ? facts.rate : null;
  const id = randomUUID();
  const startedAt = new Date();
  const beat = () => {
    const worker = JSON.stringify({ id, startedAt, concurrency, running: running(), rate });
    // Sent together, and not as one pipeline: in a cluster the keys are on several nodes.
    const sent = [
      redis.set(KEY, id, 'PX', ALIVE_MS),
      redis.set(keyOf(id), worker, 'PX', ALIVE_MS),
      redis.sadd(IDS, id),
    ];
    Promise.all(sent).catch(() => {}); // No heartbeat while Redis is away.
  };
  beat();
  // Removes the ids of dead workers, also if they are never read.
  liveWorkers(redis).catch(() => {});
  const timer = setInterval(beat, BEAT_MS);
  return { close: () => clearInterval(timer) };
}

/** Whether a worker was alive within the last four seconds. */
export async function workerAlive(redis: RedisClient): Promise<boolean> {
  try {
    return (await redis.exists(KEY)) === 1;
  } catch {
    return false;
  }
}

/** The workers that were alive within the last four seconds, the oldest first. Rejects while Redis is away. */
export async function liveWorkers(redis: RedisClient): Promise<LiveWorker[]> {
  const ids = await redis.smembers(IDS);
  if (ids.length === 0) return [];
  const found = await Promise.all(ids.map((id) => redis.get(keyOf(id))));
  const gone = ids.filter((_, index) => found[index] === null);
  if (gone.length > 0) await redis.srem(IDS, gone);
  return found
    .flatMap((text) => (text == null ? [] : [workerSchema.parse(JSON.parse(text))]))
    .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
}
