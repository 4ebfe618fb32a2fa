import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from './logger.js';
import { StartError } from './start-error.js';

const PAUSE_MS = 500;

/** Whether an error is permanent, such as a wrong password. */
export type IsFinal = (error: Error) => boolean;

/**
 * Retries until a server answers, with a log line a second: containers start in any order.
 * @throws StartError with one line after `limitMs`, and at once for a permanent error
 */
export async function waitForServer<T>(
  { name, setting, limitMs, log }: { name: string; setting: string; limitMs: number; log: Logger },
  isFinal: IsFinal,
  connect: () => Promise<T>,
): Promise<T> {
  const start = Date.now();
  let reason = 'no answer yet';
  const waiting = setInterval(() => {
    const seconds = Math.round((Date.now() - start) / 1_000);
    log.warn(`waiting for ${name} (${seconds} s of ${Math.round(limitMs / 1_000)} s): ${reason}`);
  }, 1_000);
  try {
    for (;;) {
      try {
        return await connect();
      } catch (error) {
        if (error instanceof StartError) throw error;
        reason = (error as Error).message;
        if (isFinal(error as Error) || Date.now() - start + PAUSE_MS > limitMs) {
          throw new StartError(
            `${name} cannot be reached at ${setting}: ${reason}. Start it, or set ${setting} to where it is`,
            { cause: error },
          );
        }
        await delay(PAUSE_MS);
      }
    }
  } finally {
    clearInterval(waiting);
  }
}
