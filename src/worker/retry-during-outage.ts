import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../infra/logger.js';
import { isOutage } from '../infra/outage.js';

/** The longest outage that a write is repeated for, in milliseconds. */
const OUTAGE_LIMIT_MS = 120_000;
const PAUSE_MS = 1_000;

/** Repeats a write during an outage of MongoDB, for up to two minutes. Throws every other error at once. */
export async function retryDuringOutage<T>(log: Logger, write: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + OUTAGE_LIMIT_MS;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!isOutage(error) || Date.now() > deadline) throw error;
      log.warn({ err: error }, 'MongoDB is away: the write is repeated');
      await delay(PAUSE_MS);
    }
  }
}
