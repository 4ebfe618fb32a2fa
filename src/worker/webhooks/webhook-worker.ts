import { DelayedError, type Job, Worker } from 'bullmq';
import { Types } from 'mongoose';
import type { Lease } from '../../infra/lease.js';
import { queuePrefix, type RedisClient } from '../../infra/redis-client.js';
import { WEBHOOK_QUEUE, type WebhookTask, webhookTaskSchema } from '../../modules/webhooks/webhook-queue.js';
import { type AdvanceDeps, advance } from './advance.js';
import { deliverNext } from './deliver.js';
import { type SweepDeps, sweepWebhooks } from './sweep-webhooks.js';

interface WebhookWorkerDeps extends Omit<AdvanceDeps, 'stopping' | 'aborting'>, SweepDeps {
  /** One worker at a time sweeps. */
  lease: Lease;
  /** A worker that does not renew a lock for this time, in milliseconds, counts as dead. */
  lockMs: number;
}

/** Webhooks and deliveries that one worker handles at the same time; nearly all of it is waiting. */
const CONCURRENCY = 20;
/** A task that crashed its worker more often is dropped. The sweep enqueues another. */
const MAX_STALLED = 3;
/** How long requests in progress may continue when the worker stops, in milliseconds. */
const STOP_GRACE_MS = 2_000;

/** Sends deliveries on a connection of the `worker` role, and sweeps, until it is closed. */
export async function startWebhookWorker(
  redis: RedisClient,
  settings: WebhookWorkerDeps,
): Promise<{ close(): Promise<void> }> {
  const { lease, intervalMs, lockMs, log } = settings;
  const stopping = new AbortController();
  const aborting = new AbortController();
  const deps = { ...settings, stopping: stopping.signal, aborting: aborting.signal };

  async function run(job: Job<WebhookTask>, token?: string) {
    const task = webhookTaskSchema.parse(job.data);
    if (task.task === 'advance') return advance(deps, task.webhookId);
    const attempted = await deliverNext(deps, { _id: new Types.ObjectId(task.deliveryId) });
    if (attempted !== 'handedBack') return;
    await job.moveToDelayed(Date.now(), token);
    throw new DelayedError();
  }

  const worker = new Worker<WebhookTask>(WEBHOOK_QUEUE, run, {
    connection: redis,
    prefix: queuePrefix(redis),
    concurrency: CONCURRENCY,
    lockDuration: lockMs,
    stalledInterval: lockMs,
    maxStalledCount: MAX_STALLED,
  });
  worker.on('error', (error) => log.warn({ err: error }, 'webhook queue'));
  worker.on('failed', (_job, error) =>
    log.warn({ err: error }, 'webhook task failed: the sweep enqueues it again'),
  );
  await worker.waitUntilReady();

  let sweeping: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    sweeping = sweeping
      .then(async () => {
        if (await lease.take(intervalMs * 3)) await sweepWebhooks(deps);
      })
      .catch((error) => log.warn({ err: error }, 'webhooks not swept'));
  }, intervalMs);

  return {
    /** Accepts no more tasks, and after the grace period ends requests in progress, which other workers repeat. */
    async close() {
      clearInterval(timer);
      stopping.abort();
      const grace = setTimeout(() => aborting.abort(), STOP_GRACE_MS);
      await Promise.all([worker.close(), sweeping]);
      clearTimeout(grace);
      await lease.release().catch((error) => log.debug({ err: error }, 'lease not released'));
    },
  };
}
