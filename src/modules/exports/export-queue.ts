import { Queue } from 'bullmq';
import { z } from 'zod';
import type { Logger } from '../../infra/logger.js';
import { queuePrefix, type RedisClient } from '../../infra/redis-client.js';

/** The contract between the processes that enqueue exports and the workers that write them. */
export const EXPORT_QUEUE = 'exports';

/** Ids only: MongoDB holds the export. `attempts`: after this number of attempts. */
export const exportTaskSchema = z.object({ exportId: z.string(), attempts: z.int() });
export type ExportTask = z.infer<typeof exportTaskSchema>;

export interface ExportQueue {
  /** Adds a task, once while it waits. Rejects at once, or within 2 s, while Redis is away. */
  enqueue(task: ExportTask): Promise<void>;
  /** The same, but never throws: the sweep enqueues what is missing in Redis. */
  tryEnqueue(task: ExportTask): Promise<void>;
  close(): Promise<void>;
}

/** The producing side, on a connection of the `producer` role. */
export function createExportQueue(producer: RedisClient, log: Logger): ExportQueue {
  const queue = new Queue<ExportTask>(EXPORT_QUEUE, {
    connection: producer,
    prefix: queuePrefix(producer),
    skipWaitingForReady: true,
  });
  queue.on('error', (error) => log.debug({ err: error }, 'export queue'));

  async function enqueue(task: ExportTask) {
    await queue.add('export', exportTaskSchema.parse(task), {
      jobId: `export-${task.exportId}-${task.attempts}`,
      removeOnComplete: true,
      removeOnFail: true,
    });
  }

  return {
    enqueue,
    async tryEnqueue(task) {
      try {
        await enqueue(task);
      } catch (error) {
        log.warn({ err: error, ...task }, 'export not enqueued yet');
      }
    },
    close: () => queue.close(),
  };
}
