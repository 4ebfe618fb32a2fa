import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Generate } from '../../examples/demo/operations.js';
import { completions, nextEvent } from '../support/events.js';
import { type Product, startProduct } from '../support/product.js';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ env: { SWEEP_INTERVAL_MS: '300' } });
});
afterAll(() => product[Symbol.asyncDispose]());

const input = { prompt: 'Tea', type: 'SOCIAL_MEDIA_CAPTION', delaySeconds: 2 } as const;

describe('the sweeper', () => {
  it('enqueues a job that Redis lost, once and not before its time', async () => {
    const user = await product.buildUser();
    const { generateContent: job } = await user.request(Generate, { input });
    await product.redis.flushdb();
    const { job: ended, occurredAt } = await nextEvent(completions(user));
    expect(ended).toMatchObject({ id: job.id, status: 'COMPLETED', attempts: 1 });
    expect(Date.parse(occurredAt)).toBeGreaterThanOrEqual(Date.parse(job.scheduledFor));
    expect(product.upstream.requests).toHaveLength(1);
  });

  it('ends a job as INTERRUPTED after BullMQ has given it up', async () => {
    const user = await product.buildUser();
    const { generateContent: job } = await user.request(Generate, { input: { ...input, delaySeconds: 600 } });
    // The state after the last stall: BullMQ’s job is failed, and the document is still PROCESSING.
    await product.mongo
      .collection<{ _id: string }>('jobs')
      .updateOne({ _id: job.id }, { $set: { status: 'PROCESSING', scheduledFor: new Date() } });
    const key = `bull:content-generation`;
    await product.redis.zrem(`${key}:delayed`, `${job.id}-1`);
    await product.redis.zadd(`${key}:failed`, Date.now(), `${job.id}-1`);
    const { job: ended } = await nextEvent(completions(user));
    expect(ended).toMatchObject({
      id: job.id,
      status: 'FAILED',
      error: { code: 'INTERRUPTED', retriable: true },
    });
  });
});
