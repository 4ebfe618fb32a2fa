import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'bullmq';
import { createGenerationHandler } from './generation.handler.js';
import { MAX_ATTEMPTS, QUEUE_NAME, retryDelayMs } from './generation.job.js';
import { ProviderError } from './provider-error.js';
/** Stalls are no attempts; with BullMQ's one, two crashes would end a job after one attempt of three. */
const MAX_STALLED = MAX_ATTEMPTS;
/** What stands for no limit: without any, BullMQ would not look whether the queue is held back. */
const UNLIMITED = { max: 1_000_000_000, duration: 1_000 };
/** How long running jobs may go on when the worker is told to stop, in milliseconds. */
const STOP_GRACE_MS = 5_000;
/** Runs the queue's jobs on a connection of the `worker` role, until it is closed. */
export async function startGenerationWorker(redis, settings, deps) {
    const log = deps.log;
    const { max, durationMs: duration } = settings.rate;
    const worker = new Worker(QUEUE_NAME, createGenerationHandler(deps), {
        connection: redis,
        concurrency: settings.concurrency,
        limiter: max > 0 ? { max, duration } : UNLIMITED,
        lockDuration: settings.lockMs,
        stalledInterval: settings.lockMs,
        maxStalledCount: MAX_STALLED,
        settings: {
            backoffStrategy: (failedAttempts, _type, error) => retryDelayMs(failedAttempts, error instanceof ProviderError ? error.retryAfterMs : null),
        },
    });
    worker.on('error', (error) => log.warn({ err: error }, 'queue'));
    worker.on('stalled', (bullJobId) => log.warn({ bullJobId }, 'the worker of a job is gone: it is run again'));
    await worker.waitUntilReady();
    return {
        /** Takes no more jobs, waits a while for those that run, and hands back what is left. */
        async close() {
            const closed = worker.close();
            const grace = new AbortController();
            const handingBack = delay(STOP_GRACE_MS, undefined, grace).then(() => deps.running.handBack(), () => { });
            await closed;
            grace.abort();
            await handingBack;
        },
    };
}
//# sourceMappingURL=generation.worker.js.map