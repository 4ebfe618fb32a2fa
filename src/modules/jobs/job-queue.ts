import { type BackoffOptions, type JobsOptions, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Logger } from '../../infra/logger.js';
import type { JobRecord } from './model/job.model.js';
import { createTurns, type Turns } from './turns.js';

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
/**
 * Users take turns: a job's turn is 1 and what its owner has waiting before it, so that whoever asks for many holds up
 * themselves and not the others.
 */
const MAX_TURN = 1_000;
/** BullMQ's record of ended jobs is for whoever looks at the queue; the history is MongoDB's. */
const KEEP_ENDED = { age: 7 * 86_400, count: 5_000 };

/** BullMQ ignores an id that it still keeps, so each time that a job is enqueued it gets another one. */
export const bullJobId = (jobId: string, enqueueNumber: number) => `${jobId}-${enqueueNumber}`;

export type EnqueuedJob = Pick<JobRecord, '_id' | 'enqueueNumber'>;

/** `live`: waiting, delayed or run. `completed` and `failed`: BullMQ has done with it. */
export type QueueState = 'missing' | 'live' | 'completed' | 'failed';

export interface GenerationQueue {
  /**
   * Tells the queue of a job. Rejects at once, or within 2 s, while Redis is away.
   * @param turn Of the jobs that are due, those of a lower turn are run first, and those of one turn in their order.
   */
  enqueue(
    job: Pick<JobRecord, '_id' | 'run' | 'enqueueNumber' | 'requestId' | 'scheduledFor'>,
    turn?: number,
  ): Promise<void>;
  turns: Turns;
  /** What Redis knows of each job as it was enqueued last, in their order. */
  statesOf(jobs: EnqueuedJob[]): Promise<QueueState[]>;
  /** Forgets a job that nobody runs yet; one that runs is left to its worker. */
  remove(job: EnqueuedJob): Promise<void>;
  /** No worker starts a job for so long, in milliseconds. */
  holdBack(pauseMs: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Holds the queue back by BullMQ's own rate limit, and keeps beside it what the window had counted (`count`), when it
 * ends (`end`) and until when the queue is held (`until`). Without a release the hold lasts as long as the window.
 */
const HOLD_BACK = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local left = math.max(redis.call('PTTL', KEYS[1]), 0)
  local pause = tonumber(ARGV[1])
  if redis.call('EXISTS', KEYS[2]) == 0 then
    redis.call('HSET', KEYS[2], 'count', redis.call('GET', KEYS[1]) or '0', 'end', now + left, 'until', 0)
  end
  local held = math.max(tonumber(redis.call('HGET', KEYS[2], 'until')), now + pause)
  redis.call('HSET', KEYS[2], 'until', held)
  local longest = math.max(left, held - now)
  redis.call('PEXPIRE', KEYS[2], longest)
  redis.call('SET', KEYS[1], ARGV[2], 'PX', longest)`;

/** Ends a hold whose time has come: the window goes on with what it had counted, so that its limit holds. */
const RELEASE = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local hold = redis.call('HMGET', KEYS[2], 'count', 'end', 'until')
  if not hold[1] or now < tonumber(hold[3]) then return end
  redis.call('DEL', KEYS[2])
  local left = tonumber(hold[2]) - now
  if left > 0 then redis.call('SET', KEYS[1], hold[1], 'PX', left) else redis.call('DEL', KEYS[1]) end`;
/** The release comes after the hold's last millisecond. */
const RELEASE_AFTER_MS = 5;

/** The producing side, on a connection of the `producer` role. */
export function createGenerationQueue(producer: Redis, log: Logger): GenerationQueue {
  const queue = new Queue<GenerationPayload>(QUEUE_NAME, { connection: producer, skipWaitingForReady: true });
  queue.on('error', (error) => log.debug({ err: error }, 'queue'));
  return {
    turns: createTurns(producer, queue.toKey('')),
    async enqueue(job, turn = 1) {
      const payload = payloadSchema.parse({
        jobId: job._id,
        run: job.run,
        enqueueNumber: job.enqueueNumber,
        requestId: job.requestId,
      });
      const options: JobsOptions = {
        jobId: bullJobId(job._id, job.enqueueNumber),
        delay: Math.max(0, job.scheduledFor.getTime() - Date.now()),
        // BullMQ runs what has no priority before all that has one, so every job has one.
        priority: Math.min(turn, MAX_TURN),
        attempts: MAX_ATTEMPTS,
        backoff: BACKOFF,
        removeOnComplete: KEEP_ENDED,
        removeOnFail: KEEP_ENDED,
      };
      await queue.add(JOB_NAME, payload, options);
    },
    async statesOf(jobs) {
      const lookup = producer.pipeline();
      for (const { _id, enqueueNumber } of jobs) {
        const id = bullJobId(_id, enqueueNumber);
        lookup.exists(queue.toKey(id)).zscore(queue.toKey('completed'), id).zscore(queue.toKey('failed'), id);
      }
      const answers = ((await lookup.exec()) ?? []).map(([error, answer]) => {
        if (error) throw error;
        return answer;
      });
      return jobs.map((_, index) => {
        const [exists, completed, failed] = answers.slice(index * 3, index * 3 + 3);
        if (!exists) return 'missing';
        if (completed) return 'completed';
        return failed ? 'failed' : 'live';
      });
    },
    async remove({ _id, enqueueNumber }) {
      await queue.remove(bullJobId(_id, enqueueNumber));
    },
    async holdBack(pauseMs) {
      const keys = [queue.toKey('limiter'), queue.toKey('held-back')] as const;
      await producer.eval(HOLD_BACK, keys.length, ...keys, pauseMs, Number.MAX_SAFE_INTEGER);
      const release = () =>
        void producer
          .eval(RELEASE, keys.length, ...keys)
          .catch((error) => log.debug({ err: error }, 'queue'));
      setTimeout(release, pauseMs + RELEASE_AFTER_MS).unref();
    },
    close: () => queue.close(),
  };
}

/**
 * Tells the queue of a job that MongoDB keeps. Never throws: a job that could not be enqueued is accepted all the
 * same, and a worker's sweeper enqueues what Redis doesn't know.
 */
export async function enqueueOrLeave(
  queue: GenerationQueue,
  job: JobRecord,
  log: Logger,
  turn?: Promise<number>,
): Promise<void> {
  try {
    await queue.enqueue(job, await turn);
  } catch (error) {
    const { _id: jobId, requestId } = job;
    log.warn({ err: error, jobId, requestId }, 'job accepted but not enqueued yet');
  }
}
