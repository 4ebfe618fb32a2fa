import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';

/** One key for all workers: it says that at least one is alive. */
const KEY = 'worker:alive';
const BEAT_MS = 1_000;
const ALIVE_MS = 4_000;

/** Renews the key every second, on the worker. */
export function startHeartbeat(redis: Redis): { close(): void } {
  const id = randomUUID();
  const beat = () => void redis.set(KEY, id, 'PX', ALIVE_MS).catch(() => {}); // No heartbeat while Redis is away.
  beat();
  const timer = setInterval(beat, BEAT_MS);
  return { close: () => clearInterval(timer) };
}

/** Whether a worker was alive within the last four seconds. */
export async function workerAlive(redis: Redis): Promise<boolean> {
  try {
    return (await redis.exists(KEY)) === 1;
  } catch {
    return false;
  }
}
