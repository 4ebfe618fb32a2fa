import { Types, trusted } from 'mongoose';
import type { Logger } from '../../infra/logger.js';
import { readTogether } from '../../infra/read-together.js';
import type { EventPublisher } from '../events/event-publisher.js';
import { type WebhookModel, type WebhookRecord, WebhookStatus } from './webhook.model.js';
import type { WebhookQueue } from './webhook-queue.js';

/** The maximum number of users whose webhooks one query reads. */
const BATCH = 1_000;

interface WakingDeps {
  webhooks: WebhookModel;
  queue: WebhookQueue;
  log: Logger;
}

/**
 * A publisher that also enqueues the work of the user's webhooks. If that fails, or the process dies before it, the
 * sweep finds the event by its cursor.
 */
export function publishToWebhooks(
  publisher: EventPublisher,
  { webhooks, queue, log }: WakingDeps,
): EventPublisher {
  const activeOf = readTogether<string, string[]>(async (userIds) => {
    const found = await webhooks
      .find({
        userId: trusted({ $in: userIds.map((userId) => new Types.ObjectId(userId)) }),
        status: WebhookStatus.ACTIVE,
      })
      .select({ userId: 1 })
      .lean<Pick<WebhookRecord, '_id' | 'userId'>[]>()
      .exec();
    return userIds.map((userId) =>
      found.filter((webhook) => webhook.userId.toHexString() === userId).map(({ _id }) => _id.toHexString()),
    );
  }, BATCH);

  async function wake(userId: string) {
    try {
      const webhookIds = await activeOf(userId);
      await Promise.all(webhookIds.map((webhookId) => queue.tryEnqueue({ task: 'advance', webhookId })));
    } catch (error) {
      log.warn({ err: error, userId }, 'webhooks not woken: the sweep finds the event');
    }
  }

  const waking = new Set<Promise<void>>();
  return {
    publish(event) {
      const woken = wake(event.userId).finally(() => waking.delete(woken));
      waking.add(woken);
      return publisher.publish(event);
    },
    async close() {
      await Promise.all(waking);
      await publisher.close();
    },
  };
}
