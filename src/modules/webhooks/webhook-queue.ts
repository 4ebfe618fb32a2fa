import { Queue } from 'bullmq';
import { z } from 'zod';
import type { Logger } from '../../infra/logger.js';
import { queuePrefix, type RedisClient } from '../../infra/redis-client.js';

/** The contract between the processes that enqueue tasks and the workers that run them. */
export const WEBHOOK_QUEUE = 'webhook-deliveries';

const advanceSchema = z.object({ task: z.literal('advance'), webhookId: z.string() });
const sendSchema = z.object({ task: z.literal('send'), deliveryId: z.string(), attempts: z.int() });

/**
 * Ids only. `advance`: creates deliveries for a webhook's new events, and sends those that were never attempted, in the
 * order of their cursors. `send`: the next attempt of one delivery, after this number of attempts.
 */
export const webhookTaskSchema = z.discriminatedUnion('task', [advanceSchema, sendSchema]);
export type WebhookTask = z.infer<typeof webhookTaskSchema>;

/** The delay before the second attempt, in milliseconds. Each further one is four times as long. */
const FIRST_DELAY_MS = 5_000;
const LONGEST_DELAY_MS = 8 * 3_600_000;
/** A random part of this size is added to a delay. */
const JITTER = 0.2;
/** How long a delivery is attempted, in milliseconds. */
export const ATTEMPTED_FOR_MS = 3 * 86_400_000;
/** A webhook without a success for this time, in milliseconds, is disabled at its next failure. */
export const DISABLED_AFTER_MS = 5 * 86_400_000;

/** The delay before the next attempt, in milliseconds. */
export function deliveryDelayMs(attempts: number, random: () => number = Math.random): number {
  const exponential = Math.min(FIRST_DELAY_MS * 4 ** (attempts - 1), LONGEST_DELAY_MS);
  return Math.round(Math.min(exponential * (1 + JITTER * random()), LONGEST_DELAY_MS));
}

export interface WebhookQueue {
  /** Adds a task, once while it waits. Rejects at once, or within 2 s, while Redis is away. */
  enqueue(task: WebhookTask, delayMs?: number): Promise<void>;
  /** The same, but never throws: the sweep enqueues what is missing in Redis. */
  tryEnqueue(task: WebhookTask, delayMs?: number): Promise<void>;
  close(): Promise<void>;
}

/** The producing side, on a connection of the `producer` role. */
export function createWebhookQueue(producer: RedisClient, log: Logger): WebhookQueue {
  const queue = new Queue<WebhookTask>(WEBHOOK_QUEUE, {
    connection: producer,
    prefix: queuePrefix(producer),
    skipWaitingForReady: true,
  });
  queue.on('error', (error) => log.debug({ err: error }, 'webhook queue'));

  async function enqueue(task: WebhookTask, delayMs = 0) {
    await queue.add(task.task, webhookTaskSchema.parse(task), {
      delay: delayMs,
      removeOnComplete: true,
      removeOnFail: true,
      ...(task.task === 'send'
        ? { jobId: `send-${task.deliveryId}-${task.attempts}` }
        : // While a task runs, one more may wait: it handles events that the first one missed.
          { deduplication: { id: `advance ${task.webhookId}`, keepLastIfActive: true } }),
    });
  }

  return {
    enqueue,
    async tryEnqueue(task, delayMs) {
      try {
        await enqueue(task, delayMs);
      } catch (error) {
        log.warn({ err: error, ...task }, 'webhook task not enqueued yet');
      }
    },
    close: () => queue.close(),
  };
}
