import { afterAll, beforeAll, expect, it } from 'vitest';
import { graphql } from '../../examples/demo/gql/index.js';
import { CreateBrandVoice, DeleteBrandVoice, UpdateBrandVoice } from '../support/operations.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';

const BrandVoices = graphql(`query BrandVoices { brandVoices { id name description samples } }`);

let product: Product;
let user: TestUser;
let other: TestUser;
beforeAll(async () => {
  product = await startProduct({ env: { REPAIR: 'on' } });
  [user, other] = await Promise.all([product.buildUser(), product.buildUser()]);
});
afterAll(() => product[Symbol.asyncDispose]());

const input = { name: 'Ada', description: 'Dry.' };
const list = async (owner = user) => (await owner.request(BrandVoices, {})).brandVoices;
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: { errors: { extensions: object }[] }) => error.errors[0]?.extensions,
  );

it('a brand voice is created, changed, listed only to its owner, and deleted', async () => {
  const { createBrandVoice: voice } = await user.request(CreateBrandVoice, { input });
  expect(voice).toMatchObject({ ...input, samples: [] });
  const change = { description: null, samples: ['One.', 'Two.'] };
  await user.request(UpdateBrandVoice, { id: voice.id, input: change });
  expect(await list()).toEqual([{ ...input, id: voice.id, samples: ['One.', 'Two.'] }]);
  expect(await list(other)).toEqual([]);
  const foreign = { id: voice.id };
  expect(await refusal(other.request(UpdateBrandVoice, { ...foreign, input: { name: 'X' } }))).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await refusal(other.request(DeleteBrandVoice, foreign))).toMatchObject({ code: 'NOT_FOUND' });
  await user.request(DeleteBrandVoice, foreign);
  expect(await list()).toEqual([]);
});

it.each([
  ['name', { ...input, name: '' }],
  ['description', { ...input, description: 'a'.repeat(1_001) }],
  ['samples', { ...input, samples: ['a', 'b', 'c', 'd'] }],
  ['samples', { ...input, samples: ['a'.repeat(1_001)] }],
])('a brand voice with an invalid %s is rejected by its name', async (field, wrong) => {
  expect(await refusal(user.request(CreateBrandVoice, { input: wrong }))).toMatchObject({
    code: 'BAD_USER_INPUT',
    fields: [{ field }],
  });
});

it('brand voices are limited to 20, also for concurrent requests', async () => {
  const requests = Array.from({ length: 22 }, () => refusal(other.request(CreateBrandVoice, { input })));
  const refused = (await Promise.all(requests)).filter((extensions) => extensions !== null);
  expect(refused).toEqual([{ code: 'CONFLICT' }, { code: 'CONFLICT' }]);
  expect(await list(other)).toHaveLength(20);
});
