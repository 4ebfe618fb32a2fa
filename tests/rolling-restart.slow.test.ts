import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { Generate } from '../examples/demo/operations.js';
import { createApiClient } from './support/api-client.js';
import { startBalancer } from './support/balancer.js';
import type { RunningProcess } from './support/process.js';
import { type Product, startProduct, type TestUser } from './support/product.js';
import type { Behaviour } from './support/upstream.js';

/** Longer than the balancer’s checks take on a busy machine. */
const DELAY_SECONDS = '5';

let product: Product;
/** The running processes. */
let workers: RunningProcess[];
beforeAll(async () => {
  product = await startProduct({
    apis: 2,
    workers: 2,
    env: { SHUTDOWN_DELAY_SECONDS: DELAY_SECONDS, METRICS_PORT: '0', WORKER_CONCURRENCY: '20' },
  });
  workers = [...product.workers];
}, 120_000);
afterAll(() => product?.[Symbol.asyncDispose]());

const originOf = (url: string) => new URL(url).origin;
const input = { prompt: 'Tea', type: 'SOCIAL_MEDIA_CAPTION' } as const;

/** Subscribes with a cursor, and records the cursor and the job of each event. */
function follow(url: string, { token }: TestUser) {
  const events: { cursor: string; job: string }[] = [];
  const client = createClient({
    url: url.replace('http:', 'ws:'),
    webSocketImpl: WebSocket,
    connectionParams: { Authorization: `Bearer ${token}` },
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: () => delay(50),
  });
  const variables = {
    get after() {
      return events.at(-1)?.cursor ?? '0';
    },
  };
  client.subscribe<{ jobCompleted: { cursor: string; job: { id: string } } }>(
    {
      query: 'subscription ($after: String) { jobCompleted(after: $after) { cursor job { id } } }',
      variables,
    },
    {
      next({ data }) {
        if (data) events.push({ cursor: data.jobCompleted.cursor, job: data.jobCompleted.job.id });
      },
      error() {},
      complete() {},
    },
  );
  return { events, close: () => client.dispose() };
}

/** Follows texts on one socket, and fails if a message does not continue where the one before it ended. */
function followTexts(url: string, { token }: TestUser) {
  const client = createClient({
    url: url.replace('http:', 'ws:'),
    webSocketImpl: WebSocket,
    connectionParams: { Authorization: `Bearer ${token}` },
  });
  const read = async (jobId: string) => {
    let text = '';
    let messages = 0;
    const query = `subscription { jobProgress(jobId: "${jobId}") { status offset text } }`;
    for await (const { data, errors } of client.iterate<{ jobProgress: Progress }>({ query })) {
      if (!data) throw new Error(JSON.stringify(errors));
      const { offset, text: more } = data.jobProgress;
      if (offset > text.length) throw new Error(`a gap before ${offset}, after ${text.length}`);
      text = text.slice(0, offset) + more;
      messages += 1;
    }
    return { jobId, text, messages };
  };
  const texts: ReturnType<typeof read>[] = [];
  let open = 0;
  return {
    texts,
    /** The limit of subscriptions on one socket. */
    follow(jobId: string) {
      if (open >= FOLLOWED) return;
      open += 1;
      const followed = read(jobId).finally(() => {
        open -= 1;
      });
      followed.catch(() => {});
      texts.push(followed);
    },
    close: () => client.dispose(),
  };
}

interface Progress {
  status: string;
  offset: number;
  text: string;
}

const FOLLOWED = 20;
/** The limit of unfinished jobs, besides the long ones. */
const UNFINISHED = 15;
/** Longer than a worker lets its jobs run after SIGTERM. */
const LONG: Behaviour = {
  kind: 'text',
  delayMs: 250,
  chunks: Array.from({ length: 32 }, (_, at) => `${at} `),
};
const SHORT: Behaviour = { kind: 'text', delayMs: 100, chunks: ['Some ', 'tea ', 'for ', 'everybody.'] };

