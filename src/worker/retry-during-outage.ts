import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../infra/logger.js';
import { isOutage } from '../infra/outage.js';

/** How long an outage is waited out, in milliseconds. */
const PATIENCE_MS = 120_000;
const PAUSE_MS = 1_000;

/** Does it again while MongoDB is away, for up to two minutes; every other error is thrown at once. */
export async function retryDuringOutage<T>(log: Logger, write: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
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
