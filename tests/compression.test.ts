import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendQuery } from './support/http.js';
import { type Product, startProduct, type TestUser } from './support/product.js';
import { openSocket } from './support/raw-socket.js';

const LIST = '{ contents(first: 10) { edges { node { title body } } } }';
const SMALL = '{ me { name } }';
const CREATE = 'mutation($input: CreateContentInput!) { createContent(input: $input) { id } }';

let product: Product;
let url: string;
let user: TestUser;
let plain: string;
beforeAll(async () => {
  product = await startProduct({ workers: 0 });
  url = product.apis[0]?.url as string;
  user = await product.buildUser();
  for (let n = 0; n < 10; n++) {
    const body = `Crème brûlée ${n}. `.repeat(600);
    const input = { title: `Piece ${n}`, type: 'BLOG_POST_OUTLINE', body };
    await sendQuery(url, { query: CREATE, variables: { input } }, user.token);
  }
  plain = (await sendQuery(url, { query: LIST }, user.token)).text;
});
afterAll(() => product[Symbol.asyncDispose]());

/** The bytes on the wire, which fetch does not expose. */
async function ask(query: string, headers: Record<string, string> = {}) {
  const outgoing = request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${user.token}`, ...headers },
  });
  outgoing.end(JSON.stringify({ query }));
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  return { headers: incoming.headers, body: await buffer(incoming) };
}

const names = (header: string | undefined) => (header ?? '').toLowerCase().split(/,\s*/).sort();

describe('a large response', () => {
  it.each<[string, string, (body: Buffer) => Buffer]>([
    ['gzip, deflate', 'gzip', gunzipSync],
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
  ])('is compressed for Accept-Encoding: %s', async (accepted, encoding, decode) => {
    const { headers, body } = await ask(LIST, { 'accept-encoding': accepted });
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers.vary?.toLowerCase().match(/accept-encoding/g)).toHaveLength(1);
    expect(decode(body).toString()).toBe(plain);
    expect(body.length).toBeLessThan(plain.length / 5);
  });

  it.each([undefined, 'identity', 'gzip;q=0, br;q=0', 'compress'])(
    'is sent uncompressed for Accept-Encoding: %s, with Vary',
    async (accepted) => {
      const { headers, body } = await ask(
        LIST,
        accepted === undefined ? {} : { 'accept-encoding': accepted },
      );
      expect(headers).not.toHaveProperty('content-encoding');
      expect(names(headers.vary)).toContain('accept-encoding');
      expect(body.toString()).toBe(plain);
    },
  );

  it('also varies by origin for a page of another origin', async () => {
    const origin = 'http://localhost:3000';
    const { headers } = await ask(LIST, { 'accept-encoding': 'br', origin });
    expect(names(headers.vary)).toEqual(['accept-encoding', 'origin']);
    expect(headers['access-control-allow-origin']).toBe(origin);
  });

  it('is not compressed over a WebSocket, which has its own rules', async () => {
    const socket = await openSocket(url, { token: user.token });
    socket.send({ type: 'subscribe', id: '1', payload: { query: LIST } });
    expect(JSON.stringify((await socket.next()).payload)).toBe(plain);
    socket.close();
  });
});

it('a small response is sent uncompressed', async () => {
  const { headers, body } = await ask(SMALL, { 'accept-encoding': 'gzip, br' });
  expect(headers).not.toHaveProperty('content-encoding');
  expect(headers['content-length']).toBe(String(body.length));
});

it('a compressed request is rejected with the reason', async () => {
  const { body } = await ask(SMALL, { 'content-encoding': 'gzip' });
  expect(body.toString()).toContain('Compressed request bodies are not accepted');
});
