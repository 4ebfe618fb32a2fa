import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { graphql } from '../../examples/demo/gql/index.js';
import { Generate } from '../../examples/demo/operations.js';
import { completions, nextEvent, textReaches } from '../support/events.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { hold } from '../support/upstream-behaviours.js';

const Cancel = graphql(`
  mutation Cancel($id: ID!) {
    cancelJob(id: $id) { id status run attempts generatedContent completedAt error { code } attemptHistory { run number startedAt endedAt model error { code } } }
  }
`);
const Retry = graphql(`
  mutation Retry($id: ID!) {
    retryJob(id: $id) { id status run attempts generatedContent startedAt completedAt error { code } attemptHistory { run number } }
  }
`);
const JobState = graphql(`
  query JobState($id: ID!) {
    job(id: $id) { status run attempts generatedContent error { code } attemptHistory { run number startedAt endedAt model error { code } } }
  }
`);

let product: Product;
beforeAll(async () => {
  product = await startProduct({ apis: 2, workers: 2 });
});
afterEach(() => product.upstream.reset());
afterAll(() => product[Symbol.asyncDispose]());

const input = { prompt: 'Tea', type: 'BLOG_POST_OUTLINE' } as const;

async function generate(user: TestUser, more: { prompt?: string; delaySeconds?: number } = {}) {
  return (await user.request(Generate, { input: { ...input, ...more } })).generateContent.id;
}
const stateOf = async (user: TestUser, id: string) => (await user.request(JobState, { id })).job;
const codeOf = async (answer: Promise<unknown>) => {
  const failure = await answer.then(
    () => null,
    (error: { code?: string; errors?: { extensions?: { code?: string } }[] }) => error,
  );
  return failure?.code ?? failure?.errors?.[0]?.extensions?.code ?? failure;
};

describe('cancelJob', () => {
  it('stops a waiting job, which then never starts, and sends one event', async () => {
    const user = await product.buildUser();
    const id = await generate(user, { delaySeconds: 1 });
    const { cancelJob } = await user.request(Cancel, { id });
    expect(cancelJob).toMatchObject({
      id,
      status: 'CANCELED',
      attempts: 0,
      generatedContent: null,
      error: null,
    });
    expect((await user.request(Cancel, { id })).cancelJob).toEqual(cancelJob);
    const events = completions(user);
    expect((await nextEvent(events)).job).toMatchObject({ id, status: 'CANCELED' });
    // It is due later than the canceled one, which would have started by its end.
    await generate(user, { prompt: 'Later', delaySeconds: 1 });
    expect((await nextEvent(events)).job).toMatchObject({ status: 'COMPLETED' });
    expect(product.upstream.requests.map(({ prompt }) => prompt)).toEqual(['Later']);
    await events.return?.();
  });

  it('aborts the request to the model within a second, and keeps the text so far', async () => {
    const user = await product.buildUser();
    product.upstream.respondWith(hold({ before: ['Tea is ', 'an old '] }));
    const id = await generate(user);
    const request = await product.upstream.waitForRequest();
    await textReaches(user, id, 'Tea is an old ');
    const before = Date.now();
    const { cancelJob } = await user.request(Cancel, { id });
    await request.ended;
    expect(Date.now() - before).toBeLessThan(1_000);
    expect(request.aborted).toBe(true);
    expect(cancelJob).toMatchObject({
      status: 'CANCELED',
      generatedContent: 'Tea is an old ',
      attempts: 1,
      attemptHistory: [{ run: 1, number: 1, model: 'openai/gpt-3.5-turbo', error: null }],
    });
    expect(cancelJob.attemptHistory[0]?.endedAt).not.toBeNull();
    // By now, an aborted attempt has written everything that it still writes.
    await vi.waitUntil(async () => (await product.redis.llen('bull:content-generation:active')) === 0);
    expect(await stateOf(user, id)).toMatchObject({ status: 'CANCELED', generatedContent: 'Tea is an old ' });
    expect((await nextEvent(completions(user))).job.generatedContent).toBe('Tea is an old ');
  });

  it('is found by the worker itself without a message from Redis', async () => {
    const user = await product.buildUser();
    product.upstream.respondWith(hold({ before: ['Half'] }));
    const id = await generate(user);
    const request = await product.upstream.waitForRequest();
    // The state after a cancellation with a lost message.
    await product.mongo
      .collection<{ _id: string }>('jobs')
      .updateOne({ _id: id }, { $set: { status: 'CANCELED' }, $unset: { runToken: 1 } });
    const before = Date.now();
    await request.ended;
    expect(Date.now() - before).toBeLessThan(1_500);
    expect(request.aborted).toBe(true);
  });

  it('has one result if it races with the completion, and all readers get the same one', async () => {
    const user = await product.buildUser();
    const ends: string[] = [];
    for (let round = 0; round < 12; round++) {
      const held = hold({ before: ['The '] });
      product.upstream.enqueue(held);
      const id = await generate(user, { prompt: `Race ${round}` });
      await product.upstream.waitForRequest(({ prompt }) => prompt === `Race ${round}`);
      held.release();
      if (round % 3 > 0) await delay(round);
      const answer = user.request(Cancel, { id }).then(({ cancelJob }) => cancelJob.status);
      const said = await answer.catch(() => 'COMPLETED');
      await vi.waitFor(async () => expect((await stateOf(user, id))?.status).toBe(said));
      ends.push(said);
    }
    const events = completions(user);
    for (const end of ends) expect((await nextEvent(events)).job.status).toBe(end);
    await events.return?.();
  });

  it('gives CONFLICT for an ended job, and NOT_FOUND for another user’s job', async () => {
    const [user, stranger] = [await product.buildUser(), await product.buildUser()];
    const id = await generate(user);
    await nextEvent(completions(user, { jobId: id }));
    expect(await codeOf(user.request(Cancel, { id }))).toBe('CONFLICT');
    expect(await codeOf(stranger.request(Cancel, { id }))).toBe('NOT_FOUND');
    expect(await codeOf(user.request(Cancel, { id: 'no id' }))).toBe('NOT_FOUND');
  });
});

