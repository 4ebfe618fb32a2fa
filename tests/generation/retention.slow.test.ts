import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Types } from 'mongoose';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { graphql } from '../../examples/demo/gql/index.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';

const JOBS = Number(process.env.RETENTION_JOBS ?? 5_000);
/** With RETENTION_JOBS the test runs alone, to measure. Without it, other tests run at the same time. */
const ALLOWANCE_MS = process.env.RETENTION_JOBS ? 1 : 50;
const OWNERS = 200;
/** Jobs that are kept. */
const YOUNG = 20;
const DAY_MS = 86_400_000;
/** The rate of requests per second, in an open loop: a slow response does not delay the next request. */
const RATE = 40;

const Page = graphql(
  `query RetentionPage { me { unreadCount } jobs(first: 20) { totalCount edges { node { id prompt } } } }`,
);

let product: Product;
beforeAll(async () => {
  product = await startProduct({ workers: 0, env: { SWEEP_INTERVAL_MS: '1000' } });
});
afterAll(() => product[Symbol.asyncDispose]());

it(`${JOBS} old jobs are removed, and the p99 of requests meanwhile rises by less than half`, async () => {
  const user = await product.buildUser();
  const jobs = product.mongo.collection('jobs');
  // Data of an earlier run.
  for (const name of ['jobs', 'events']) await product.mongo.collection(name).deleteMany({});
  await fill(user);
  const old = { completedAt: { $lt: new Date(Date.now() - 30 * DAY_MS) } };
  expect(await jobs.countDocuments(old)).toBe(JOBS);
  await latencies(user, () => false, 3_000);
  const idle = p99(await latencies(user, () => false, 10_000));

  const worker = await product.startWorker();
  onTestFinished(async () => void (await worker.end()));
  const began = Date.now();
  let left = JOBS;
  const watch = (async () => {
    while (left > 0) {
      // From the collection’s metadata: a count of entries would load MongoDB more than the removal does.
      left = (await jobs.estimatedDocumentCount()) - YOUNG;
      await delay(250);
    }
  })();
  // The start of a process is not part of the removal.
  await vi.waitUntil(() => left < JOBS * 0.95, { timeout: 60_000, interval: 100 });
  const during = p99(await latencies(user, () => left === 0, 600_000));
  await watch;
  const seconds = (Date.now() - began) / 1_000;
  console.log(
    `${JOBS} jobs in ${seconds.toFixed(1)} s; p99: ${idle.toFixed(1)} ms before, ${during.toFixed(1)} ms meanwhile`,
  );
  expect(await product.mongo.collection('events').countDocuments({})).toBe(YOUNG);
  expect(await jobs.countDocuments({})).toBe(YOUNG);
  expect(worker.output()).toContain('removed old jobs');
  expect(during).toBeLessThan(idle * 1.5 + ALLOWANCE_MS);
}, 900_000);

/** Inserts old jobs of many users with their events, and recent ones of this user. */
async function fill(user: TestUser): Promise<void> {
  const owners = [user.id, ...Array.from({ length: OWNERS - 1 }, () => new Types.ObjectId().toHexString())];
  const seqs = new Map<string, number>();
  const rows = Array.from({ length: JOBS + YOUNG }, (_, n) => {
    const isYoung = n >= JOBS;
    const userId = isYoung ? user.id : (owners[n % OWNERS] as string);
    const seq = (seqs.get(userId) ?? 0) + 1;
    seqs.set(userId, seq);
    return rowsOf(userId, seq, new Date(Date.now() - (isYoung ? 1 : 31) * DAY_MS));
  });
  const insert = async (name: string, documents: object[]) => {
    for (let from = 0; from < documents.length; from += 5_000) {
      await product.mongo
        .collection(name)
        .insertMany(documents.slice(from, from + 5_000), { ordered: false });
    }
  };
  await insert(
    'jobs',
    rows.map(({ job }) => job),
  );
  await insert(
    'events',
    rows.map(({ event }) => event),
  );
  const counters = [...seqs].map(([userId, seq]) => ({ _id: new Types.ObjectId(userId), seq }));
  await insert('eventcounters', counters);
}

function rowsOf(owner: string, seq: number, at: Date) {
  const id = randomUUID();
  const userId = new Types.ObjectId(owner);
  const facts = {
    prompt: 'Tea from Nepal',
    type: 'SOCIAL_MEDIA_CAPTION',
    status: 'COMPLETED',
    generatedContent: 'Tea. '.repeat(200),
    run: 1,
    attempts: 1,
    attemptHistory: [],
    scheduledFor: at,
    completedAt: at,
    createdAt: at,
    updatedAt: at,
  };
  const job = { ...facts, _id: id, userId, enqueueNumber: 1, handedBack: 0, requestId: randomUUID() };
  const event = { userId, seq, run: 1, occurredAt: at, job: { ...facts, id, userId: owner } };
  return { job, event };
}

/** The latencies of requests at a constant rate, in milliseconds, until the removal ends or the time is over. */
async function latencies(user: TestUser, isOver: () => boolean, forMs: number): Promise<number[]> {
  const found: number[] = [];
  const pending: Promise<void>[] = [];
  const began = performance.now();
  for (let n = 0; !isOver() && performance.now() - began < forMs; n++) {
    const startedAt = performance.now();
    pending.push(user.request(Page, {}).then(() => void found.push(performance.now() - startedAt)));
    await delay(Math.max(0, began + ((n + 1) * 1_000) / RATE - performance.now()));
  }
  await Promise.all(pending);
  return found;
}

function p99(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length * 0.99)] as number;
}
