import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { WebhookEvent } from '../../examples/demo/gql/graphql.js';
import { Generate } from '../../examples/demo/operations.js';
import { CreateWebhook } from '../support/operations.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { CancelForWebhook, Deliveries } from './operations.js';
import { type Received, startReceiver, type WebhookReceiver } from './receiver.js';

/** Settings that permit webhooks to this machine, with a worker that soon finds what was lost. */
export const WEBHOOKS = { WEBHOOKS_INSECURE: 'on', SWEEP_INTERVAL_MS: '300', WORKER_LOCK_MS: '2000' };

/** A product that permits webhooks to this machine, a receiver, and a user for each test. */
export interface WebhookSetup {
  product: Product;
  receiver: WebhookReceiver;
  user: TestUser;
  create(...events: WebhookEvent[]): Promise<{ id: string; secret: string }>;
  /** Requests a job, and returns its id. */
  generate(prompt: string, delaySeconds?: number): Promise<string>;
  cancel(id: string): Promise<void>;
  /** Newest first. */
  deliveries(id: string): Promise<Delivery[]>;
}

export type Delivery = Awaited<ReturnType<typeof readDeliveries>>[number];

async function readDeliveries(user: TestUser, id: string) {
  const { webhookDeliveries } = await user.request(Deliveries, { id });
  return webhookDeliveries?.edges.map(({ node }) => node) ?? [];
}

/** The id of the job in the event of a webhook. */
export const jobOf = ({ body }: Received): string => JSON.parse(body).data.job.id;

export function useWebhooks(): WebhookSetup {
  const setup = {
    async create(...events: WebhookEvent[]) {
      const { createWebhook } = await setup.user.request(CreateWebhook, { url: setup.receiver.url, events });
      return { id: createWebhook.webhook.id, secret: createWebhook.secret };
    },
    async generate(prompt: string, delaySeconds = 0) {
      const input = { prompt, type: 'PRODUCT_DESCRIPTION' as const, delaySeconds };
      return (await setup.user.request(Generate, { input })).generateContent.id;
    },
    async cancel(id: string) {
      await setup.user.request(CancelForWebhook, { id });
    },
    deliveries: (id: string) => readDeliveries(setup.user, id),
  } as WebhookSetup;
  beforeAll(async () => {
    setup.product = await startProduct({ env: WEBHOOKS });
    setup.receiver = await startReceiver();
  });
  afterAll(async () => {
    // First, so that no attempt continues when the product is passed to the next file.
    await setup.receiver.close();
    await setup.product[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    setup.receiver.reset();
    setup.user = await setup.product.buildUser();
  });
  return setup;
}
