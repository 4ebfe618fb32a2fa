import { Queue } from 'bullmq';
import { z } from 'zod';
import { createTurns } from './turns.js';
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
/** Attempts of a run in all; MongoDB counts them, so that a job which Redis lost doesn't get more. */
export const MAX_ATTEMPTS = 3;
/** The wait before the second attempt, in milliseconds; doubles for each further one. */
const BACKOFF_MS = 1_000;
/** Chance lengthens a wait by up to this part, so that jobs that failed together don't come back together. */
const JITTER = 0.2;
/** The longest that a provider's Retry-After is followed, in milliseconds. */
const MAX_RETRY_AFTER_MS = 600_000;
/** The wait before the next attempt, in milliseconds: exponential with jitter, or as long as the provider asks. */
export function retryDelayMs(failedAttempts, retryAfterMs = null, random = Math.random) {
    const exponential = BACKOFF_MS * 2 ** (failedAttempts - 1);
    const jittered = Math.round(exponential * (1 + JITTER * random()));
    return Math.max(jittered, Math.min(retryAfterMs ?? 0, MAX_RETRY_AFTER_MS));
}
/** The worker computes the wait by retryDelayMs: only it knows the provider's Retry-After. */
const BACKOFF = { type: 'generation' };
/**
 * Users take turns: a job's turn is 1 and what its owner has waiting before it, so that whoever asks for many holds up
 * themselves and not the others.
 */
const MAX_TURN = 1_000;
/** BullMQ's record of ended jobs is for whoever looks at the queue; the history is MongoDB's. */
const KEEP_ENDED = { age: 7 * 86_400, count: 5_000 };
/** BullMQ ignores an id that it still keeps, so each time that a job is enqueued it gets another one. */
export const bullJobId = (jobId, enqueueNumber) => `${jobId}-${enqueueNumber}`;
/** BullMQ's own way to hold a queue back, which here never shortens the window that the rate limit is in. */
const HOLD_BACK = `
  local left = redis.call('PTTL', KEYS[1])
  redis.call('SET', KEYS[1], ARGV[2], 'PX', math.max(left, tonumber(ARGV[1])))`;
/** The producing side, on a connection of the `producer` role. */
export function createGenerationQueue(producer, log) {
    const queue = new Queue(QUEUE_NAME, { connection: producer, skipWaitingForReady: true });
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
            const options = {
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
                if (error)
                    throw error;
                return answer;
            });
            return jobs.map((_, index) => {
                const [exists, completed, failed] = answers.slice(index * 3, index * 3 + 3);
                if (!exists)
                    return 'missing';
                if (completed)
                    return 'completed';
                return failed ? 'failed' : 'live';
            });
        },
        async remove({ _id, enqueueNumber }) {
            await queue.remove(bullJobId(_id, enqueueNumber));
        },
        async holdBack(pauseMs) {
            await producer.eval(HOLD_BACK, 1, queue.toKey('limiter'), pauseMs, Number.MAX_SAFE_INTEGER);
        },
        close: () => queue.close(),
    };
}
/**
 * Tells the queue of a job that MongoDB keeps. Never throws: a job that could not be enqueued is accepted all the
 * same, and a worker's sweeper enqueues what Redis doesn't know.
 */
export async function enqueueOrLeave(queue, job, log, turn) {
    try {
        await queue.enqueue(job, await turn);
    }
    catch (error) {
        const { _id: jobId, requestId } = job;
        log.warn({ err: error, jobId, requestId }, 'job accepted but not enqueued yet');
    }
}
