import { type Job, Worker } from 'bullmq';
import type { Lease } from '../../infra/lease.js';
import { queuePrefix, type RedisClient } from '../../infra/redis-client.js';
import { EXPORT_QUEUE, type ExportTask, exportTaskSchema } from '../../modules/exports/export-queue.js';
import { type RunDeps, runExport } from './run-export.js';
import { type SweepDeps, sweepExports } from './sweep-exports.js';

interface ExportWorkerDeps extends RunDeps, SweepDeps {
  /** One worker at a time sweeps. */
  lease: Lease;
  /** The most exports at the same time. */
  concurrency: number;
  /** A worker that does not renew a lock for this time, in milliseconds, counts as dead. */
  lockMs: number;
}

/** A task that crashed its worker more often is dropped. The sweep enqueues another, until no attempt is left. */
const MAX_STALLED = 3;

/** Writes exports on a connection of the `worker` role, and sweeps, until it is closed. */
export async function startExportWorker(
  redis: RedisClient,
  deps: ExportWorkerDeps,
): Promise<{ close(): Promise<void> }> {
  const { lease, concurrency, intervalMs, lockMs, log } = deps;
  const stopping = new AbortController();
  const run = ({ data }: Job<ExportTask>) =>
    runExport(deps, exportTaskSchema.parse(data).exportId, stopping.signal);
  const worker = new Worker<ExportTask>(EXPORT_QUEUE, run, {
    connection: redis,
    prefix: queuePrefix(redis),
    concurrency,
    lockDuration: lockMs,
    stalledInterval: lockMs,
    maxStalledCount: MAX_STALLED,
  });
  worker.on('error', (error) => log.warn({ err: error }, 'export queue'));
  worker.on('failed', (_job, error) =>
    log.warn({ err: error }, 'export task failed: the sweep enqueues it again'),
  );
  await worker.waitUntilReady();

  let sweeping: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    sweeping = sweeping
      .then(async () => {
        if (await lease.take(intervalMs * 3)) await sweepExports(deps);
      })
      .catch((error) => log.warn({ err: error }, 'exports not swept'));
  }, intervalMs);

  return {
    /** Accepts no more exports, and hands those in progress to other workers. */
    async close() {
      clearInterval(timer);
      stopping.abort();
      await Promise.all([worker.close(), sweeping]);
      await lease.release().catch((error) => log.debug({ err: error }, 'lease not released'));
    },
  };
}
