import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { graphql } from '../../examples/demo/gql/index.js';
import { Generate } from '../../examples/demo/operations.js';
import { completions, nextEvent } from '../support/events.js';
import type { RunningProcess } from '../support/process.js';
import { type Product, startProduct } from '../support/product.js';
import { hold } from '../support/upstream-behaviours.js';

const HistoryOf = graphql(`
  query HistoryOf($id: ID!) {
    job(id: $id) { status attempts attemptHistory { number error { code } } }
  }
`);

let product: Product;
let standing: RunningProcess;
beforeAll(async () => {
  product = await startProduct({ workers: 1 });
});
afterEach(() => product.upstream.reset());
afterAll(() => product[Symbol.asyncDispose]());

const input = { prompt: 'Tea', type: 'PRODUCT_DESCRIPTION' } as const;

describe('SIGTERM to a worker', () => {
  it('lets a nearly finished job end, and starts no other; /readyz reports that no worker is left', async () => {
    const user = await product.buildUser();
    const held = hold({ before: ['Nearly '], after: ['done.'] });
    product.upstream.enqueue(held);
    const [worker] = product.workers as [RunningProcess];
    const { generateContent: job } = await user.request(Generate, { input });
    await product.upstream.waitForRequest();
    const ended = worker.end();
    await vi.waitUntil(() => worker.output().includes('SIGTERM'));
    const { generateContent: later } = await user.request(Generate, { input });
    held.release();
    expect(await ended).toBe(0);
    const gone = Date.now();
    const ready = new URL('/readyz', product.apis[0]?.url);
    await vi.waitUntil(async () => (await fetch(ready)).status === 503, { timeout: 6_000 });
    expect(Date.now() - gone).toBeLessThan(5_000);
    expect(await (await fetch(ready)).json()).toEqual({ mongodb: true, redis: true, worker: false });
    const events = completions(user);
    expect((await nextEvent(events)).job).toMatchObject({ id: job.id, status: 'COMPLETED', attempts: 1 });
    expect(product.upstream.requests).toHaveLength(1);
    standing = await product.startWorker();
    await vi.waitUntil(async () => (await fetch(ready)).status === 200);
    expect((await nextEvent(events)).job).toMatchObject({ id: later.id, status: 'COMPLETED' });
    await events.return?.();
  });

  it('hands a longer job back to another worker, without the cost of an attempt', async () => {
    const user = await product.buildUser();
    const events = completions(user);
    product.upstream.enqueue({ kind: 'stallAfter', chunks: ['This one '] });
    const workers = [standing, await product.startWorker()];
    const { generateContent: job } = await user.request(Generate, { input });
    const request = await product.upstream.waitForRequest();
    // The worker that runs the job gets two signals. The other one takes the job over.
    const start = Date.now();
    const started = () => workers.find((worker) => worker.output().includes(job.id));
    const holder = await vi.waitUntil(started);
    const code = holder.end();
    await delay(300);
    process.kill(holder.pid, 'SIGTERM');
    expect(await code).toBe(0);
    expect(Date.now() - start).toBeLessThan(9_000);
    expect(request.aborted).toBe(true);
    expect((await nextEvent(events)).job).toMatchObject({ id: job.id, status: 'COMPLETED', attempts: 2 });
    const { job: record } = await user.request(HistoryOf, { id: job.id });
    expect(record?.attemptHistory).toEqual([
      { number: 1, error: { code: 'INTERRUPTED' } },
      { number: 2, error: null },
    ]);
    await events.return?.();
  });
});
