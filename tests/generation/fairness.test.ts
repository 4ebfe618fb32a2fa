import { afterAll, beforeAll, expect, it } from 'vitest';
import { Generate } from '../../examples/demo/operations.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ workers: 0 });
});
afterAll(() => product[Symbol.asyncDispose]());

const ask = (user: TestUser, prompt: string, delaySeconds = 0) =>
  user.request(Generate, { input: { prompt, type: 'PRODUCT_DESCRIPTION', delaySeconds } });

it('the queue alternates between users, and keeps the order of each user, whoever requested many jobs first', async () => {
  const [many, few, later] = await Promise.all([
    product.buildUser(),
    product.buildUser(),
    product.buildUser(),
  ]);
  // A job that is not due yet delays no other.
  for (let n = 1; n <= 3; n += 1) await ask(later, `later ${n}`, 3_600);
  for (let n = 1; n <= 6; n += 1) await ask(many, `many ${n}`);
  for (let n = 1; n <= 2; n += 1) await ask(few, `few ${n}`);
  await ask(later, 'later now');
  await product.startWorker({ WORKER_CONCURRENCY: '1' });
  const prompts = () =>
    product.upstream.requests.map(({ prompt }) => /(many|few|later) \w+/.exec(prompt)?.[0]);
  await expect.poll(prompts, { timeout: 10_000 }).toHaveLength(9);
  expect(prompts()).toEqual([
    'many 1',
    'few 1',
    'later now',
    'many 2',
    'few 2',
    ...[3, 4, 5, 6].map((n) => `many ${n}`),
  ]);
});

it('the turn counts unfinished jobs that are due no later, and no ended ones', async () => {
  const user = await product.buildUser();
  const bullJob = (id: string) => `bull:content-generation:${id}-1`;
  let id = '';
  const turnOf = async (prompt: string, delaySeconds: number) => {
    ({ id } = (await ask(user, prompt, delaySeconds)).generateContent);
    return Number(await product.redis.hget(bullJob(id), 'priority'));
  };
  expect(await turnOf('now', 0)).toBe(1);
  const ended = () => product.redis.hexists(bullJob(id), 'finishedOn');
  await expect.poll(ended, { timeout: 10_000 }).toBe(1);
  expect(await turnOf('in an hour', 3_600)).toBe(1);
  expect(await turnOf('in two hours', 7_200)).toBe(2);
  expect(await turnOf('in half an hour', 1_800)).toBe(1);
  expect(await turnOf('in three hours', 10_800)).toBe(4);
});

it('the turn counts a repeated request once', async () => {
  const user = await product.buildUser();
  const input = {
    prompt: 'once',
    type: 'PRODUCT_DESCRIPTION' as const,
    delaySeconds: 3_600,
    idempotencyKey: 'k',
  };
  const answers = await Promise.all(Array.from({ length: 8 }, () => user.request(Generate, { input })));
  const [id] = new Set(answers.map(({ generateContent }) => generateContent.id));
  const waiting = () => product.redis.zrange(`bull:content-generation:turns:${user.id}`, '0', '-1');
  await expect.poll(waiting, { timeout: 2_000 }).toEqual([`${id}-1`]);
});
