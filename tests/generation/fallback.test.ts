import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { graphql } from '../../examples/demo/gql/index.js';
import { Generate } from '../../examples/demo/operations.js';
import { completions, nextEvent } from '../support/events.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import type { Behaviour } from '../support/upstream-behaviours.js';

const JobModels = graphql(`
  query JobModels($id: ID!) {
    job(id: $id) { status attempts error { code } attemptHistory { number model error { code retriable } } }
  }
`);

const OptionLimits = graphql(`query OptionLimits { optionLimits { models maxTemperature } }`);

let product: Product;
let user: TestUser;
beforeAll(async () => {
  product = await startProduct({
    env: { OPENROUTER_MODELS: 'a/one, b/two,c/three', OPENROUTER_MODEL: 'd/four', ALLOWED_MODELS: 'e/five' },
  });
  user = await product.buildUser();
});
afterEach(() => product.upstream.reset());
afterAll(() => product[Symbol.asyncDispose]());

const unknown: Behaviour = { kind: 'status', status: 404, body: { error: { code: 'model_not_found' } } };
const limited: Behaviour = { kind: 'status', status: 429, headers: { 'retry-after': '30' } };

const generate = (...behaviours: Behaviour[]) => generateBy(null, ...behaviours);

async function generateBy(model: string | null, ...behaviours: Behaviour[]) {
  product.upstream.enqueue(...behaviours);
  const input = { prompt: 'Tea', type: 'BLOG_POST_OUTLINE', options: { model } } as const;
  const { generateContent } = await user.request(Generate, { input });
  await nextEvent(completions(user, { jobId: generateContent.id }));
  return (await user.request(JobModels, { id: generateContent.id })).job;
}
const asked = () => product.upstream.requests.map(({ body }) => body.model);

it('takes the next model after a 404 and after a 429, without a wait', async () => {
  const startedAt = Date.now();
  const job = await generate(unknown, limited);
  expect(job).toMatchObject({
    status: 'COMPLETED',
    attempts: 3,
    attemptHistory: [
      { number: 1, model: 'a/one', error: { code: 'INVALID_REQUEST', retriable: false } },
      { number: 2, model: 'b/two', error: { code: 'RATE_LIMITED' } },
      { number: 3, model: 'c/three', error: null },
    ],
  });
  expect(asked()).toEqual(['a/one', 'b/two', 'c/three']);
  // Only the second model causes Retry-After and the hold.
  expect(Date.now() - startedAt).toBeLessThan(20_000);
});

it('uses the same model again after a failure that the model did not cause', async () => {
  const job = await generate({ kind: 'malformed' });
  expect(job?.attemptHistory.map(({ model }) => model)).toEqual(['a/one', 'a/one']);
});

it('fails after every model has refused', async () => {
  const job = await generate(unknown, unknown, unknown);
  expect(job).toMatchObject({ status: 'FAILED', attempts: 3, error: { code: 'INVALID_REQUEST' } });
  expect(asked()).toEqual(['a/one', 'b/two', 'c/three']);
});

it('fails at once if another model cannot help', async () => {
  const job = await generate({ kind: 'status', status: 401 });
  expect(job).toMatchObject({ status: 'FAILED', attempts: 1, error: { code: 'PROVIDER_REFUSED' } });
});

it('sends no OpenRouter model list to another server', async () => {
  await generate();
  expect(product.upstream.requests.map(({ body }) => 'models' in body)).toEqual([false]);
});

it('lists the models that a job may name', async () => {
  const { optionLimits } = await user.request(OptionLimits, {});
  expect(optionLimits).toEqual({ models: ['a/one', 'b/two', 'c/three', 'e/five'], maxTemperature: 2 });
});

it('uses only the model that a job names, without a fallback', async () => {
  const job = await generateBy('e/five', { kind: 'malformed' }, unknown);
  expect(job).toMatchObject({ status: 'FAILED', attempts: 2, error: { code: 'INVALID_REQUEST' } });
  expect(asked()).toEqual(['e/five', 'e/five']);
  await generateBy('b/two');
  expect(asked().at(-1)).toBe('b/two');
});
