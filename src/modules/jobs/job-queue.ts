import { type BackoffOptions, type JobsOptions, Queue } from 'bullmq';
import { z } from 'zod';
import type { Logger } from '../../infra/logger.js';
import { queuePrefix, type RedisClient } from '../../infra/redis-client.js';
import type { JobRecord } from './model/job.model.js';
import { createQueueView, type QueueView } from './queue-view.js';
import { createTurns, type Turns } from './turns.js';

/** The contract between the API, which enqueues jobs, and the worker, which runs them. It imports neither. */
export const QUEUE_NAME = 'content-generation';
export const JOB_NAME = 'generate';

/** Ids only: the prompt stays in MongoDB. Parsed when the job is enqueued and again when it runs. */
export const payloadSchema = z.object({
  jobId: z.uuid(),
  run: z.int().min(1),
  enqueueNumber: z.int().min(1),
  requestId: z.string(),
  /** The trace that the worker continues (W3C). */
  traceparent: z.string().optional(),
});
export type GenerationPayload = z.infer<typeof payloadSchema>;

/** Attempts of a run. MongoDB counts them, so that a job that Redis lost does not get more. */
export const MAX_ATTEMPTS = 3;
/** The delay before the second attempt, in milliseconds. It doubles with each further attempt. */
const BACKOFF_MS = 1_000;
/** A random part of this size is added to a delay, so that jobs that failed together do not retry together. */
const JITTER = 0.2;
/** The longest Retry-After of a provider that is respected, in milliseconds. */
const MAX_RETRY_AFTER_MS = 600_000;

/**
 * The delay before the next attempt, in milliseconds: exponential with jitter, or longer if Retry-After requires it.
 */
export function retryDelayMs(
  failedAttempts: number,
  retryAfterMs: number | null = null,
  random: () => number = Math.random,
): number {
  const exponential = BACKOFF_MS * 2 ** (failedAttempts - 1);
  const jittered = Math.round(exponential * (1 + JITTER * random()));
  return Math.max(jittered, Math.min(retryAfterMs ?? 0, MAX_RETRY_AFTER_MS));
}

/** The worker computes the delay by retryDelayMs: only the worker has the provider's Retry-After. */
const BACKOFF: BackoffOptions = { type: 'generation' };
/** The last turn; jobs beyond it run in their order. */
const MAX_TURN = 1_000;
/** BullMQ keeps its records of ended jobs for operators; the history of jobs is in MongoDB. */
const KEEP_ENDED = { age: 7 * 86_400, count: 5_000 };

/** BullMQ ignores an id that it still stores, so each entry of a job has a new id. */
export const bullJobId = (jobId: string, enqueueNumber: number) => `${jobId}-${enqueueNumber}`;

export type EnqueuedJob = Pick<JobRecord, '_id' | 'enqueueNumber'>;

/** `live`: waiting, delayed or running. `completed` and `failed`: BullMQ has ended the entry. */
export type QueueState = 'missing' | 'live' | 'completed' | 'failed';

