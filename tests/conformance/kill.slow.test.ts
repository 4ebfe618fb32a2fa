import { afterAll, beforeAll, expect, it } from 'vitest';
import { startMcp } from '../packages/agent.js';
import type { RunningProcess } from '../support/process.js';
import { type Product, startProduct } from '../support/product.js';
import { WEBHOOKS } from '../webhooks/setup.js';
import { expectSame, follow, TRANSPORTS, writing } from './situations.js';

let product: Product;
let api: RunningProcess;
let mcp: Awaited<ReturnType<typeof startMcp>>;
beforeAll(async () => {
  product = await startProduct({
    env: WEBHOOKS,
  });
  api = product.apis[0] as RunningProcess;
  mcp = await startMcp(api.url);
});
afterAll(async () => {
  await mcp?.close();
  await product?.[Symbol.asyncDispose]();
});

it('catch-up after kill -9 of the API: the same over all transports', async () => {
  const user = await product.buildUser();
  const place = { url: api.url, mcp: mcp.url, token: user.token };
  const { id, held } = await writing({ product, user, place });
  const watching = await follow(place, TRANSPORTS, id);
  await api.end('SIGKILL');
  held.release();
  // The job ends while no transport is connected.
  await expect
    .poll(() => product.mongo.collection('events').countDocuments({ 'job.userId': user.id }))
    .toBe(1);
  api = await product.startApi({ PORT: new URL(api.url).port });
  // A reconnection repeats the text, so its messages differ, but the text does not.
  expectSame(await watching.ended, 'text');
});
