import { parse } from 'graphql';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Generate } from '../../examples/demo/operations.js';
import { buildAdmin, call } from '../support/admin.js';
import { completions, nextEvent } from '../support/events.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { hold } from '../support/upstream.js';

const LIST = `query ($status: [JobStatus!], $type: ContentType, $userId: ID, $search: String, $createdAfter: DateTime, $createdBefore: DateTime, $errorCode: JobErrorCode, $first: Int, $after: String) {
  adminJobs(status: $status, type: $type, userId: $userId, search: $search, createdAfter: $createdAfter, createdBefore: $createdBefore, errorCode: $errorCode, first: $first, after: $after) {
    edges { node { id prompt status type user { id } error { code } } } pageInfo { endCursor hasNextPage }
  }
}`;
const RETRY =
  'mutation ($ids: [ID!], $filter: AdminJobFilter, $limit: Int) { adminRetryJobs(ids: $ids, filter: $filter, limit: $limit) { done more refused { id code } } }';
const CANCEL = RETRY.replace('adminRetryJobs', 'adminCancelJobs');

let product: Product;
let url: string;
let admin: TestUser;
beforeAll(async () => {
  product = await startProduct({ workers: 1, env: { SWEEP_INTERVAL_MS: '300' } });
  url = product.apis[0]?.url ?? '';
  admin = await buildAdmin(product);
});
afterAll(() => product[Symbol.asyncDispose]());

