import { createServer, type Server } from 'node:net';
import { pathToFileURL } from 'node:url';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectFaults } from '../support/http.js';
import { CreateWebhook, SendTestWebhook } from '../support/operations.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { Deliveries } from './operations.js';

/** The product in production mode, whose worker resolves names by preload/dns.mjs. */
let product: Product;
let user: TestUser;
let webhookId: string;
/** Listens on both loopback addresses. */
const servers: Server[] = [];
let connections = 0;
let port = 0;

async function listen(host: string) {
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise((resolve, reject) =>
    server.once('error', reject).listen(port, host, () => resolve(null)),
  );
  servers.push(server);
  port = (server.address() as { port: number }).port;
}

beforeAll(async () => {
  await listen('127.0.0.1');
  // Not every machine has IPv6.
  await listen('::1').catch(() => {});
  product = await startProduct({ workers: 0 });
  const preload = pathToFileURL('tests/webhooks/preload/dns.mjs');
  await product.startWorker({ NODE_OPTIONS: `--import=${preload}` });
  user = await product.buildUser();
  const { createWebhook } = await user.request(CreateWebhook, {
    url: `https://localhost:${port}/`,
    events: ['JOB_FAILED'],
  });
  webhookId = createWebhook.webhook.id;
});
afterAll(async () => {
  await product[Symbol.asyncDispose]();
  for (const server of servers) server.close();
});

/** Makes the worker send a request to this address, and returns why it failed. */
async function errorOf(url: string): Promise<string | null | undefined> {
  // Written to the database, because the API rejects some addresses. The worker must not rely on it.
  const { modifiedCount } = await product.mongo
    .collection('webhooks')
    .updateOne({ _id: new Types.ObjectId(webhookId) }, { $set: { url, touched: new Date() } });
  expect(modifiedCount).toBe(1);
  const { id } = (await user.request(SendTestWebhook, { id: webhookId })).sendTestWebhook;
  let error: string | null | undefined;
  await expect
    .poll(
      async () => {
        const { webhookDeliveries } = await user.request(Deliveries, { id: webhookId });
        const delivery = webhookDeliveries?.edges.map(({ node }) => node).find((node) => node.id === id);
        error = delivery?.error;
        return error;
      },
      { timeout: 20_000 },
    )
    .toEqual(expect.any(String));
  return error;
}

const NOT_PUBLIC = 'The host has an address that is not public.';
const ADDRESSES = ['127.0.0.1', '169.254.169.254', '[::1]', '[::ffff:127.0.0.1]'];

describe('in production mode', () => {
  it.each(ADDRESSES)('createWebhook refuses %s', async (host) => {
    const input = { url: `https://${host}:${port}/`, events: ['JOB_FAILED' as const] };
    await expectFaults(user.request(CreateWebhook, input), 'url');
  });

  it('createWebhook refuses http', async () => {
    const input = { url: 'http://receiver.test/', events: ['JOB_FAILED' as const] };
    await expectFaults(user.request(CreateWebhook, input), 'url');
  });

  it.each([...ADDRESSES, 'localhost', 'loopback.test', 'loopback6.test', 'mapped.test', 'metadata.test'])(
    'a worker does not connect to %s',
    async (host) => {
      expect(await errorOf(`https://${host}:${port}/`)).toBe(NOT_PUBLIC);
      expect(connections).toBe(0);
    },
  );

  it('a worker does not connect to a name that resolves to a private address the second time', async () => {
    const url = `https://rebind.test:${port}/`;
    // One lookup is checked and connected to. It returns an unassigned public address.
    expect(await errorOf(url)).not.toBe(NOT_PUBLIC);
    expect(connections).toBe(0);
    expect(await errorOf(url)).toBe(NOT_PUBLIC);
    expect(connections).toBe(0);
  });

  it('a worker does not use http', async () => {
    expect(await errorOf(`http://localhost:${port}/`)).toBe('The address does not begin with https://.');
    expect(connections).toBe(0);
  });
});
