import { trusted } from 'mongoose';
import type { Logger } from '../../infra/logger.js';
import type { RedisClient } from '../../infra/redis-client.js';
import { publish } from '../../infra/topic.js';
import { topics } from '../../modules/topics/topics.js';
import {
  DisabledReason,
  type WebhookModel,
  type WebhookRecord,
  WebhookStatus,
} from '../../modules/webhooks/webhook.model.js';
import { DISABLED_AFTER_MS } from '../../modules/webhooks/webhook-queue.js';
import type { SendResult } from './webhook-sender.js';

/** The effects of outcomes of attempts on their webhook. */
export interface WebhookHealth {
  succeeded(webhook: WebhookRecord): Promise<void>;
  /** Disables the webhook if its receiver is gone, or nothing has succeeded for 5 days. */
  failed(webhook: WebhookRecord, result: SendResult): Promise<void>;
  /** Notifies the owner's subscribers of what was disabled since this time: a process may die before it does. */
  repeatNotifications(since: Date): Promise<void>;
}

const GONE = 410;
export const isGone = ({ status }: SendResult) => status === GONE;

interface HealthDeps {
  webhooks: WebhookModel;
  /** A connection that fails at once. */
  redis: RedisClient;
  log: Logger;
}

export function createWebhookHealth({ webhooks, redis, log }: HealthDeps): WebhookHealth {
  async function notify({ _id, userId }: Pick<WebhookRecord, '_id' | 'userId'>) {
    const topic = topics.webhooksDisabled(userId.toHexString());
    await publish(redis, topic, { webhookId: _id.toHexString() }).catch((error) =>
      log.debug({ err: error, webhookId: _id }, 'notification not published: the sweep repeats it'),
    );
  }

  async function disable(webhook: WebhookRecord, reason: DisabledReason) {
    const { _id, userId, url } = webhook;
    const { modifiedCount } = await webhooks.updateOne(
      // Not if the owner has changed the address meanwhile.
      { _id, url, status: WebhookStatus.ACTIVE },
      { $set: { status: WebhookStatus.DISABLED, disabledReason: reason, disabledAt: new Date() } },
    );
    if (modifiedCount === 0) return;
    log.warn({ webhookId: _id, userId, reason }, 'webhook disabled');
    await notify(webhook);
  }

  return {
    async succeeded({ _id, failingSince }) {
      if (failingSince)
        await webhooks.updateOne({ _id }, { $unset: { failingSince: 1 } }, { timestamps: false });
    },

    async failed(webhook, result) {
      const { _id, url, failingSince } = webhook;
      if (isGone(result)) await disable(webhook, DisabledReason.GONE);
      else if (!failingSince) {
        const first = { _id, url, failingSince: trusted({ $exists: false }) };
        await webhooks.updateOne(first, { $set: { failingSince: new Date() } }, { timestamps: false });
      } else if (Date.now() - failingSince.getTime() >= DISABLED_AFTER_MS) {
        await disable(webhook, DisabledReason.FAILING);
      }
    },

    async repeatNotifications(since) {
      const disabled = await webhooks
        .find({ disabledAt: trusted({ $gte: since }) })
        .select({ userId: 1 })
        .lean<Pick<WebhookRecord, '_id' | 'userId'>[]>()
        .exec();
      for (const webhook of disabled) await notify(webhook);
    },
  };
}
