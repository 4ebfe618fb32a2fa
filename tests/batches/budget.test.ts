import { Types } from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { graphql } from '../../examples/demo/gql/index.js';
import { CreateBrandVoice } from '../support/operations.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { GenerateBatch } from './operations.js';

const Promised = graphql(`query Promised { me { budget { promisedTokens } } }`);

let product: Product;
beforeAll(async () => {
  product = await startProduct({ workers: 0, env: { MONTHLY_TOKENS: '1000000000' } });
});
afterAll(() => product[Symbol.asyncDispose]());

const JOBS = 6;
const batchOf = async (user: TestUser, count: number, more: object) => {
  const items = Array.from({ length: count }, (_, n) => ({ prompt: `Tea ${n}`, type: 'BLOG_POST' as const }));
  const input = { items, delaySeconds: 3_600, ...more };
  return (await user.request(GenerateBatch, { input: input as never })).generateBatch;
};
const voiceOf = async (user: TestUser) => {
  const samples = Array.from({ length: 3 }, () => 'x'.repeat(1_000));
  const input = { name: 'Ada', description: 'Dry.', samples };
  return (await user.request(CreateBrandVoice, { input })).createBrandVoice.id;
};

it.each<[string, (user: TestUser) => Promise<object>]>([
  ['short', async () => ({ length: 'SHORT' })],
  ['long', async () => ({ length: 'LONG' })],
  ['in a brand voice', async (user) => ({ brandVoice: await voiceOf(user) })],
])('a batch of texts that are %s is limited by the usage promised to it', async (_, optionsFor) => {
  const one = await product.buildUser();
  await batchOf(one, JOBS - 1, { options: await optionsFor(one) });
  const { promisedTokens = 0 } = (await one.request(Promised, {})).me.budget ?? {};
  expect(promisedTokens).toBeGreaterThan(JOBS * 1_000);

  const requestWith = async (monthlyTokens: number) => {
    const user = await product.buildUser();
    const options = await optionsFor(user);
    const _id = new Types.ObjectId(user.id);
    await product.mongo.collection('users').updateOne({ _id }, { $set: { monthlyTokens } });
    return batchOf(user, JOBS, { options });
  };
  // The last job is accepted while the others leave anything of the budget.
  expect((await requestWith(promisedTokens + 1)).total).toBe(JOBS);
  await expect(requestWith(promisedTokens)).rejects.toMatchObject({ codes: ['BUDGET_EXCEEDED'] });
});
