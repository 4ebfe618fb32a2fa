import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from '../infra/logger.js';
import { type GenerationPayload, MAX_ATTEMPTS, QUEUE_NAME, retryDelayMs } from '../modules/jobs/job-queue.js';
import { ProviderError } from '../provider/provider-error.js';
import { createGenerationHandler, type GenerationHandlerDeps } from './handler.js';

interface GenerationWorkerSettings {
  /** Jobs that this worker runs at a time. */
  concurrency: number;
  /** Attempts that all workers together start in a window; `max` 0: as many as there are. */
  rate: { max: number; durationMs: number };
  /**
   * A lock that isn't renewed for this long, in milliseconds, is taken for its worker's death: long enough for a
   * stalled event loop, short enough that a crash is made good within a minute.
   */
  lockMs: number;
}

/** Stalls are no attempts; with BullMQ's one, two crashes would end a job after one attempt of three. */
const MAX_STALLED = MAX_ATTEMPTS;
/** What stands for no limit: without any, BullMQ would not look whether the queue is held back. */
const UNLIMITED = { max: 1_000_000_000, duration: 1_000 };
const RATE_LIMIT_LOOK_MS = 500;
/** How long running jobs may go on when the worker is told to stop, in milliseconds. */
const STOP_GRACE_MS = 5_000;

/** Runs the queue's jobs on a connection of the `worker` role, until it is closed. */
export async function startGenerationWorker(
  redis: Redis,
  settings: GenerationWorkerSettings,
  deps: GenerationHandlerDeps,
): Promise<{ close(): Promise<void> }> {
  const log: Logger = deps.log;
  const { max, durationMs: duration } = settings.rate;
  const worker = new Worker<GenerationPayload>(QUEUE_NAME, createGenerationHandler(deps), {
    connection: redis,
    concurrency: settings.concurrency,
    limiter: max > 0 ? { max, duration } : UNLIMITED,
    // A hold after a 429 may end before the window that BullMQ reads: workers look again this often.
    maximumRateLimitDelay: RATE_LIMIT_LOOK_MS,
    lockDuration: settings.lockMs,
    stalledInterval: settings.lockMs,
    maxStalledCount: MAX_STALLED,
    settings: {
      backoffStrategy: (failedAttempts, _type, error) =>
        retryDelayMs(failedAttempts, error instanceof ProviderError ? error.retryAfterMs : null),
    },
  });
  worker.on('error', (error) => log.warn({ err: error }, 'queue'));
  worker.on('stalled', (bullJobId) =>
    log.warn({ bullJobId }, 'the worker of a job is gone: it is run again'),
  );
  await worker.waitUntilReady();

  return {
    /** Takes no more jobs, waits a while for those that run, and hands back what is left. */
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
