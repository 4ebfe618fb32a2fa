import { type Types, trusted } from 'mongoose';
import type { EventCounterModel } from '../../modules/events/event.model.js';
import type { DeliveryModel, DeliveryRecord } from '../../modules/webhooks/delivery.model.js';
import { type WebhookModel, WebhookStatus } from '../../modules/webhooks/webhook.model.js';
import type { WebhookQueue } from '../../modules/webhooks/webhook-queue.js';
import type { WebhookHealth } from './webhook-health.js';

export interface SweepDeps {
  webhooks: WebhookModel;
  deliveries: DeliveryModel;
  counters: EventCounterModel;
  queue: WebhookQueue;
  health: WebhookHealth;
  /** Time between two sweeps, in milliseconds. */
  intervalMs: number;
}

/** A delivery that was due this long ago, in milliseconds, has no task in the queue. */
const LATE_MS = 30_000;
/** How long notifications of a disabled webhook are repeated, in milliseconds. */
const NOTIFIED_MS = 60_000;
/** Webhooks or deliveries per sweep. */
const BATCH = 500;

/** Enqueues what is missing in Redis: webhooks behind the event log, and deliveries that are late. */
export async function sweepWebhooks(deps: SweepDeps): Promise<void> {
  const { queue, health } = deps;
  const behind = await webhooksBehind(deps);
  const late = await lateDeliveries(deps);
  // Deliveries that were never attempted are sent by their webhook's task, in order.
  const waiting = late.filter(({ attempts, seq }) => attempts === 0 && seq !== undefined);
  const advancing = new Set([...behind, ...waiting.map(({ webhookId }) => webhookId.toHexString())]);
  for (const webhookId of advancing) await queue.enqueue({ task: 'advance', webhookId });
  for (const { _id, attempts } of late.filter((delivery) => !waiting.includes(delivery)))
    await queue.enqueue({ task: 'send', deliveryId: _id.toHexString(), attempts });
  await health.repeatNotifications(new Date(Date.now() - NOTIFIED_MS));
}

/** Active webhooks whose user has an event that they have not seen. */
async function webhooksBehind({ webhooks, counters }: SweepDeps): Promise<string[]> {
  const found = await webhooks
    .aggregate<{ _id: Types.ObjectId }>([
      { $match: { status: WebhookStatus.ACTIVE } },
      { $project: { userId: 1, seq: 1 } },
      {
        $lookup: {
          from: counters.collection.collectionName,
          localField: 'userId',
          foreignField: '_id',
          as: 'counter',
        },
      },
      { $match: { $expr: { $gt: [{ $ifNull: [{ $first: '$counter.seq' }, 0] }, '$seq'] } } },
      { $limit: BATCH },
    ])
    .exec();
  return found.map(({ _id }) => _id.toHexString());
}

function lateDeliveries({ deliveries, intervalMs }: SweepDeps) {
  const lateMs = Math.min(LATE_MS, intervalMs * 3);
  return deliveries
    .find({ nextAttemptAt: trusted({ $lt: new Date(Date.now() - lateMs) }) })
    .sort({ nextAttemptAt: 1 })
    .limit(BATCH)
    .select({ webhookId: 1, attempts: 1, seq: 1 })
    .lean<Pick<DeliveryRecord, '_id' | 'webhookId' | 'attempts' | 'seq'>[]>()
    .exec();
}
