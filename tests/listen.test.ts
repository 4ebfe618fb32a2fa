import { networkInterfaces } from 'node:os';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, listenOnFirst } from '../src/http/listen.js';
import { sendQuery } from './support/http.js';
import { type Product, startProduct } from './support/product.js';
import { openSocket } from './support/raw-socket.js';

const LOOPBACKS = ['127.0.0.1', '[::1]'];
/** An address of this machine that is reachable from outside, if it has one. */
const outside = Object.values(networkInterfaces())
  .flat()
  .find((entry) => entry?.family === 'IPv4' && !entry.internal)?.address;

let product: Product;
beforeAll(async () => {
  product = await startProduct({ apis: 0, workers: 0 });
});
afterAll(() => product[Symbol.asyncDispose]());

const on = (url: string, host: string) => url.replace('localhost', host);

describe.each([
  ['without HOST', '', null],
  ['with HOST=localhost', 'localhost', outside],
])('an API %s', (_, HOST, closed) => {
  it('serves IPv4 and IPv6 over HTTP and WebSocket, only locally with localhost, and stops at SIGTERM with open connections', async () => {
    const api = await product.startApi({ HOST });
    for (const host of LOOPBACKS) {
      const { json } = await sendQuery(on(api.url, host), { query: '{ __typename }' });
      expect(json).toMatchObject({ data: { __typename: 'Query' } });
      const socket = await openSocket(on(api.url, host), {});
      socket.send({ type: 'subscribe', id: '1', payload: { query: '{ __typename }' } });
      expect(await socket.next()).toMatchObject({ type: 'next' });
    }
    if (closed) await expect(fetch(on(api.url, closed))).rejects.toThrow();
    expect(await api.end()).toBe(0);
  });
});

it('an address that the system does not have is skipped', async () => {
  await using app = Fastify();
  await listenOnFirst(app, ['2001:db8::1', '127.0.0.1'], 0);
  expect(app.server.address()).toMatchObject({ address: '127.0.0.1' });
});

it('a port that is in use on one of the two addresses is reported', async () => {
  await using other = Fastify();
  await other.listen({ host: '::1', port: 0 });
  const { port } = other.server.address() as { port: number };
  for (const host of ['localhost', '::'])
    await expect(listen(Fastify(), host, port)).rejects.toThrow(`Port ${port} is in use`);
});
