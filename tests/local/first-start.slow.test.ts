import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { graphql } from '../../examples/demo/gql/index.js';
import { Generate, JobCompleted, Register } from '../../examples/demo/operations.js';
import { createApiClient } from '../support/api-client.js';
import { startFirst } from '../support/first-start.js';
import { startProduct } from '../support/product.js';

const SLOW_MS = 180_000;
const WaitingJob = graphql(`query WaitingJob($id: ID!) { job(id: $id) { status attempts } }`);
const input = { name: 'Ada', email: 'ada@example.com', password: 'correct horse' };

it('a first start accepts jobs during the download of the model, spends no attempt on them, and then runs them', {
  timeout: SLOW_MS,
}, async () => {
  const { local, release } = await startFirst();
  expect(local.parts()).toMatchObject({
    api: local.url,
    model: expect.stringMatching(/^still being fetched \(A small model, \d+ % of 48 MB\): jobs wait for it$/),
  });
  const status = async () =>
    (await (await fetch(new URL('/model-status', local.url))).json()) as { state: string; received?: number };
  await expect
    .poll(status, { timeout: 15_000 })
    .toEqual({ state: 'fetching', name: 'A small model', received: expect.any(Number), total: 48_000_000 });
  // Half of it, or what a resumed connection has added.
  await expect
    .poll(async () => (await status()).received, { timeout: 15_000 })
    .toBeGreaterThanOrEqual(24_000_000);

  const anonymous = createApiClient(local.url);
  const { register } = await anonymous.request(Register, { input });
  const client = anonymous.as(register.token);
  const { generateContent } = await client.request(Generate, {
    input: { type: 'SOCIAL_MEDIA_CAPTION', prompt: 'Snow' },
  });
  // The restart after a code change: the API comes back, and no worker starts too early.
  await local.restart();
  await delay(1_000);
  const { job } = await client.request(WaitingJob, { id: generateContent.id });
  expect(job).toEqual({ status: 'QUEUED', attempts: 0 });

  release();
  await local.working;
  expect(local.parts().model).toMatch(/^A small model from 127\.0\.0\.1:\d+$/);
  for await (const { data } of client.subscribe(JobCompleted, { jobId: generateContent.id })) {
    expect(data?.jobCompleted.job).toMatchObject({
      status: 'COMPLETED',
      generatedContent: 'About Snow',
      attempts: 1,
    });
  }
  await expect.poll(status, { timeout: 5_000 }).toEqual({ state: 'ready' });
  await client.close();
});

it('a model that is not available stops a start whose API is already running, with the remedy', {
  timeout: SLOW_MS,
}, async () => {
  await using product = await startProduct({ apis: 0, workers: 0 });
  const { MONGO_URI = '', REDIS_URL = '' } = product.env;
  const { local, release } = await startFirst({
    content: Buffer.alloc(400_000),
    sha256: 'another',
    servers: { MONGO_URI, REDIS_URL },
  });
  release();
  const { reason } = await local.exited;
  expect(reason).toMatch(
    /^A model is missing: set OPENROUTER_KEY or BASE_URL, start Ollama.*\(what 127\.0\.0\.1/,
  );
  await expect(local.working).rejects.toThrow(reason);
  // Before its servers are passed to another test.
  await local.stop();
});
