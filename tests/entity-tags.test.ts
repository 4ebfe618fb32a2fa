import { afterAll, beforeAll, expect, it } from 'vitest';
import { Generate } from '../examples/demo/operations.js';
import { type Product, startProduct, type TestUser } from './support/product.js';

let product: Product;
let user: TestUser;
beforeAll(async () => {
  product = await startProduct({ workers: 0 });
  user = await product.buildUser();
});
afterAll(() => product[Symbol.asyncDispose]());

async function poll(query: string, tag?: string, token: string | null = user.token) {
  const response = await fetch(`${product.apis[0]?.url}?${new URLSearchParams({ query })}`, {
    headers: {
      'apollo-require-preflight': 'true',
      // fetch caches nothing with this option, and sends the tag.
      'cache-control': 'no-cache',
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(tag !== undefined && { 'if-none-match': tag }),
    },
  });
  const { status, headers } = response;
  const text = await response.text();
  return { status, text, tag: headers.get('etag') ?? '', kept: headers.get('cache-control') };
}

it('a poll of a job has an entity tag, and gives 304 without a body until the job changes', async () => {
  const input = { prompt: 'Polled', type: 'PRODUCT_DESCRIPTION' as const, delaySeconds: 3600 };
  const { generateContent } = await user.request(Generate, { input });
  const query = `{ job(id: "${generateContent.id}") { status generatedContent } }`;
  const first = await poll(query);
  expect(first).toMatchObject({ status: 200, kept: 'private, no-cache' });
  expect(first.tag).toMatch(/^W\/"[\w-]{27}"$/);
  const same = { status: 304, text: '', tag: first.tag, kept: 'private, no-cache' };
  for (const tag of [first.tag, first.tag.slice(2), `"x", ${first.tag}`, '*']) {
    expect(await poll(query, tag)).toEqual(same);
  }
  expect((await poll(query, 'W/"x"')).status).toBe(200);
  await product.mongo.collection('jobs').updateOne({ prompt: 'Polled' }, { $set: { status: 'CANCELED' } });
  const changed = await poll(query, first.tag);
  expect([changed.status, JSON.parse(changed.text).data.job.status]).toEqual([200, 'CANCELED']);
  expect(changed.tag).not.toBe(first.tag);
});

it('a response with an error has no entity tag, and is not cached', async () => {
  for (const [query, token] of [
    ['{ me { id } }', null],
    ['{ jobs(after: "x") { totalCount } }', user.token],
    ['{ nothing }', user.token],
  ] as const) {
    expect(await poll(query, '*', token)).toMatchObject({ tag: '', kept: 'no-store' });
  }
});