describe('retryJob', () => {
  it('starts the next run of a FAILED job, and keeps the attempts of the former run', async () => {
    const user = await product.buildUser();
    const events = completions(user);
    product.upstream.enqueue({ kind: 'status', status: 401 });
    const id = await generate(user);
    expect((await nextEvent(events)).job).toMatchObject({ id, status: 'FAILED', attempts: 1 });
    const { retryJob } = await user.request(Retry, { id });
    expect(retryJob).toMatchObject({
      status: 'QUEUED',
      run: 2,
      attempts: 0,
      error: null,
      startedAt: null,
      completedAt: null,
      attemptHistory: [{ run: 1, number: 1 }],
    });
    expect((await nextEvent(events)).job).toMatchObject({
      id,
      status: 'COMPLETED',
      attempts: 1,
      error: null,
    });
    expect(await stateOf(user, id)).toMatchObject({
      run: 2,
      attemptHistory: [
        { run: 1, number: 1, error: { code: 'PROVIDER_REFUSED' } },
        { run: 2, number: 1, error: null, model: 'openai/gpt-3.5-turbo' },
      ],
    });
    await events.return?.();
  });

  it('starts the next run of a CANCELED job, for one of two concurrent requests', async () => {
    const user = await product.buildUser();
    const id = await generate(user, { delaySeconds: 600 });
    await user.request(Cancel, { id });
    const answers = await Promise.all([1, 2].map(() => codeOf(user.request(Retry, { id }))));
    expect(answers.toSorted()).toEqual(['CONFLICT', null]);
    const { job } = await nextEvent(completions(user, { after: '1' }));
    expect(job).toMatchObject({ id, status: 'COMPLETED' });
    expect(product.upstream.requests).toHaveLength(1);
  });

  it('gives CONFLICT for an unfinished or COMPLETED job, and NOT_FOUND for another user’s job', async () => {
    const [user, stranger] = [await product.buildUser(), await product.buildUser()];
    const waiting = await generate(user, { delaySeconds: 600 });
    expect(await codeOf(user.request(Retry, { id: waiting }))).toBe('CONFLICT');
    expect(await codeOf(stranger.request(Retry, { id: waiting }))).toBe('NOT_FOUND');
    const done = await generate(user);
    await nextEvent(completions(user, { jobId: done }));
    expect(await codeOf(user.request(Retry, { id: done }))).toBe('CONFLICT');
  });
});
