import { randomUUID } from 'node:crypto';
import { Types, trusted } from 'mongoose';
import { conflict, notFound } from '../../graphql/errors.js';
import { type Order, type Page, readPage } from '../../graphql/pagination.js';
import { parseObjectId } from '../../infra/object-id.js';
import { type DeliveryModel, type DeliveryRecord, DeliveryStatus } from './delivery.model.js';
import type { WebhookDeliveriesArgs, WebhookDelivery } from './delivery.types.js';
import { ownedBy } from './own-webhook.js';
import { type WebhookModel, type WebhookRecord, WebhookStatus } from './webhook.model.js';
import { ATTEMPTED_FOR_MS, type WebhookQueue } from './webhook-queue.js';

/** The deliveries of a user's webhooks. */
export interface WebhookDeliveries {
  /** Newest first; null for an unknown webhook. @throws BAD_USER_INPUT */
  deliveries(userId: string, args: WebhookDeliveriesArgs): Promise<Page<WebhookDelivery> | null>;
  /** @throws NOT_FOUND, CONFLICT for a PENDING delivery and for a DISABLED webhook */
  redeliver(userId: string, deliveryId: string): Promise<WebhookDelivery>;
  /** @throws NOT_FOUND, CONFLICT for a DISABLED webhook */
  sendTest(userId: string, id: string): Promise<WebhookDelivery>;
}

export interface DeliveriesDeps {
  webhooks: WebhookModel;
  deliveries: DeliveryModel;
  queue: WebhookQueue;
}

const NEWEST: Order = { name: 'webhookDeliveries', field: 'createdAt', direction: -1 };

export function createWebhookDeliveries({ webhooks, deliveries, queue }: DeliveriesDeps): WebhookDeliveries {
  const find = (userId: string, id: string) =>
    webhooks.findOne(ownedBy(userId, id)).lean<WebhookRecord>().exec();

  async function findActive(userId: string, id: string): Promise<WebhookRecord> {
    const record = await find(userId, id);
    if (!record) throw notFound('Webhook');
    if (record.status !== WebhookStatus.ACTIVE) throw conflict('The webhook is DISABLED.');
    return record;
  }

  async function enqueue({ _id, attempts }: DeliveryRecord) {
    await queue.tryEnqueue({ task: 'send', deliveryId: _id.toHexString(), attempts });
  }

  return {
    async deliveries(userId, args) {
      const webhook = await find(userId, args.webhookId);
      if (!webhook) return null;
      return readPage<DeliveryRecord, WebhookDelivery>({
        model: deliveries,
        filter: { webhookId: webhook._id, ...(args.status && { status: args.status }) },
        order: NEWEST,
        args,
        parseId: parseObjectId,
        toNode: toDelivery,
      });
    },

    async redeliver(userId, deliveryId) {
      const found = await deliveries.findOne(ownedBy(userId, deliveryId)).lean<DeliveryRecord>().exec();
      if (!found) throw notFound('Webhook delivery');
      await findActive(userId, found.webhookId.toHexString());
      const now = new Date();
      const record = await deliveries
        .findOneAndUpdate(
          { ...ownedBy(userId, deliveryId), status: trusted({ $ne: DeliveryStatus.PENDING }) },
          {
            $set: { status: DeliveryStatus.PENDING, attempts: 0, nextAttemptAt: now, until: endOf(now) },
            $unset: { deliveredAt: 1, error: 1, responseStatus: 1 },
          },
          { returnDocument: 'after' },
        )
        .lean<DeliveryRecord>()
        .exec();
      if (!record) throw conflict('The delivery is PENDING.');
      await enqueue(record);
      return toDelivery(record);
    },

    async sendTest(userId, id) {
      const { _id: webhookId } = await findActive(userId, id);
      const now = new Date();
      const created = await deliveries.create({
        webhookId,
        userId: new Types.ObjectId(userId),
        eventId: `test_${randomUUID()}`,
        status: DeliveryStatus.PENDING,
        attempts: 0,
        nextAttemptAt: now,
        until: endOf(now),
        createdAt: now,
      });
      const record = created.toObject<DeliveryRecord>();
      await enqueue(record);
      return toDelivery(record);
    },
  };
}

const endOf = (start: Date) => new Date(start.getTime() + ATTEMPTED_FOR_MS);

function toDelivery(record: DeliveryRecord): WebhookDelivery {
  return {
    id: record._id.toHexString(),
    webhookId: record.webhookId.toHexString(),
    eventId: record.eventId,
    event: record.event ?? null,
    cursor: record.seq === undefined ? null : String(record.seq),
    status: record.status,
    attempts: record.attempts,
    nextAttemptAt: record.nextAttemptAt ?? null,
    responseStatus: record.responseStatus ?? null,
    error: record.error ?? null,
    createdAt: record.createdAt,
    deliveredAt: record.deliveredAt ?? null,
  };
}
