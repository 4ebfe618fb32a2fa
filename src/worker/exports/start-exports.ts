import type { Connection } from 'mongoose';
import { createLease } from '../../infra/lease.js';
import type { Logger } from '../../infra/logger.js';
import type { RedisClient } from '../../infra/redis-client.js';
import { createExportFiles } from '../../modules/exports/export-files.js';
import { createExportQueue } from '../../modules/exports/export-queue.js';
import type { Models } from '../../modules/models.js';
import { createExportClaims } from './claims.js';
import { startExportWorker } from './export-worker.js';

interface Settings {
  exports: { concurrency: number; retentionMs: number };
  sweepIntervalMs: number;
  lockMs: number;
}

/** Starts all that this worker does for exports. */
export async function startExports(
  connections: { redis: RedisClient; producer: RedisClient; publisher: RedisClient; mongo: Connection },
  models: Models,
  { exports: { concurrency, retentionMs }, sweepIntervalMs, lockMs }: Settings,
  log: Logger,
): Promise<{ close(): Promise<void> }> {
  const { redis, producer, publisher, mongo } = connections;
  const queue = createExportQueue(producer, log);
  const worker = await startExportWorker(redis, {
    exports: models.exports,
    claims: createExportClaims(models.exports, retentionMs),
    files: createExportFiles(mongo),
    queue,
    // Loaded with the first export, so that the start of a worker does not load formats and filters.
    open: async (claimed, signal) => (await import('./open-export.js')).openExport(models, claimed, signal),
    redis: publisher,
    lease: createLease(models.leases, 'export sweep'),
    concurrency,
    intervalMs: sweepIntervalMs,
    lockMs,
    log,
  });
  return {
    async close() {
      await worker.close();
      await queue.close();
    },
  };
}