type Edge = { node: { id: string; prompt: string; status: string; user: { id: string } } };
type List = { edges: Edge[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
const list = (variables: object) => call<List>(url, admin, LIST, { ...variables });
const promptsOf = async (variables: object) => (await list(variables)).edges.map(({ node }) => node.prompt);
const jobs = () => product.mongo.collection<{ _id: string; status: string; run: number }>('jobs');
const audited = (targetId: string) => product.mongo.collection('audit').find({ targetId }).toArray();
async function generate(user: TestUser, prompt: string, delaySeconds = 3_600): Promise<string> {
  const input = { prompt, type: 'BLOG_POST_OUTLINE', delaySeconds } as const;
  return (await user.request(Generate, { input })).generateContent.id;
}

describe('adminJobs', () => {
  it('finds the jobs of all users by each filter and by several filters', async () => {
    const [ada, bob] = await Promise.all([product.buildUser(), product.buildUser()]);
    const id = await generate(ada, 'A quick brown fox');
    await generate(bob, 'The BROWN teapot');
    await jobs().updateOne(
      { _id: id },
      { $set: { status: 'FAILED', error: { code: 'TIMEOUT', message: 'late', retriable: true } } },
    );
    expect(await promptsOf({ search: 'brown' })).toEqual(['The BROWN teapot', 'A quick brown fox']);
    expect(await promptsOf({ search: 'brown fox' })).toEqual(['A quick brown fox']);
    expect(await promptsOf({ search: id })).toEqual(['A quick brown fox']);
    expect(await promptsOf({ search: 'brown', userId: bob.id })).toEqual(['The BROWN teapot']);
    expect(await promptsOf({ search: 'bro"w\\n -fox $' })).toEqual([]);
    expect(await promptsOf({ userId: ada.id })).toEqual(['A quick brown fox']);
    expect(await promptsOf({ userId: ada.id, status: ['QUEUED'] })).toEqual([]);
    expect(await promptsOf({ errorCode: 'TIMEOUT' })).toEqual(['A quick brown fox']);
    expect(await promptsOf({ errorCode: 'TIMEOUT', type: 'PRODUCT_DESCRIPTION' })).toEqual([]);
    expect(await promptsOf({ status: ['QUEUED'], type: 'BLOG_POST_OUTLINE', userId: bob.id })).toHaveLength(
      1,
    );
    const soon = new Date(Date.now() + 60_000).toISOString();
    expect(await promptsOf({ userId: ada.id, createdBefore: soon })).toHaveLength(1);
    expect(await promptsOf({ userId: ada.id, createdAfter: soon })).toEqual([]);
    for (const userId of ['x', 'f'.repeat(24)]) expect(await promptsOf({ userId })).toEqual([]);
    await jobs().deleteMany({});
  });
});

describe('adminRetryJobs', () => {
  it('retries the failed jobs of a filter, up to the limit, and adds an audit entry for each', async () => {
    const [ada, bob] = await Promise.all([product.buildUser(), product.buildUser()]);
    const ids = await Promise.all([generate(ada, 'One'), generate(ada, 'Two'), generate(bob, 'Three')]);
    const error = { code: 'TIMEOUT', message: 'late', retriable: true };
    await jobs().updateMany({ _id: { $in: ids } }, { $set: { status: 'FAILED', error } });
    const filter = { errorCode: 'TIMEOUT' };
    expect(await call(url, admin, RETRY, { filter, limit: 2 })).toEqual({ done: 2, more: true, refused: [] });
    expect(await call(url, admin, RETRY, { filter })).toEqual({ done: 1, more: false, refused: [] });
    const [one, two] = [completions(ada), completions(bob)];
    for (const events of [one, one, two])
      expect((await nextEvent(events)).job).toMatchObject({ status: 'COMPLETED' });
    for (const id of ids) {
      expect(await jobs().findOne({ _id: id })).toMatchObject({ status: 'COMPLETED', run: 2 });
      expect(await audited(id)).toMatchObject([
        { action: 'JOB_RETRIED', actorId: new Types.ObjectId(admin.id), from: 'FAILED', to: 'QUEUED' },
      ]);
    }
    await Promise.all([one.return?.(), two.return?.()]);
  });

  it('returns the jobs that it did not retry, with the reasons', async () => {
    const [user, shut] = await Promise.all([product.buildUser(), product.buildUser()]);
    const [canceled, waiting, closed] = await Promise.all([
      generate(user, 'Canceled'),
      generate(user, 'Waits'),
      generate(shut, 'Closed'),
    ]);
    await jobs().updateMany({ _id: { $in: [canceled, closed] } }, { $set: { status: 'CANCELED' } });
    await product.mongo
      .collection('users')
      .updateOne({ _id: new Types.ObjectId(shut.id) }, { $set: { status: 'INACTIVE' } });
    const unknown = '01920000-0000-7000-8000-000000000000';
    const result = await call<{ refused: object[] }>(url, admin, RETRY, {
      ids: [canceled, waiting, closed, unknown, 'x'],
    });
    expect(result).toMatchObject({ done: 1, more: false });
    expect(result.refused).toHaveLength(4);
    expect(result.refused).toEqual(
      expect.arrayContaining([
        { id: waiting, code: 'CONFLICT' },
        { id: closed, code: 'CONFLICT' },
        { id: unknown, code: 'NOT_FOUND' },
        { id: 'x', code: 'NOT_FOUND' },
      ]),
    );
    expect(await Promise.all([waiting, closed].map(audited))).toEqual([[], []]);
    expect(await jobs().findOne({ _id: closed })).toMatchObject({ status: 'CANCELED', run: 1 });
  });

  it.each([
    ['neither ids nor a filter', {}],
    ['both', { ids: [], filter: {} }],
    ['a limit of 0', { filter: {}, limit: 0 }],
    ['a limit over 1000', { filter: {}, limit: 1_001 }],
    ['more ids than the limit', { ids: ['a', 'b'], limit: 1 }],
  ])('rejects %s', async (_, variables) => {
    for (const operation of [RETRY, CANCEL])
      await expect(call(url, admin, operation, variables)).rejects.toThrow('BAD_USER_INPUT');
  });
});

describe('adminCancelJobs', () => {
  it('cancels waiting and running jobs, with events and audit entries, and skips ended ones', async () => {
    const user = await product.buildUser();
    product.upstream.enqueue(hold({ before: ['Once'] }));
    const running = await generate(user, 'Runs on', 0);
    const request = await product.upstream.waitForRequest(({ prompt }) => prompt.includes('Runs on'));
    const ids = [running, await generate(user, 'First'), await generate(user, 'Second')];
    const filter = { userId: user.id };
    expect(await call(url, admin, CANCEL, { filter })).toEqual({ done: 3, more: false, refused: [] });
    await request.ended;
    expect(request.aborted).toBe(true);
    const events = completions(user);
    for (const _ of ids) expect((await nextEvent(events)).job).toMatchObject({ status: 'CANCELED' });
    await events.return?.();
    for (const id of ids)
      expect(await audited(id)).toMatchObject([{ action: 'JOB_CANCELED', to: 'CANCELED' }]);
    expect(await call(url, admin, CANCEL, { filter })).toEqual({ done: 0, more: false, refused: [] });
    const again = await call<{ done: number; refused: { code: string }[] }>(url, admin, CANCEL, { ids });
    expect([again.done, again.refused.map(({ code }) => code)]).toEqual([0, Array(3).fill('CONFLICT')]);
  });
});

describe('the queue', () => {
  const STATS =
    '{ queueStats { waiting delayed active failedLastHour oldestWaitingSeconds startedPerMinute waitP50Seconds waitP95Seconds paused workers { id startedAt concurrency running } lastHour { at started failed waitSeconds } } }';
  interface Stats {
    waiting: number;
    delayed: number;
    active: number;
    startedPerMinute: number;
    oldestWaitingSeconds: number | null;
    waitP50Seconds: number | null;
    waitP95Seconds: number | null;
    paused: boolean;
    workers: { id: string; concurrency: number; running: number }[];
    lastHour: { started: number; failed: number }[];
  }
  const stats = () => call<Stats>(url, admin, STATS);

  it('starts nothing while it is paused, even after a loss of data in Redis, and continues afterwards', async () => {
    const user = await product.buildUser();
    const events = completions(user);
    expect(await call(url, admin, 'mutation { pauseQueue }')).toBe(true);
    await product.redis.flushdb();
    // The sweeper pauses the queue again, and enqueues what Redis lost.
    const meta = 'bull:content-generation:meta';
    await expect.poll(() => product.redis.hexists(meta, 'paused'), { timeout: 5_000 }).toBe(1);
    const before = await stats();
    const id = await generate(user, 'Paused', 0);
    await expect.poll(async () => (await stats()).waiting).toBe(before.waiting + 1);
    expect(await stats()).toMatchObject({ paused: true, active: 0 });
    // The next heartbeat registers the worker again.
    await expect
      .poll(async () => (await stats()).workers, { timeout: 5_000 })
      .toMatchObject([{ concurrency: 5, running: 0 }]);
    await expect.poll(async () => (await stats()).oldestWaitingSeconds).toBeGreaterThan(0);
    expect(await jobs().findOne({ _id: id })).toMatchObject({ status: 'QUEUED' });
    await call(url, admin, 'mutation { resumeQueue }');
    await call(url, admin, 'mutation { resumeQueue }');
    expect((await nextEvent(events)).job).toMatchObject({ id, status: 'COMPLETED' });
    await events.return?.();
    const after = await stats();
    expect(after).toMatchObject({ paused: false, waiting: 0, oldestWaitingSeconds: null });
    expect(after.startedPerMinute).toBeGreaterThan(0);
    expect(after.waitP95Seconds).toBeGreaterThan(0);
    expect(after.lastHour).toHaveLength(60);
    const entries = await product.mongo
      .collection('audit')
      .find({ action: /^QUEUE/ })
      .toArray();
    expect(entries.map(({ action }) => action)).toEqual(['QUEUE_PAUSED', 'QUEUE_RESUMED']);
  });

  it('is pushed to subscribers every two seconds', async () => {
    const looking = admin.subscribe(parse(`subscription { queueStatsChanged { at active } }`) as never, {});
    const next = async () => {
      const { value } = await looking.next();
      return Date.parse((value as { data: { queueStatsChanged: { at: string } } }).data.queueStatsChanged.at);
    };
    const [first, second] = [await next(), await next()];
    await looking.return?.();
    expect(second - first).toBeGreaterThan(1_000);
    expect(second - first).toBeLessThan(4_000);
  });
});
