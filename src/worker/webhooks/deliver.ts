import { randomUUID } from 'node:crypto';
import type { Logger } from '../../infra/logger.js';
import { literal, nativeCollection } from '../../infra/mongo.js';
import type { EventLog } from '../../modules/events/event-log.js';
import {
  type DeliveryModel,
  type DeliveryRecord,
  DeliveryStatus,
} from '../../modules/webhooks/delivery.model.js';
import {
  type WebhookModel,
  type WebhookRecord,
  WebhookStatus,
} from '../../modules/webhooks/webhook.model.js';
import { eventBody, testBody } from '../../modules/webhooks/webhook-body.js';
import { deliveryDelayMs, type WebhookQueue } from '../../modules/webhooks/webhook-queue.js';
import {
  signatureHeaders,
  signingSecrets,
  type WebhookSecrets,
} from '../../modules/webhooks/webhook-secret.js';
import { isGone, type WebhookHealth } from './webhook-health.js';
import { SEND_LIMIT_MS, type SendResult, type WebhookSender } from './webhook-sender.js';

export interface DeliverDeps {
  webhooks: WebhookModel;
  deliveries: DeliveryModel;
  eventLog: Pick<EventLog, 'readAfter' | 'latestSeq'>;
  queue: WebhookQueue;
  secrets: WebhookSecrets;
  sender: WebhookSender;
  health: WebhookHealth;
  /** Ends requests in progress when the worker stops. */
  aborting: AbortSignal;
  log: Logger;
}

/** While an attempt is in progress no other worker makes one, in milliseconds. */
export const CLAIM_MS = SEND_LIMIT_MS + 5_000;

type Claimed = DeliveryRecord & { claim: string };

/** `handedBack`: the worker stops, and another one repeats the attempt. */
type Attempted = 'none' | 'attempted' | 'handedBack';

/** Claims the first delivery, in order of cursor, that matches and is due, and attempts it. */
export async function deliverNext(deps: DeliverDeps, filter: object): Promise<Attempted> {
  const delivery = await claim(deps, filter);
  return delivery ? attempt(deps, delivery) : 'none';
}

/** By MongoDB's clock, which is the same for all workers. A delivery that was never attempted is always due. */
const isDue = { $or: [{ $eq: ['$attempts', 0] }, { $lte: ['$nextAttemptAt', '$$NOW'] }] };

async function claim({ deliveries }: DeliverDeps, filter: object): Promise<Claimed | null> {
  const claimed = await nativeCollection<DeliveryRecord>(deliveries).findOneAndUpdate(
    { ...filter, status: DeliveryStatus.PENDING, $expr: isDue },
    [
      {
        $set: {
          claim: randomUUID(),
          attempts: { $add: ['$attempts', 1] },
          nextAttemptAt: { $add: ['$$NOW', CLAIM_MS] },
        },
      },
    ],
    { sort: { seq: 1 }, returnDocument: 'after' },
  );
  return claimed as Claimed | null;
}

async function attempt(deps: DeliverDeps, delivery: Claimed): Promise<Attempted> {
  const { webhooks, deliveries, sender, health } = deps;
  const webhook = await webhooks.findById(delivery.webhookId).lean<WebhookRecord>().exec();
  if (!webhook) {
    // It was deleted while its events were collected.
    await deliveries.deleteOne({ _id: delivery._id });
    return 'attempted';
  }
  if (webhook.status !== WebhookStatus.ACTIVE) {
    await end(deps, delivery, DeliveryStatus.FAILED, { status: null, error: 'The webhook is DISABLED.' });
    return 'attempted';
  }
  const body = await bodyOf(deps, delivery);
  if (body === null) {
    const error = 'The event was removed with its job.';
    await end(deps, delivery, DeliveryStatus.FAILED, { status: null, error });
    return 'attempted';
  }
  const headers = sign(deps, webhook, delivery, body);
  const result = headers
    ? await sender.send(webhook.url, headers, body, deps.aborting)
    : { status: null, error: 'The server cannot read the signing secret: rotate it.' };
  if (result === null) {
    await handBack(deps, delivery);
    return 'handedBack';
  }
  if (result.error === null) {
    await end(deps, delivery, DeliveryStatus.DELIVERED, result);
    await health.succeeded(webhook);
  } else {
    // The webhook first: if the process dies in between, the delivery is attempted again.
    await health.failed(webhook, result);
    await retryLater(deps, delivery, result);
  }
  return 'attempted';
}

/** Null if the event no longer exists. */
async function bodyOf({ eventLog }: DeliverDeps, delivery: Claimed): Promise<string | null> {
  const { userId, seq, createdAt } = delivery;
  if (seq === undefined) return testBody(createdAt);
  const [event] = await eventLog.readAfter(userId.toHexString(), seq - 1, 1);
  return event?.seq === seq ? eventBody(event) : null;
}

/** Null if a secret was encrypted with another key than this process has. */
function sign({ secrets, log }: DeliverDeps, webhook: WebhookRecord, { eventId }: Claimed, body: string) {
  const now = Date.now();
  try {
    const keys = signingSecrets(webhook.secrets, webhook._id.toHexString(), secrets, now);
    return signatureHeaders(keys, { id: eventId, timestamp: Math.floor(now / 1_000), body });
  } catch (error) {
    log.error({ err: error, webhookId: webhook._id }, 'WEBHOOK_KEY does not open the secret of a webhook');
    return null;
  }
}

/** The attempt does not count. */
async function handBack({ deliveries }: DeliverDeps, { _id, claim }: Claimed): Promise<void> {
  await nativeCollection<DeliveryRecord>(deliveries).updateOne({ _id, claim }, [
    { $set: { nextAttemptAt: '$$NOW', attempts: { $subtract: ['$attempts', 1] } } },
    { $unset: ['claim'] },
  ]);
}

async function retryLater(deps: DeliverDeps, delivery: Claimed, result: SendResult): Promise<void> {
  const { deliveries, queue } = deps;
  const { _id, claim, attempts, until } = delivery;
  const delayMs = deliveryDelayMs(attempts);
  if (isGone(result) || Date.now() + delayMs > until.getTime()) {
    await end(deps, delivery, DeliveryStatus.FAILED, result);
    return;
  }
  const { modifiedCount } = await nativeCollection<DeliveryRecord>(deliveries).updateOne({ _id, claim }, [
    { $set: { ...outcome(result), nextAttemptAt: { $add: ['$$NOW', delayMs] } } },
    { $unset: ['claim', ...missing(result)] },
  ]);
  if (modifiedCount === 0) return;
  await queue.tryEnqueue({ task: 'send', deliveryId: _id.toHexString(), attempts }, delayMs);
}

async function end(
  { deliveries }: DeliverDeps,
  { _id, claim }: Claimed,
  status: DeliveryStatus,
  result: SendResult,
): Promise<void> {
  const deliveredAt = status === DeliveryStatus.DELIVERED ? { deliveredAt: '$$NOW' } : {};
  await nativeCollection<DeliveryRecord>(deliveries).updateOne({ _id, claim }, [
    { $set: { status, ...deliveredAt, ...outcome(result) } },
    { $unset: ['claim', 'nextAttemptAt', ...missing(result)] },
  ]);
}

const outcome = ({ status, error }: SendResult) => ({
  ...(status !== null && { responseStatus: status }),
  ...(error !== null && { error: literal(error) }),
});

/** The fields of an earlier attempt that do not hold for this one. */
const missing = ({ status, error }: SendResult) => [
  ...(status === null ? ['responseStatus'] : []),
  ...(error === null ? ['error'] : []),
];
