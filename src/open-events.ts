import type { Logger } from './infra/logger.js';
import type { Shutdown } from './infra/shutdown.js';
import type { Tracing } from './infra/telemetry/tracing.js';
import { createEventLog, type EventLog } from './modules/events/event-log.js';
import { createEventPublisher, type EventPublisher } from './modules/events/event-publisher.js';
import { traceEventLog, tracePublisher } from './modules/events/event-spans.js';
import { createWebhookQueue, type WebhookQueue } from './modules/webhooks/webhook-queue.js';
import { publishToWebhooks } from './modules/webhooks/webhook-wake.js';
import type { Stores } from './open-stores.js';

interface EventsEnv {
  /** Null if they are off. */
  webhooks: object | null;
}

export interface Events {
  eventLog: EventLog;
  /** Publishes to subscribers and wakes webhooks. */
  eventPublisher: EventPublisher;
  webhookQueue: WebhookQueue;
}

/** The event log and its publication, the same in both processes: each may end a run. */
export function openEvents(
  { models, connection, producer, publisher }: Stores,
  env: EventsEnv,
  log: Logger,
  shutdown: Shutdown,
  tracing: Tracing | null,
): Events {
  const untracedLog = createEventLog({ ...models, connection });
  const eventLog = tracing ? traceEventLog(untracedLog, tracing) : untracedLog;
  const webhookQueue = createWebhookQueue(producer, log);
  shutdown.defer('webhook queue', () => webhookQueue.close());
  const untracedPublisher = createEventPublisher(publisher, eventLog, log);
  const published = tracing ? tracePublisher(untracedPublisher, tracing) : untracedPublisher;
  const eventPublisher = env.webhooks
    ? publishToWebhooks(published, { ...models, queue: webhookQueue, log })
    : published;
  shutdown.defer('publisher', () => eventPublisher.close());
  return { eventLog, eventPublisher, webhookQueue };
}
