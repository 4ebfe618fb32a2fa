import { afterAll, beforeAll, expect, it } from 'vitest';
import { Generate } from '../../examples/demo/operations.js';
import { completions, nextEvents } from '../support/events.js';
import { type Product, startProduct } from '../support/product.js';

const WINDOW_MS = 12_000;
let product: Product;
beforeAll(async () => {
  product = await startProduct({
    env: { WORKER_RATE_MAX: '3', WORKER_RATE_DURATION_MS: String(WINDOW_MS) },
  });
});
afterAll(() => product[Symbol.asyncDispose]());

it('a 429 without Retry-After holds the queue for the backoff time, and the rate limit applies afterwards', async () => {
  product.upstream.enqueue({ kind: 'status', status: 429 });
  const user = await product.buildUser();
  const generate = () =>
    user.request(Generate, { input: { type: 'SOCIAL_MEDIA_CAPTION', prompt: 'Tea', delaySeconds: 0 } });
  const events = completions(user);
  await generate();
  await nextEvents(events, 1);
  const [first = 0, second = 0] = product.upstream.requests.map(({ receivedAt }) => receivedAt);
  expect(second - first).toBeGreaterThan(400);
  expect(second - first).toBeLessThan(6_000);

  await generate();
  await generate();
  await nextEvents(events, 2);
  const starts = product.upstream.requests.map(({ receivedAt }) => receivedAt - first);
  expect(starts).toHaveLength(4);
  expect(starts[2]).toBeLessThan(WINDOW_MS - 1_000);
  expect(starts[3]).toBeGreaterThan(WINDOW_MS - 500);
});
