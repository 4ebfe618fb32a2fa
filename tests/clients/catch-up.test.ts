import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Generate } from '../../examples/demo/operations.js';
import { createApiClient } from '../support/api-client.js';
import type { RunningProcess } from '../support/process.js';
import { type Product, startProduct } from '../support/product.js';
import { hold } from '../support/upstream-behaviours.js';
import { followWithApollo } from './apollo.js';
import type { Following } from './following.js';
import { followWithGraphqlWs } from './graphql-ws.js';
import { followOnForeignSocket, followWithSmartContent } from './smart-content.js';
import { followWithUrql } from './urql.js';

type Follow = (url: string, token: string, after: string) => Following;
const CLIENTS: [string, Follow][] = [
  ['Apollo Client, as README.md shows', followWithApollo],
  ['graphql-ws, as docs/api.md shows', followWithGraphqlWs],
  ['the client package', followWithSmartContent],
  ['the client package on a socket of another client', followOnForeignSocket],
  ['urql, as README.md shows', followWithUrql],
];

let product: Product;
let api: RunningProcess;
beforeAll(async () => {
  product = await startProduct();
  api = product.apis[0] as RunningProcess;
});
afterEach(() => product.upstream.reset());
afterAll(() => product[Symbol.asyncDispose]());

/** Kills the API without a close message, and starts a new process on its port. */
async function restart(whileAway: () => Promise<void>) {
  await api.end('SIGKILL');
  await whileAway();
  api = await product.startApi({ PORT: new URL(api.url).port });
}

const input = (prompt: string) => ({ prompt, type: 'PRODUCT_DESCRIPTION' as const });

it('no client misses or doubles an event when the API is killed in the middle of three jobs', async () => {
  const user = await product.buildUser();
  const holds = ['Tea 1', 'Tea 2', 'Tea 3'].map((prompt) => {
    const held = hold({ before: ['Half of '] });
    product.upstream.when((request) => request.prompt === prompt, held);
    return { prompt, held };
  });
  // All clients at once, so that one kill is enough.
  const followings = CLIENTS.map(([name, follow]) => ({
    name,
    following: follow(api.url, user.token, '0'),
  }));
  const each = <T>(read: (following: Following) => T) =>
    Object.fromEntries(followings.map(({ name, following }) => [name, read(following)]));
  const all = <T>(value: T) => each(() => value);
  const haveEvents = (count: number) =>
    expect.poll(() => each(({ events }) => events.length), { timeout: 10_000 }).toEqual(all(count));
  for (const { prompt } of holds) {
    await user.request(Generate, { input: input(prompt) });
    await product.upstream.waitForRequest((request) => request.prompt === prompt);
  }
  holds[0]?.held.release();
  await haveEvents(1);
  const ended = () => product.mongo.collection('events').countDocuments({ 'job.userId': user.id });
  await restart(async () => {
    holds[1]?.held.release();
    await expect.poll(ended, { timeout: 10_000 }).toBe(2);
  });
  await haveEvents(2);
  holds[2]?.held.release();
  await haveEvents(3);
  // A duplicate would have arrived before this event.
  await createApiClient(api.url, user.token).request(Generate, { input: input('Tea 4') });
  await haveEvents(4);
  expect(each(({ events }) => events.map(({ cursor }) => cursor))).toEqual(all(['1', '2', '3', '4']));
  expect(each(({ events }) => events.every(({ job }) => job.status === 'COMPLETED'))).toEqual(all(true));
  // After its socket reconnects, each client requests the events after the last one.
  expect(each(({ asked }) => asked)).toEqual(all(['0', '1']));
  expect(each(({ ended }) => ended)).toEqual(all([]));
  for (const { following } of followings) following.stop();
});

it.each(CLIENTS)('%s ends with an error for a cursor of another user', async (_, follow) => {
  const user = await product.buildUser();
  const following = follow(api.url, user.token, '7');
  await expect.poll(() => JSON.stringify(following.ended), { timeout: 10_000 }).toContain('BAD_USER_INPUT');
  expect(following.asked).toEqual(['7']);
  following.stop();
});
