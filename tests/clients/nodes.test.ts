import { afterAll, beforeAll, expect, it } from 'vitest';
import { Generate } from '../../examples/demo/operations.js';
import { call } from '../support/admin.js';
import { CreateContent } from '../support/operations.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';

let product: Product;
let url: string;
let user: TestUser;
beforeAll(async () => {
  product = await startProduct();
  url = product.apis[0]?.url ?? '';
  user = await product.buildUser();
});
afterAll(() => product[Symbol.asyncDispose]());

const QUERY = `query ($id: ID!) {
  node(id: $id) {
    __typename
    id
    ... on Job { prompt }
    ... on Content { title source { prompt } }
    ... on Template { name builtIn }
    ... on Batch { total }
    ... on Export { format }
    ... on User { email }
  }
}`;
/** Sends the query twice, because compiled code answers the second time. */
async function node(id: string, by = user) {
  const first = await call(url, by, QUERY, { id });
  expect(await call(url, by, QUERY, { id })).toEqual(first);
  return first;
}

it('node(id) returns each kind of object of the viewer, and none of others', async () => {
  const type = 'PRODUCT_DESCRIPTION';
  const { generateContent: job } = await user.request(Generate, {
    input: { prompt: 'Tea', type, delaySeconds: 60 },
  });
  const { createContent: piece } = await user.request(CreateContent, {
    input: { title: 'Tea', type, body: '' },
  });
  const batch = await call<{ id: string }>(
    url,
    user,
    'mutation ($input: GenerateBatchInput!) { generateBatch(input: $input) { id } }',
    { input: { items: [{ prompt: 'Tea', type }], delaySeconds: 60 } },
  );
  const made = await call<{ id: string }>(
    url,
    user,
    'mutation { exportContents(input: { format: JSONL }) { id } }',
  );
  const [template] = await call<{ id: string; name: string }[]>(url, user, '{ templates { id name } }');
  const nodes: [string, object][] = [
    [job.id, { __typename: 'Job', prompt: 'Tea' }],
    [piece.id, { __typename: 'Content', title: 'Tea', source: null }],
    [batch.id, { __typename: 'Batch', total: 1 }],
    [made.id, { __typename: 'Export', format: 'JSONL' }],
    [user.id, { __typename: 'User', email: user.email }],
  ];
  for (const [id, value] of nodes) expect(await node(id)).toEqual({ id, ...value });
  const builtIn = { __typename: 'Template', ...template, builtIn: true };
  expect(await node(template?.id ?? '')).toEqual(builtIn);

  const stranger = await product.buildUser();
  for (const [id] of nodes) expect(await node(id, stranger)).toBe(null);
  for (const id of ['', 'x', '0'.repeat(24), `${job.id}x`]) expect(await node(id)).toBe(null);
});
