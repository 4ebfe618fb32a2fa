import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { graphql } from '../../examples/demo/gql/index.js';
import { Generate } from '../../examples/demo/operations.js';
import { type Completed, completions, nextEvent } from '../support/events.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import type { Behaviour } from '../support/upstream-behaviours.js';

const JobStatusQuery = graphql(`
  query JobStatus($id: ID!) {
    job(id: $id) { id status attempts scheduledFor createdAt generatedContent finishReason error { code retriable } }
  }
`);

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterEach(() => product.upstream.reset());
afterAll(() => product[Symbol.asyncDispose]());

const input = { prompt: 'Tea', type: 'BLOG_POST_OUTLINE' } as const;

async function generate(user: TestUser, ...behaviours: Behaviour[]): Promise<Completed['job']> {
  product.upstream.enqueue(...behaviours);
  const { generateContent } = await user.request(Generate, { input });
  return (await nextEvent(completions(user, { jobId: generateContent.id }))).job;
}

describe('an attempt', () => {
  it('that fails is repeated twice with growing pauses before the job is FAILED', async () => {
    const user = await product.buildUser();
    const unavailable: Behaviour = { kind: 'status', status: 503 };
    const job = await generate(user, unavailable, unavailable, unavailable);
    expect(job).toMatchObject({
      status: 'FAILED',
      attempts: 3,
      generatedContent: null,
      error: { code: 'PROVIDER_UNAVAILABLE', retriable: true },
    });
    const [first, second, third] = product.upstream.requests
      .slice(-3)
      .map(({ receivedAt }) => receivedAt as number);
    expect((second as number) - (first as number)).toBeGreaterThanOrEqual(1_000);
    expect((third as number) - (second as number)).toBeGreaterThanOrEqual(2_000);
  });

  it('that fails makes the job RETRYING, and the next one COMPLETED without an error', async () => {
    const user = await product.buildUser();
    product.upstream.enqueue({ kind: 'breakAfter', chunks: ['Half a '] });
    const { generateContent } = await user.request(Generate, { input });
    const read = async () => (await user.request(JobStatusQuery, { id: generateContent.id })).job;
    await vi.waitFor(async () =>
      expect(await read()).toMatchObject({
        status: 'RETRYING',
        attempts: 1,
        error: { code: 'PROVIDER_UNAVAILABLE' },
      }),
    );
    const { job } = await nextEvent(completions(user, { jobId: generateContent.id }));
    expect(job).toMatchObject({ status: 'COMPLETED', attempts: 2, error: null });
    expect(await read()).toMatchObject({
      status: 'COMPLETED',
      generatedContent: job.generatedContent,
      error: null,
    });
  });

  it.each([
    [400, 'INVALID_REQUEST'],
    [401, 'PROVIDER_REFUSED'],
    [402, 'PROVIDER_REFUSED'],
    [403, 'PROVIDER_REFUSED'],
    [404, 'INVALID_REQUEST'],
  ])('is not repeated on %i, with the code %s', async (status, code) => {
    const job = await generate(await product.buildUser(), { kind: 'status', status });
    expect(job).toMatchObject({ status: 'FAILED', attempts: 1, error: { code, retriable: false } });
  });

  it('is repeated after the time of Retry-After', async () => {
    const user = await product.buildUser();
    const job = await generate(user, { kind: 'status', status: 429, headers: { 'retry-after': '3' } });
    expect(job).toMatchObject({ status: 'COMPLETED', attempts: 2 });
    const [first, second] = product.upstream.requests.slice(-2).map(({ receivedAt }) => receivedAt as number);
    expect((second as number) - (first as number)).toBeGreaterThanOrEqual(3_000);
  });

  it('at the token limit of the model completes the job with LENGTH', async () => {
    const job = await generate(await product.buildUser(), {
      kind: 'text',
      chunks: ['Half a sent'],
      finishReason: 'length',
    });
    expect(job).toMatchObject({
      status: 'COMPLETED',
      finishReason: 'LENGTH',
      generatedContent: 'Half a sent',
    });
  });
});

describe('the default delay', () => {
  it('schedules a job 60 s ahead if neither the job nor the settings specify one', async () => {
    const { JOB_DELAY_MS: _, ...defaults } = product.env;
    const api = await product.startApi({ ...defaults, JOB_DELAY_MS: '' });
    const user = await product.buildUser();
    const response = await fetch(api.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${user.token}` },
      body: JSON.stringify({
        query:
          'mutation ($input: GenerateContentInput!) { generateContent(input: $input) { scheduledFor createdAt } }',
        variables: { input },
      }),
    });
    const { data } = (await response.json()) as {
      data: { generateContent: { scheduledFor: string; createdAt: string } };
    };
    const { scheduledFor, createdAt } = data.generateContent;
    expect(Math.round((Date.parse(scheduledFor) - Date.parse(createdAt)) / 1_000)).toBe(60);
  });
});
