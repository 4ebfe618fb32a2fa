import { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from '../infra/logger.js';
import { createGenerationHandler, type GenerationHandlerDeps } from './generation.handler.js';
import { type GenerationPayload, MAX_ATTEMPTS, QUEUE_NAME, retryDelayMs } from './generation.job.js';
import { ProviderError } from './provider-error.js';

interface GenerationWorkerSettings {
  /** Jobs that this worker runs at a time. */
  concurrency: number;
  /** Attempts that all workers together start in a window; `max` 0: as many as there are. */
  rate: { max: number; durationMs: number };
}

/**
 * A lock that isn't renewed for this long, in milliseconds, is taken for its worker's death: long enough for a
 * stalled event loop, short enough that a crash is made good within a minute.
 */
const LOCK_MS = 30_000;
/** Stalls are no attempts; with BullMQ's one, two crashes would end a job after one attempt of three. */
const MAX_STALLED = MAX_ATTEMPTS;
/** Starts in all, those after a crash included: what ends a job that kills its worker each time. */
const MAX_STARTED = MAX_ATTEMPTS * 3;

/** Runs the queue's jobs on a connection of the `worker` role, until it is closed. */
export async function startGenerationWorker(
  redis: Redis,
  settings: GenerationWorkerSettings,
  deps: GenerationHandlerDeps,
): Promise<{ close(): Promise<void> }> {
  const log: Logger = deps.log;
  const worker = new Worker<GenerationPayload>(QUEUE_NAME, createGenerationHandler(deps), {
    connection: redis,
    concurrency: settings.concurrency,
    ...(settings.rate.max > 0 && { limiter: { max: settings.rate.max, duration: settings.rate.durationMs } }),
    lockDuration: LOCK_MS,
    stalledInterval: LOCK_MS,
    maxStalledCount: MAX_STALLED,
    maxStartedAttempts: MAX_STARTED,
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
  return { close: () => worker.close() };
}
