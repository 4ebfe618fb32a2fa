import { Types, trusted } from 'mongoose';
import { AppError, badUserInput, conflict, notFound } from '../../graphql/errors.js';
import type { Channels } from '../../infra/channels.js';
import { insertInFreeSlot } from '../../infra/free-slot.js';
import { Notices } from '../../infra/notices.js';
import type { EventLog } from '../events/event-log.js';
import { topics } from '../topics/topics.js';
import { ownedBy } from './own-webhook.js';
import {
  DisabledReason,
  type WebhookEvent,
  type WebhookModel,
  type WebhookRecord,
  WebhookStatus,
} from './webhook.model.js';
import type { Webhook, WebhookWithSecret } from './webhook.types.js';
import {
  createWebhookDeliveries,
  type DeliveriesDeps,
  type WebhookDeliveries,
} from './webhook-deliveries.js';
import type { WebhookSecrets } from './webhook-secret.js';
import { parseWebhookUrl } from './webhook-url.js';

/** What is missing or null stays the same. */
export interface WebhookChange {
  url?: string | null | undefined;
  events?: WebhookEvent[] | null | undefined;
  status?: WebhookStatus | null | undefined;
}

/** The webhooks of a user. Every call names the owner; the webhook of another user counts as one that does not exist. */
export interface WebhooksService extends WebhookDeliveries {
  list(userId: string): Promise<Webhook[]>;
  /** @throws BAD_USER_INPUT, FORBIDDEN if webhooks are off, CONFLICT for a user with 10 */
  create(userId: string, input: { url: string; events: WebhookEvent[] }): Promise<WebhookWithSecret>;
  /** @throws BAD_USER_INPUT, NOT_FOUND */
  update(userId: string, id: string, change: WebhookChange): Promise<Webhook>;
  /** Deletes it with its deliveries. @throws NOT_FOUND */
  delete(userId: string, id: string): Promise<Webhook>;
  /** @throws NOT_FOUND, FORBIDDEN if webhooks are off, CONFLICT for two rotations at once and for a fourth in 24 hours */
  rotateSecret(userId: string, id: string): Promise<WebhookWithSecret>;
  /** Subscribes to the webhooks that the server has disabled, and disables. The reader closes the stream. */
  subscribeToDisabled(userId: string): Promise<AsyncIterableIterator<Webhook>>;
  /** Removes every webhook with its deliveries. */
  removeAll(userId: string): Promise<void>;
}

interface WebhooksDeps extends DeliveriesDeps {
  webhooks: WebhookModel;
  eventLog: EventLog;
  channels: Channels;
  /** Null if webhooks are off: there is no key to encrypt secrets with. */
  secrets: WebhookSecrets | null;
  /** Whether http and private addresses are permitted. */
  insecure: boolean;
}

const MAX_WEBHOOKS = 10;
/** How long a former secret still signs after a rotation, in milliseconds. */
const FORMER_SECRET_MS = 86_400_000;
/** Former secrets that sign at the same time: each adds a signature to every request. */
const MAX_FORMER_SECRETS = 3;

