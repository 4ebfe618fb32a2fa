import { afterAll, beforeAll, expect, it } from 'vitest';
import { graphql } from '../../examples/demo/gql/index.js';
import { Generate } from '../../examples/demo/operations.js';
import { completions, nextEvents } from '../support/events.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';

const Estimates = graphql(`
  query Estimates {
    jobs(first: 50) {
      edges { node { id status queuePosition estimatedStartAt estimatedCompletionAt startedAt completedAt } }
    }
  }
`);
const GenerateEstimated = graphql(`
  mutation GenerateEstimated($input: GenerateContentInput!) {
    generateContent(input: $input) { id queuePosition estimatedStartAt estimatedCompletionAt }
  }
`);
const EstimatedProgress = graphql(`
  subscription EstimatedProgress($jobId: ID!) {
    jobProgress(jobId: $jobId) { status text queuePosition estimatedStartAt estimatedCompletionAt }
  }
`);
const Cancel = graphql(`mutation CancelWaiting($id: ID!) { cancelJob(id: $id) { status queuePosition } }`);

let product: Product;
beforeAll(async () => {
  product = await startProduct({ workers: 0 });
});
afterAll(() => product[Symbol.asyncDispose]());

const ask = async (user: TestUser, delaySeconds = 0) => {
  const input = { prompt: 'Tea', type: 'SOCIAL_MEDIA_CAPTION' as const, delaySeconds };
  return (await user.request(Generate, { input })).generateContent.id;
};
/** A user’s jobs, oldest first. */
const jobsOf = async (user: TestUser) =>
  (await user.request(Estimates, {})).jobs.edges.map(({ node }) => node).reverse();
const positions = async (user: TestUser) => (await jobsOf(user)).map(({ queuePosition }) => queuePosition);

it('estimates show places by turns without a worker, are updated, and are close to a real run', async () => {
  const [ada, grace] = [await product.buildUser(), await product.buildUser()];
  const first = await ask(ada);
  for (let n = 0; n < 2; n += 1) await ask(ada);
  await ask(grace);
  const input = { prompt: 'Tea', type: 'SOCIAL_MEDIA_CAPTION', delaySeconds: 0 } as const;
  // The response to a request contains the place of its job.
  const { generateContent: last } = await grace.request(GenerateEstimated, { input });
  expect(last).toMatchObject({ queuePosition: 4, estimatedStartAt: null, estimatedCompletionAt: null });
  expect(await positions(ada)).toEqual([1, 3, 5]);
  expect(await positions(grace)).toEqual([2, 4]);

  const progress = grace.subscribe(EstimatedProgress, { jobId: last.id });
  const told = async () => (await progress.next()).value?.data?.jobProgress;
  expect(await told()).toMatchObject({ status: 'QUEUED', queuePosition: 4, text: '' });
  expect((await ada.request(Cancel, { id: first })).cancelJob).toMatchObject({ queuePosition: null });
  expect(await told()).toMatchObject({ status: 'QUEUED', queuePosition: 3, text: '' });

  // Two slots; each text takes 1.4 s.
  const ended = [completions(ada), completions(grace)];
  const chunks = ['A ', 'text ', 'on ', 'tea'];
  product.upstream.enqueue(
    ...Array.from({ length: 12 }, () => ({ kind: 'text' as const, chunks, delayMs: 350 })),
  );
  await product.startWorker({ WORKER_CONCURRENCY: '2' });
  await nextEvents(ended[1] as (typeof ended)[1], 2);
  let message = await told();
  while (message && message.status !== 'PROCESSING') message = await told();
  expect(message).toMatchObject({ queuePosition: null, estimatedStartAt: null });
  // The canceled one is the first.
  await nextEvents(ended[0] as (typeof ended)[0], 3);

  // Redis lost the durations, so they are read from MongoDB again.
  await product.redis.del('durations:SOCIAL_MEDIA_CAPTION');
  await Promise.all(Array.from({ length: 6 }, () => ask(ada, 3)));
  const estimated = (await jobsOf(ada)).slice(-6).filter(({ status }) => status === 'QUEUED');
  expect(await product.redis.llen('durations:SOCIAL_MEDIA_CAPTION')).toBeGreaterThanOrEqual(4);
  expect(estimated.length).toBeGreaterThanOrEqual(4);
  await nextEvents(ended[0] as (typeof ended)[0], 6);
  const real = new Map((await jobsOf(ada)).map((job) => [job.id, job]));
  const off = (expected: unknown, found: unknown) =>
    Math.abs(Date.parse(String(expected)) - Date.parse(String(found))) / 1_000;
  // A busy machine starts a job late, and writes more slowly.
  for (const { id, estimatedStartAt, estimatedCompletionAt } of estimated) {
    expect(off(estimatedStartAt, real.get(id)?.startedAt)).toBeLessThan(1.5);
    expect(off(estimatedCompletionAt, real.get(id)?.completedAt)).toBeLessThan(2);
  }
  expect(await positions(ada)).toEqual(Array.from({ length: 9 }, () => null));
});