it('restarts each worker and each API in turn under load: nothing fails, and each job and event comes once', async () => {
  const user = await product.buildUser();
  const { upstream } = product;
  upstream.respondWith(SHORT);
  upstream.when(({ prompt }) => prompt.startsWith('Long'), LONG);
  const [first, second] = product.apis;
  if (!first || !second) throw new Error('two APIs');
  const balancer = await startBalancer(originOf(first.url), originOf(second.url));
  await Promise.all([first, second].map(({ url }) => balancer.until(originOf(url), true)));
  const client = createApiClient(balancer.url).as(user.token);
  const follower = follow(balancer.url, user);

  let loading = true;
  let requests = 0;
  const failures: unknown[] = [];
  const jobs: string[] = [];
  const progress = followTexts(balancer.url, user);
  const generate = async (words: string) => {
    const prompt = `${words} ${requests++}`;
    const { generateContent } = await client.request(Generate, { input: { ...input, prompt } });
    jobs.push(generateContent.id);
    if (reading) progress.follow(generateContent.id);
    return prompt;
  };
  let reading = true;
  const load = Array.from({ length: 3 }, async (_, index) => {
    while (loading) {
      // A busy machine completes fewer. All waiting jobs end before the test does.
      if (jobs.length - follower.events.length < UNFINISHED)
        await generate('Tea').catch((error) => failures.push(error));
      await delay(400 + index);
    }
  });

  for (const [place, worker] of product.workers.entries()) {
    // This worker is in the middle of long texts, together with the other one.
    const long = await Promise.all(Array.from({ length: 6 }, () => generate('Long')));
    await Promise.all(long.map((prompt) => upstream.waitForRequest((request) => request.prompt === prompt)));
    expect(await worker.end('SIGTERM')).toBe(0);
    workers[place] = await product.startWorker();
  }
  reading = false;
  const followed = await Promise.all(progress.texts);
  await progress.close();

  for (const api of [first, second]) {
    const stopped = api.end('SIGTERM');
    await balancer.until(originOf(api.url), false);
    // It still serves clients that have not noticed yet.
    const late = await fetch(new URL('/healthz', api.url));
    expect(late.status).toBe(200);
    expect(await (await fetch(new URL('/readyz', api.url))).json()).toEqual({ accepting: false });
    expect(await stopped).toBe(0);
    balancer.origins.delete(originOf(api.url));
    const next = await product.startApi();
    balancer.origins.add(originOf(next.url));
    await balancer.until(originOf(next.url), true);
  }

  loading = false;
  await Promise.all(load);
  expect(failures).toEqual([]);
  expect(requests).toBeGreaterThan(20);
  type Stored = { _id: string; status: string; generatedContent: string; attemptHistory: unknown[] };
  const stored = product.mongo.collection<Stored>('jobs').find({ _id: { $in: jobs } });
  const unfinished = product.mongo.collection<Stored>('jobs').find({ status: { $ne: 'COMPLETED' } });
  await vi.waitFor(async () => expect(await unfinished.clone().toArray()).toEqual([]), 60_000);
  await vi.waitFor(() => expect(follower.events).toHaveLength(jobs.length), 60_000);
  expect(follower.events.map(({ job }) => job).sort()).toEqual([...jobs].sort());
  expect(follower.events.map(({ cursor }) => Number(cursor))).toEqual(jobs.map((_, index) => index + 1));

  // One complete text was paid for per job. Another worker wrote the returned jobs again.
  const written = upstream.requests.filter(({ aborted }) => !aborted).map(({ prompt }) => prompt);
  expect(new Set(written).size).toBe(written.length);
  expect(written).toHaveLength(jobs.length);
  expect(upstream.requests.filter(({ aborted }) => aborted).length).toBeGreaterThan(0);
  // Each follower has read the whole text, also if a second worker began it again.
  const contents = new Map(
    (await stored.toArray()).map(({ _id, generatedContent }) => [_id, generatedContent]),
  );
  expect(followed.length).toBeGreaterThan(20);
  for (const { jobId, text } of followed) expect(text).toBe(contents.get(jobId));
  expect(followed.filter(({ messages }) => messages > 3).length).toBeGreaterThan(5);
  follower.close();
  await client.close();
  await balancer.close();
}, 360_000);

it('answers no health check while the event loop hangs', async () => {
  const api = await product.startApi();
  const healths = [
    { pids: [api.pid], url: new URL('/healthz', api.url), ofWorkers: false },
    {
      pids: workers.map(({ pid }) => pid),
      url: new URL('/healthz', workers[0]?.metricsUrl),
      ofWorkers: true,
    },
  ];
  for (const { pids, url, ofWorkers } of healths) {
    expect((await fetch(url)).status).toBe(200);
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    await expect(fetch(url, { signal: AbortSignal.timeout(500) })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    if (ofWorkers) {
      // The heartbeats of the hanging worker end, so no API is ready without another one.
      await vi.waitFor(async () => {
        const answer = await fetch(new URL('/readyz', api.url));
        expect(await answer.json()).toMatchObject({ worker: false });
      }, 10_000);
    }
    for (const pid of pids) process.kill(pid, 'SIGCONT');
    expect((await fetch(url)).status).toBe(200);
  }
}, 120_000);