export function createWebhooksService(deps: WebhooksDeps): WebhooksService {
  const { webhooks, deliveries, eventLog, channels, secrets, insecure } = deps;

  async function find(userId: string, id: string): Promise<WebhookRecord> {
    const record = await webhooks.findOne(ownedBy(userId, id)).lean<WebhookRecord>().exec();
    if (!record) throw notFound('Webhook');
    return record;
  }

  /** @throws CONFLICT if all places are taken */
  const insert = (row: Omit<WebhookRecord, 'slot' | 'createdAt' | 'updatedAt'>) =>
    insertInFreeSlot(
      {
        rows: webhooks,
        userId: row.userId,
        most: MAX_WEBHOOKS,
        full: () => conflict(`A user has ${MAX_WEBHOOKS} webhooks at most.`),
      },
      async (slot) => (await webhooks.create({ ...row, slot })).toObject<WebhookRecord>(),
    );

  async function enable(userId: string, id: string) {
    await webhooks.updateOne(
      { ...ownedBy(userId, id), status: WebhookStatus.DISABLED },
      {
        // Events that happened while it was disabled are not sent.
        $set: { status: WebhookStatus.ACTIVE, seq: await eventLog.latestSeq(userId) },
        $unset: { disabledReason: 1, disabledAt: 1, failingSince: 1 },
      },
    );
  }

  /** Disabling a webhook that the server has disabled sets the reason to OWNER: the owner has noticed. */
  async function disable(userId: string, id: string) {
    const { OWNER } = DisabledReason;
    await webhooks.updateOne(
      { ...ownedBy(userId, id), disabledReason: trusted({ $ne: OWNER }) },
      { $set: { status: WebhookStatus.DISABLED, disabledReason: OWNER, disabledAt: new Date() } },
    );
  }

  const readDisabled = async (userId: string) => {
    const records = await webhooks
      .find({
        userId: new Types.ObjectId(userId),
        status: WebhookStatus.DISABLED,
        disabledReason: trusted({ $in: [DisabledReason.GONE, DisabledReason.FAILING] }),
      })
      .sort({ disabledAt: 1 })
      .lean<WebhookRecord[]>()
      .exec();
    return records.map(toWebhook);
  };

  return {
    ...createWebhookDeliveries(deps),

    async list(userId) {
      const records = await webhooks
        .find({ userId: new Types.ObjectId(userId) })
        .sort({ _id: -1 })
        .lean<WebhookRecord[]>()
        .exec();
      return records.map(toWebhook);
    },

    async create(userId, { url, events }) {
      const parsed = parseWebhookUrl(url, insecure);
      const wanted = distinct(events);
      const { create, seal } = permitted(secrets);
      const _id = new Types.ObjectId();
      const secret = create();
      const record = await insert({
        _id,
        userId: new Types.ObjectId(userId),
        url: parsed,
        events: wanted,
        status: WebhookStatus.ACTIVE,
        secrets: [{ sealed: seal(secret, _id.toHexString()) }],
        seq: await eventLog.latestSeq(userId),
      });
      return { webhook: toWebhook(record), secret };
    },

    async update(userId, id, { url, events, status }) {
      const set = {
        ...(url != null && { url: parseWebhookUrl(url, insecure) }),
        ...(events != null && { events: distinct(events) }),
      };
      await find(userId, id);
      if (status === WebhookStatus.ACTIVE) await enable(userId, id);
      if (status === WebhookStatus.DISABLED) await disable(userId, id);
      const record = await webhooks
        .findOneAndUpdate(
          ownedBy(userId, id),
          // A new address has not failed yet.
          { $set: set, ...(url != null && { $unset: { failingSince: 1 } }) },
          { returnDocument: 'after' },
        )
        .lean<WebhookRecord>()
        .exec();
      if (!record) throw notFound('Webhook');
      return toWebhook(record);
    },

    async delete(userId, id) {
      const record = await webhooks.findOneAndDelete(ownedBy(userId, id)).lean<WebhookRecord>().exec();
      if (!record) throw notFound('Webhook');
      await deliveries.deleteMany({ webhookId: record._id });
      return toWebhook(record);
    },

    async rotateSecret(userId, id) {
      const { secrets: stored } = await find(userId, id);
      const { create, seal } = permitted(secrets);
      const secret = create();
      const now = Date.now();
      const former = stored
        .map(({ sealed, until }) => ({ sealed, until: until ?? new Date(now + FORMER_SECRET_MS) }))
        .filter(({ until }) => until.getTime() > now);
      // Each former secret is valid for its 24 hours.
      if (former.length > MAX_FORMER_SECRETS)
        throw conflict(`A secret can be rotated ${MAX_FORMER_SECRETS} times in 24 hours.`);
      const record = await webhooks
        .findOneAndUpdate(
          { ...ownedBy(userId, id), 'secrets.0.sealed': stored[0]?.sealed },
          { $set: { secrets: [{ sealed: seal(secret, id.toLowerCase()) }, ...former] } },
          { returnDocument: 'after' },
        )
        .lean<WebhookRecord>()
        .exec();
      if (!record) throw conflict('Another request rotated the secret.');
      return { webhook: toWebhook(record), secret };
    },

    async subscribeToDisabled(userId) {
      const stream = new Notices(
        () => readDisabled(userId),
        ({ disabledAt }) => disabledAt,
      );
      const readAgain = () => stream.readAgain();
      const stopListening = await channels.listen(topics.webhooksDisabled(userId), {
        onMessage: readAgain,
        onGap: readAgain,
      });
      stream.onClose(stopListening);
      return stream;
    },

    async removeAll(userId) {
      const owned = { userId: new Types.ObjectId(userId) };
      // Webhooks before deliveries: without a webhook, nothing adds a delivery.
      await webhooks.deleteMany(owned);
      await deliveries.deleteMany(owned);
    },
  };
}

function permitted(secrets: WebhookSecrets | null): WebhookSecrets {
  if (secrets) return secrets;
  throw new AppError('FORBIDDEN', 'Webhooks are off on this server. WEBHOOK_KEY turns them on.');
}

function distinct(events: WebhookEvent[]): WebhookEvent[] {
  if (events.length === 0) throw badUserInput({ field: 'events', message: 'must name at least one event' });
  return [...new Set(events)];
}

function toWebhook(record: WebhookRecord): Webhook {
  return {
    id: record._id.toHexString(),
    url: record.url,
    events: record.events,
    status: record.status,
    disabledReason: record.disabledReason ?? null,
    disabledAt: record.disabledAt ?? null,
    failingSince: record.failingSince ?? null,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
  };
}