export interface GenerationQueue {
  /**
   * Adds an entry for a job. Rejects at once, or within 2 s, while Redis is away.
   * @param turn of the jobs that are due, those with a lower turn run first, and those of the same turn in their order
   */
  enqueue(
    job: Pick<JobRecord, '_id' | 'run' | 'enqueueNumber' | 'requestId' | 'scheduledFor'>,
    turn?: number,
    traceparent?: string,
  ): Promise<void>;
  turns: Turns;
  /** The state of each job's latest entry, in the order of the jobs. */
  statesOf(jobs: EnqueuedJob[]): Promise<QueueState[]>;
  /** Removes the entry of a job that is not running. Rejects for one that is. */
  remove(job: EnqueuedJob): Promise<void>;
  /** Removes all entries of jobs that have ended. */
  forget(jobs: EnqueuedJob[]): Promise<void>;
  /** Whether the queue is paused in Redis. */
  isPaused(): Promise<boolean>;
  /** Pauses the queue in Redis, or ends the pause: see queue-switch.ts. */
  setPaused(paused: boolean): Promise<void>;
  /** The number of entries that are due, that are due later, and that run. */
  counts(): Promise<{ waiting: number; delayed: number; active: number }>;
  /** What is in the queue now. Rejects while Redis is away. */
  view(): Promise<QueueView>;
  /** Holds the queue: no worker starts a job during this time, in milliseconds. */
  hold(pauseMs: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Holds the queue by BullMQ's own rate limit. Keeps beside it the count of the rate window (`count`), the end of the
 * window (`end`) and the end of the hold (`until`). Without a release the hold lasts as long as the window.
 */
const HOLD = `
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

/** Ends a hold that is over. The rate window continues with its count, so that its limit holds. */
const RELEASE = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local hold = redis.call('HMGET', KEYS[2], 'count', 'end', 'until')
  if not hold[1] or now < tonumber(hold[3]) then return end
  redis.call('DEL', KEYS[2])
  local left = tonumber(hold[2]) - now
  if left > 0 then redis.call('SET', KEYS[1], hold[1], 'PX', left) else redis.call('DEL', KEYS[1]) end`;
/** The delay of the release after the end of the hold, in milliseconds. */
const RELEASE_AFTER_MS = 5;

/** The queue as its producers see it, on a connection of the `producer` role. */
export function createGenerationQueue(producer: RedisClient, log: Logger): GenerationQueue {
  const queue = new Queue<GenerationPayload>(QUEUE_NAME, {
    connection: producer,
    prefix: queuePrefix(producer),
    skipWaitingForReady: true,
  });
  queue.on('error', (error) => log.debug({ err: error }, 'queue'));
  return {
    turns: createTurns(producer, queue.toKey('')),
    async enqueue(job, turn = 1, traceparent = undefined) {
      const payload: GenerationPayload = {
        jobId: job._id,
        run: job.run,
        enqueueNumber: job.enqueueNumber,
        requestId: job.requestId,
        ...(traceparent !== undefined && { traceparent }),
      };
      const options: JobsOptions = {
        jobId: bullJobId(job._id, job.enqueueNumber),
        delay: Math.max(0, job.scheduledFor.getTime() - Date.now()),
        // BullMQ runs jobs without a priority before all others, so every job has one.
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
    async forget(jobs) {
      const ids = jobs.flatMap(({ _id, enqueueNumber }) =>
        Array.from({ length: enqueueNumber }, (_, index) => bullJobId(_id, index + 1)),
      );
      const lookup = producer.pipeline();
      for (const id of ids) lookup.exists(queue.toKey(id));
      const kept = (await lookup.exec()) ?? [];
      await Promise.all(ids.filter((_, index) => kept[index]?.[1] === 1).map((id) => queue.remove(id)));
    },
    isPaused: () => queue.isPaused(),
    setPaused: (paused) => (paused ? queue.pause() : queue.resume()),
    async counts() {
      const counts = await queue.getJobCounts('wait', 'prioritized', 'delayed', 'active');
      const { wait = 0, prioritized = 0, delayed = 0, active = 0 } = counts;
      return { waiting: wait + prioritized, delayed, active };
    },
    view: createQueueView(producer, (name) => queue.toKey(name)),
    async hold(pauseMs) {
      const keys = [queue.toKey('limiter'), queue.toKey('held-back')] as const;
      await producer.eval(HOLD, keys.length, ...keys, pauseMs, Number.MAX_SAFE_INTEGER);
      const release = () =>
        void producer
          .eval(RELEASE, keys.length, ...keys)
          .catch((error) => log.debug({ err: error }, 'queue'));
      setTimeout(release, pauseMs + RELEASE_AFTER_MS).unref();
    },
    close: () => queue.close(),
  };
}

type StoredJob = Pick<JobRecord, '_id' | 'userId' | 'run' | 'enqueueNumber' | 'requestId' | 'scheduledFor'>;

/**
 * Enqueues a stored job ahead of those in turn. Never throws: a job that could not be enqueued is still accepted, and a
 * worker's sweeper enqueues what is missing in Redis.
 */
export async function tryEnqueue(
  queue: GenerationQueue,
  job: StoredJob,
  log: Logger,
  takeTurn?: () => Promise<number>,
): Promise<void> {
  try {
    await queue.enqueue(job, await takeTurn?.());
  } catch (error) {
    const { _id: jobId, requestId } = job;
    log.warn({ err: error, jobId, requestId }, 'job accepted but not enqueued yet');
  }
}

/** The same for a new job, which waits for its owner's turn. */
export const tryEnqueueInTurn = (queue: GenerationQueue, job: StoredJob, log: Logger): Promise<void> =>
  tryEnqueue(queue, job, log, () => queue.turns.take(job, bullJobId(job._id, job.enqueueNumber)));
