import { type BackoffOptions, type JobState, type JobsOptions, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Logger } from '../infra/logger.js';
import type { JobRecord } from './job.model.js';

/**
 * The contract between whoever asks for a generation and whoever runs it. Both sides import this file, and it
 * imports neither.
 */
export const QUEUE_NAME = 'content-generation';
export const JOB_NAME = 'generate';

/** Ids only: what is to be written stays in MongoDB. Parsed when it is enqueued and again when it is run. */
export const payloadSchema = z.object({
  jobId: z.uuid(),
  run: z.int().min(1),
  enqueueNumber: z.int().min(1),
  requestId: z.string(),
});
export type GenerationPayload = z.infer<typeof payloadSchema>;

/** Attempts of a run in all; MongoDB counts them, so that a job which Redis lost doesn't get more. */
export const MAX_ATTEMPTS = 3;
/** The wait before the second attempt, in milliseconds; doubles for each further one. */
const BACKOFF_MS = 1_000;
/** Chance lengthens a wait by up to this part, so that jobs that failed together don't come back together. */
const JITTER = 0.2;
/** The longest that a provider's Retry-After is followed, in milliseconds. */
const MAX_RETRY_AFTER_MS = 600_000;

/** The wait before the next attempt, in milliseconds: exponential with jitter, or as long as the provider asks. */
export function retryDelayMs(
  failedAttempts: number,
  retryAfterMs: number | null = null,
  random: () => number = Math.random,
): number {
  const exponential = BACKOFF_MS * 2 ** (failedAttempts - 1);
  const jittered = Math.round(exponential * (1 + JITTER * random()));
  return Math.max(jittered, Math.min(retryAfterMs ?? 0, MAX_RETRY_AFTER_MS));
}

/** The worker computes the wait by retryDelayMs: only it knows the provider's Retry-After. */
const BACKOFF: BackoffOptions = { type: 'generation' };
/** BullMQ's record of ended jobs is for whoever looks at the queue; the history is MongoDB's. */
const KEEP_ENDED = { age: 7 * 86_400, count: 5_000 };

/** BullMQ ignores an id that it still keeps, so each time that a job is enqueued it gets another one. */
export const bullJobId = (jobId: string, enqueueNumber: number) => `${jobId}-${enqueueNumber}`;

export interface GenerationQueue {
  /** Tells the queue of a job. Rejects at once, or within 2 s, while Redis is away. */
  enqueue(
    job: Pick<JobRecord, '_id' | 'run' | 'enqueueNumber' | 'requestId' | 'scheduledFor'>,
  ): Promise<void>;
  /** What BullMQ says of the job as it was enqueued last; `unknown` where it has no such job. */
  stateOf(job: Pick<JobRecord, '_id' | 'enqueueNumber'>): Promise<JobState | 'unknown'>;
  close(): Promise<void>;
}

/** The producing side, on a connection of the `producer` role. */
export function createGenerationQueue(producer: Redis, log: Logger): GenerationQueue {
  const queue = new Queue<GenerationPayload>(QUEUE_NAME, { connection: producer, skipWaitingForReady: true });
  queue.on('error', (error) => log.debug({ err: error }, 'queue'));
  return {
    async enqueue(job) {
      const payload = payloadSchema.parse({
        jobId: job._id,
        run: job.run,
        enqueueNumber: job.enqueueNumber,
        requestId: job.requestId,
      });
      const options: JobsOptions = {
        jobId: bullJobId(job._id, job.enqueueNumber),
        delay: Math.max(0, job.scheduledFor.getTime() - Date.now()),
        attempts: MAX_ATTEMPTS,
        backoff: BACKOFF,
        removeOnComplete: KEEP_ENDED,
        removeOnFail: KEEP_ENDED,
      };
      await queue.add(JOB_NAME, payload, options);
    },
    stateOf: (job) => queue.getJobState(bullJobId(job._id, job.enqueueNumber)),
    close: () => queue.close(),
  };
}
