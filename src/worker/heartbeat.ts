import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';

/** One key for all workers: whichever lives writes it, and it says no more than that one of them does. */
const KEY = 'worker:alive';
const BEAT_MS = 1_000;
const ALIVE_MS = 4_000;

/** The worker's side: says every second that it lives. */
export function startHeartbeat(redis: Redis): { close(): void } {
  const id = randomUUID();
  const beat = () => void redis.set(KEY, id, 'PX', ALIVE_MS).catch(() => {}); // Redis is away: so is the heartbeat.
  beat();
  const timer = setInterval(beat, BEAT_MS);
  return { close: () => clearInterval(timer) };
}

/** Whether a worker has been alive within the last four seconds. */
export async function workerAlive(redis: Redis): Promise<boolean> {
  try {
    return (await redis.exists(KEY)) === 1;
  } catch {
    return false;
  }
}
