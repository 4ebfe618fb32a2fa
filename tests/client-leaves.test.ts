import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendQuery } from './support/http.js';
import { type Product, startProduct, type TestUser } from './support/product.js';

const CREATE = 'mutation($input: CreateContentInput!) { createContent(input: $input) { id } }';
const LIST = '{ contents(first: 50) { edges { node { title body } } } }';

let product: Product;
let url: string;
let user: TestUser;
beforeAll(async () => {
  product = await startProduct({ workers: 0 });
  url = product.apis[0]?.url as string;
  user = await product.buildUser();
  for (let n = 0; n < 50; n++) {
    const body = Array.from({ length: 1_500 }, (_, word) => (word * 7_919 * (n + 1)).toString(36)).join(' ');
    const input = { title: `Piece ${n}`, type: 'BLOG_POST_OUTLINE', body };
    await sendQuery(url, { query: CREATE, variables: { input } }, user.token);
  }
});
afterAll(() => product[Symbol.asyncDispose]());

/** Sends a request, and closes its connection after this time. */
async function leave(query: string, headers: Record<string, string>, afterMs: number) {
  const outgoing = request(url, {
    method: 'POST',
    agent: false,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${user.token}`, ...headers },
  });
  outgoing.on('error', () => {});
  outgoing.end(JSON.stringify({ query }));
  await once(outgoing, 'finish');
  await delay(afterMs);
  outgoing.destroy();
}

it.each([
  ['compressed', { 'accept-encoding': 'gzip, deflate, br, zstd' }],
  ['plain', {}],
  ['streamed', { accept: 'text/event-stream' }],
])(
  'a client that closes its connection is no error of the server where the response is %s',
  async (_form, headers) => {
    for (let ms = 0; ms < 40; ms += 2) await leave(LIST, headers as Record<string, string>, ms);
    // The responses to closed connections have ended when this one has.
    expect((await sendQuery(url, { query: LIST }, user.token)).status).toBe(200);
    await expectNoErrors();
  },
);

it.each([
  ['/graphql', 'application/json'],
  ['/imports', 'application/x-ndjson'],
])(
  'a client that closes its connection in the middle of a body to %s is no error of the server',
  async (path, type) => {
    for (let ms = 0; ms < 20; ms += 2) {
      const outgoing = request(new URL(path, url), {
        method: 'POST',
        agent: false,
        headers: {
          'content-type': type,
          'content-length': 100_000,
          authorization: `Bearer ${user.token}`,
        },
      });
      outgoing.on('error', () => {});
      outgoing.write('{"query":"{ me { name } }",');
      await delay(ms);
      outgoing.destroy();
    }
    await expectNoErrors();
  },
);

async function expectNoErrors() {
  await delay(100);
  const lines = product.apis[0]?.output().split('\n') ?? [];
  expect(lines.filter((line) => /"level":[456]0/.test(line))).toEqual([]);
}
