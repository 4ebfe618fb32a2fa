import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from '../../examples/demo/gql/index.js';
import { Generate, SaveJob } from '../../examples/demo/operations.js';
import type { ApiClient } from '../support/api-client.js';
import { completions, nextEvent, nextEvents } from '../support/events.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';

const DAY_MS = 86_400_000;

const Kept = graphql(`
  query Kept($unreadOnly: Boolean) {
    jobs { totalCount edges { node { id } } }
    notifications(unreadOnly: $unreadOnly, first: 2) { totalCount edges { cursor } pageInfo { hasNextPage } }
    contents { edges { node { id body } } }
    me { unreadCount eventCursor }
  }
`);
const RetryOld = graphql(`mutation RetryOld($id: ID!) { retryJob(id: $id) { id run } }`);
const MarkOld = graphql(
  `mutation MarkOld($upTo: String!) { markNotificationsRead(upTo: $upTo) { unreadCount } }`,
);

let product: Product;
beforeAll(async () => {
  product = await startProduct({ env: { SWEEP_INTERVAL_MS: '300' } });
});
afterAll(() => product[Symbol.asyncDispose]());

const jobs = () => product.mongo.collection<{ _id: string }>('jobs');
const events = () => product.mongo.collection('events');

const generate = async (user: ApiClient, prompt: string) =>
  (await user.request(Generate, { input: { prompt, type: 'SOCIAL_MEDIA_CAPTION' } })).generateContent.id;

/** A user with this number of finished jobs, oldest first. */
async function userWithJobs(count: number): Promise<{ user: TestUser; ids: string[] }> {
  const user = await product.buildUser();
  const ids: string[] = [];
  const following = completions(user);
  for (let n = 1; n <= count; n++) {
    ids.push(await generate(user, `Tea ${n}`));
    await nextEvent(following);
  }
  await following.return?.();
  return { user, ids };
}

/** Moves the end of jobs back by this much. */
const age = (ids: string[], days: number) =>
  jobs().updateMany({ _id: { $in: ids } }, { $set: { completedAt: new Date(Date.now() - days * DAY_MS) } });

const areGone = (ids: string[]) =>
  expect.poll(() => jobs().countDocuments({ _id: { $in: ids } }), { timeout: 15_000 }).toBe(0);

describe('a job that ended more than 30 days ago', () => {
  it('is removed with its events and its entry in BullMQ, and its piece in the library stays', async () => {
    const { user, ids } = await userWithJobs(3);
    const [old = '', young = '', last = ''] = ids;
    const { saveJobToLibrary: piece } = await user.request(SaveJob, { id: old });
    expect(await product.redis.exists(`bull:content-generation:${old}-1`)).toBe(1);
    await age([young], 29.9);
    await age([old], 30.1);
    await areGone([old]);

    expect(await events().countDocuments({ 'job.id': old })).toBe(0);
    expect(await product.redis.exists(`bull:content-generation:${old}-1`)).toBe(0);
    expect(await product.redis.exists(`bull:content-generation:${young}-1`)).toBe(1);
    const kept = await user.request(Kept, {});
    expect(kept.jobs.edges.map(({ node }) => node.id)).toEqual([last, young]);
    expect(kept.contents.edges).toEqual([{ node: { id: piece.id, body: piece.body } }]);
  });

  it('is omitted from all counts and pages of notifications', async () => {
    const { user, ids } = await userWithJobs(5);
    await age(ids.slice(0, 3), 31);
    await areGone(ids.slice(0, 3));
    const all = await user.request(Kept, {});
    expect(all.me).toEqual({ unreadCount: 2, eventCursor: '5' });
    expect(all.notifications).toEqual({
      totalCount: 2,
      edges: [{ cursor: '5' }, { cursor: '4' }],
      pageInfo: { hasNextPage: false },
    });
    // The mark may refer to a removed event.
    expect((await user.request(MarkOld, { upTo: '2' })).markNotificationsRead.unreadCount).toBe(2);
    expect((await user.request(MarkOld, { upTo: '4' })).markNotificationsRead.unreadCount).toBe(1);
    const unread = await user.request(Kept, { unreadOnly: true });
    expect(unread.notifications).toMatchObject({ totalCount: 1, edges: [{ cursor: '5' }] });
  });

  it('leaves cursors valid: the next event after the gap follows, and then live ones', async () => {
    const { user, ids } = await userWithJobs(5);
    // Not only the oldest ones, but also a gap in the middle.
    const gone = [ids[0], ids[1], ids[3]] as string[];
    await age(gone, 31);
    await areGone(gone);
    for (const [after, expected] of [
      ['0', ['3', '5', '6']],
      ['1', ['3', '5', '6']],
      ['3', ['5', '6']],
      ['4', ['5', '6']],
    ] as const) {
      const following = completions(user, { after });
      const early = await nextEvents(following, expected.length - 1);
      if ((await events().countDocuments({ 'job.userId': user.id })) === 2) await generate(user, 'Tea 6');
      early.push(await nextEvent(following));
      expect(early.map(({ cursor }) => cursor)).toEqual(expected);
      await following.return?.();
    }
  });

  it('is kept after a retry', async () => {
    const user = await product.buildUser();
    product.upstream.enqueue({ kind: 'status', status: 400, body: { error: { message: 'no' } } });
    const id = await generate(user, 'Tea');
    const following = completions(user);
    expect((await nextEvent(following)).job.status).toBe('FAILED');
    await user.request(RetryOld, { id });
    expect((await nextEvent(following)).job.status).toBe('COMPLETED');
    await jobs().updateOne({ _id: id }, { $set: { status: 'PROCESSING' } });
    await age([id], 31);
    const { ids } = await userWithJobs(1);
    await age(ids, 31);
    await areGone(ids);
    expect(await jobs().countDocuments({ _id: id })).toBe(1);
    await jobs().updateOne({ _id: id }, { $set: { status: 'COMPLETED' } });
    await areGone([id]);
    expect(await events().countDocuments({ 'job.id': id })).toBe(0);
  });

  it('is logged in one line with the number of jobs and events, and the duration', async () => {
    const { ids } = await userWithJobs(2);
    await age(ids, 31);
    await areGone(ids);
    const lines = () =>
      product.workers
        .flatMap((worker) => worker.output().split('\n'))
        .filter((line) => line.includes('removed old jobs'));
    await expect.poll(() => lines().length).toBeGreaterThan(0);
    expect(JSON.parse(lines().at(-1) as string)).toMatchObject({
      jobs: expect.any(Number),
      events: expect.any(Number),
      durationMs: expect.any(Number),
    });
  });

  it('is kept by a worker with JOB_RETENTION_DAYS=0', async () => {
    await Promise.all(product.workers.map((worker) => worker.end()));
    await product.startWorker({ JOB_RETENTION_DAYS: '0' });
    const user = await product.buildUser();
    const id = await generate(user, 'Tea');
    await nextEvent(completions(user));
    await age([id], 4_000);
    // The sweeper enqueues the next job. The removal runs as often, so it had its time.
    const { generateContent: lost } = await user.request(Generate, {
      input: { prompt: 'Tea', type: 'SOCIAL_MEDIA_CAPTION', delaySeconds: 1 },
    });
    await product.redis.flushdb();
    await nextEvent(completions(user, { jobId: lost.id }));
    expect(await jobs().countDocuments({ _id: id })).toBe(1);
  });
});
