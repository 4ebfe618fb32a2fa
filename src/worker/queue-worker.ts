import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'bullmq';
import type { Logger } from '../infra/logger.js';
import { queuePrefix, type RedisClient } from '../infra/redis-client.js';
import { type GenerationPayload, MAX_ATTEMPTS, QUEUE_NAME, retryDelayMs } from '../modules/jobs/job-queue.js';
import { ProviderError } from '../provider/provider-error.js';
import { createGenerationHandler, type GenerationHandlerDeps } from './handler.js';

interface GenerationWorkerSettings {
  /** Jobs that this worker runs at the same time. */
  concurrency: number;
  /** Attempts that all workers together start in a rate window; `max` 0: no limit. */
  rate: { max: number; durationMs: number };
  /**
   * A worker that does not renew a lock for this time, in milliseconds, counts as dead. Long enough for a blocked event
   * loop, short enough to repeat the attempt within a minute.
   */
  lockMs: number;
}

/**
 * The limit of stalls, which are not attempts. With BullMQ's default of 1, two crashes would end a job after one
 * attempt of three.
 */
const MAX_STALLED = MAX_ATTEMPTS;
/** No limit. Without a limiter, BullMQ would not check for a hold. */
const UNLIMITED = { max: 1_000_000_000, duration: 1_000 };
/** How often workers check whether a hold is over, in milliseconds. */
const RATE_LIMIT_POLL_MS = 500;
/** How long running jobs may continue when the worker stops, in milliseconds. */
const STOP_GRACE_MS = 5_000;

/** Runs jobs of the queue on a connection of the `worker` role, until it is closed. */
export async function startGenerationWorker(
  redis: RedisClient,
  settings: GenerationWorkerSettings,
  deps: GenerationHandlerDeps,
): Promise<{ close(): Promise<void> }> {
  const log: Logger = deps.log;
  const { max, durationMs: duration } = settings.rate;
  const worker = new Worker<GenerationPayload>(QUEUE_NAME, createGenerationHandler(deps), {
    connection: redis,
    prefix: queuePrefix(redis),
    concurrency: settings.concurrency,
    limiter: max > 0 ? { max, duration } : UNLIMITED,
    // A hold may end before the rate window that BullMQ reads.
    maximumRateLimitDelay: RATE_LIMIT_POLL_MS,
    lockDuration: settings.lockMs,
    stalledInterval: settings.lockMs,
    maxStalledCount: MAX_STALLED,
    settings: {
      backoffStrategy: (failedAttempts, _type, error) =>
        retryDelayMs(failedAttempts, error instanceof ProviderError ? error.retryAfterMs : null),
    },
  });
  worker.on('error', (error) => log.warn({ err: error }, 'queue'));
  worker.on('stalled', (bullJobId) => log.warn({ bullJobId }, 'the worker of a job is gone: job runs again'));
  await worker.waitUntilReady();

  return {
    /** Accepts no more jobs, waits for those that run, and hands back the rest after the grace period. */
    async close() {
      const closed = worker.close();
      const grace = new AbortController();
      const handingBack = delay(STOP_GRACE_MS, undefined, grace).then(
        () => deps.running.handBack(),
        () => {},
      );
      await closed;
      grace.abort();
      await handingBack;
    },
  };
}
