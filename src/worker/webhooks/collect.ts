import mongoose, { Types } from 'mongoose';
import { isDuplicateKey, nativeCollection } from '../../infra/mongo.js';
import type { EventLog, JobEvent } from '../../modules/events/event-log.js';
import {
  type DeliveryModel,
  type DeliveryRecord,
  DeliveryStatus,
} from '../../modules/webhooks/delivery.model.js';
import {
  EVENT_OF,
  type WebhookModel,
  type WebhookRecord,
  WebhookStatus,
} from '../../modules/webhooks/webhook.model.js';
import { ATTEMPTED_FOR_MS } from '../../modules/webhooks/webhook-queue.js';

interface CollectDeps {
  webhooks: WebhookModel;
  deliveries: DeliveryModel;
  eventLog: Pick<EventLog, 'readAfter' | 'latestSeq'>;
}

/** Events per read. */
const BATCH = 50;

/**
 * Creates deliveries for the next events of the log that a webhook has none for, by cursor. The next process completes
 * what a dead one left undone: a unique index keeps deliveries from being created twice.
 * @returns whether there were events
 */
export async function collect(deps: CollectDeps, webhookId: string): Promise<boolean> {
  const { webhooks, deliveries, eventLog } = deps;
  const webhook = await webhooks
    .findOne({ _id: new Types.ObjectId(webhookId), status: WebhookStatus.ACTIVE })
    .lean<WebhookRecord>()
    .exec();
  if (!webhook) return false;
  const events = await eventLog.readAfter(webhook.userId.toHexString(), webhook.seq, BATCH);
  const last = events.at(-1);
  if (!last) return skipRemoved(deps, webhook);
  const wanted = events.flatMap((event) => deliveryOf(webhook, event) ?? []);
  if (wanted.length > 0) await insertMissing(deliveries, wanted);
  // After the deliveries: if the process dies in between, the events are read again.
  await webhooks.updateOne({ _id: webhook._id }, { $max: { seq: last.seq } }, { timestamps: false });
  return true;
}

/** Moves a webhook past events that were removed with their jobs. Returns whether there are events after all. */
async function skipRemoved({ webhooks, eventLog }: CollectDeps, { _id, userId, seq }: WebhookRecord) {
  const owner = userId.toHexString();
  const latest = await eventLog.latestSeq(owner);
  if (latest <= seq) return false;
  // Read again after `latest`: there may be a new event.
  if ((await eventLog.readAfter(owner, seq, 1)).length > 0) return true;
  await webhooks.updateOne({ _id }, { $max: { seq: latest } }, { timestamps: false });
  return false;
}

function deliveryOf(webhook: WebhookRecord, { id, seq, job }: JobEvent): DeliveryRecord | null {
  const event = EVENT_OF[job.status];
  if (!event || !webhook.events.includes(event)) return null;
  const now = new Date();
  return {
    _id: new Types.ObjectId(),
    webhookId: webhook._id,
    userId: webhook.userId,
    eventId: id,
    seq,
    event,
    status: DeliveryStatus.PENDING,
    attempts: 0,
    nextAttemptAt: now,
    until: new Date(now.getTime() + ATTEMPTED_FOR_MS),
    createdAt: now,
  };
}

async function insertMissing(deliveries: DeliveryModel, rows: DeliveryRecord[]): Promise<void> {
  try {
    await nativeCollection<DeliveryRecord>(deliveries).insertMany(rows, { ordered: false });
  } catch (error) {
    const failures = error instanceof mongoose.mongo.MongoBulkWriteError ? [error.writeErrors].flat() : [];
    const onlyDuplicates = failures.length > 0 && failures.every(({ code }) => code === 11_000);
    if (!onlyDuplicates && !isDuplicateKey(error)) throw error;
  }
}
