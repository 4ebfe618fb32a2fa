import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startMcp } from '../packages/agent.js';
import { type Product, startProduct } from '../support/product.js';
import { WEBHOOKS } from '../webhooks/setup.js';
import { SITUATIONS, type Stage, TRANSPORTS } from './situations.js';

/** Compares the bytes that each transport gives in the same situations. */

let product: Product;
let mcp: Awaited<ReturnType<typeof startMcp>>;
let stage: Stage;
beforeAll(async () => {
  // The same settings as in tests/webhooks, which share the processes.
  product = await startProduct({
    env: WEBHOOKS,
  });
  mcp = await startMcp(product.apis[0]?.url as string);
});
beforeEach(async () => {
  product.upstream.reset();
  const user = await product.buildUser();
  stage = { product, user, place: { url: product.apis[0]?.url as string, mcp: mcp.url, token: user.token } };
});
afterAll(async () => {
  await mcp?.close();
  await product[Symbol.asyncDispose]();
});

it.each(SITUATIONS)('$name: the same over all transports', async ({ cannot = {}, play }) => {
  const able = TRANSPORTS.filter(({ name }) => !(name in cannot));
  expect(able.length + Object.keys(cannot).length).toBe(TRANSPORTS.length);
  await play(stage, able);
});
