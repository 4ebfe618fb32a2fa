import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { createApiClient } from '../examples/demo/client.js';
import { Generate } from '../examples/demo/operations.js';
import { startBalancer } from './support/balancer.js';
import { type Product, startProduct, type TestUser } from './support/product.js';

/** Longer than the balancer's checks take on a busy machine. */
const DELAY_SECONDS = '5';

let product: Product;
beforeAll(async () => {
  product = await startProduct({
    apis: 2,
    env: { SHUTDOWN_DELAY_SECONDS: DELAY_SECONDS, METRICS_PORT: '0', WORKER_CONCURRENCY: '20' },
  });
}, 120_000);
afterAll(() => product?.[Symbol.asyncDispose]());

const originOf = (url: string) => new URL(url).origin;
const input = { prompt: 'Tea', type: 'SOCIAL_MEDIA_CAPTION' } as const;

/** Subscribes as a client with a cursor does, and keeps the cursor and the job of each event. */
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

it('restarts each API in turn behind a balancer, with no failed request and no missed event', async () => {
  const user = await product.buildUser();
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
  const load = Array.from({ length: 3 }, async (_, index) => {
    while (loading) {
      try {
        const { generateContent } = await client.request(Generate, { input });
        jobs.push(generateContent.id);
        requests++;
      } catch (error) {
        failures.push(error);
      }
      await delay(100 + index);
    }
  });

  for (const api of [first, second]) {
    const stopped = api.end('SIGTERM');
    await balancer.until(originOf(api.url), false);
    // It still answers whoever has not noticed yet.
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
  await vi.waitFor(() => expect(follower.events).toHaveLength(jobs.length), 60_000);
  expect(follower.events.map(({ job }) => job).sort()).toEqual([...jobs].sort());
  expect(follower.events.map(({ cursor }) => Number(cursor))).toEqual(jobs.map((_, index) => index + 1));
  follower.close();
  await client.close();
  await balancer.close();
}, 240_000);

it('answers no health check while the event loop hangs', async () => {
  const api = await product.startApi();
  const [worker] = product.workers;
  const healths = [
    { pid: api.pid, url: new URL('/healthz', api.url) },
    { pid: worker?.pid ?? 0, url: new URL('/healthz', worker?.metricsUrl) },
  ];
  for (const { pid, url } of healths) {
    expect((await fetch(url)).status).toBe(200);
    process.kill(pid, 'SIGSTOP');
    await expect(fetch(url, { signal: AbortSignal.timeout(500) })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    if (pid === worker?.pid) {
      // Its heartbeat ends, so no API is ready without another worker.
      await vi.waitFor(async () => {
        const answer = await fetch(new URL('/readyz', api.url));
        expect(await answer.json()).toMatchObject({ worker: false });
      }, 10_000);
    }
    process.kill(pid, 'SIGCONT');
    expect((await fetch(url)).status).toBe(200);
  }
}, 120_000);
