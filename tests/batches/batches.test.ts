import { Types } from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Generate } from '../../examples/demo/operations.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { hold } from '../support/upstream.js';
import { CreateTemplate } from '../templates/operations.js';
import {
  BatchEnds,
  Batches,
  CancelBatch,
  FollowBatch,
  GenerateBatch,
  OneBatch,
  RetryBatch,
} from './operations.js';

const LIMIT = 120;
let product: Product;
beforeAll(async () => {
  product = await startProduct({
    env: {
      RATE_LIMITS: 'on',
      RATE_LIMIT_GENERATIONS: `${LIMIT}/1m`,
      MONTHLY_TOKENS: '1000000000',
      WORKER_CONCURRENCY: '1',
    },
  });
});
afterEach(() => product.upstream.reset());
afterAll(() => product[Symbol.asyncDispose]());

const type = 'PRODUCT_DESCRIPTION' as const;
const texts = (count: number, what = 'text') =>
  Array.from({ length: count }, (_, n) => ({ prompt: `${what} ${n}`, type }));
const generate = async (user: TestUser, input: object) =>
  (await user.request(GenerateBatch, { input: { delaySeconds: 0, ...input } as never })).generateBatch;
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error) => (error as { errors?: { extensions: unknown }[] }).errors?.[0]?.extensions ?? error,
  );
const jobsIn = (user: TestUser) =>
  product.mongo.collection('jobs').countDocuments({ userId: new Types.ObjectId(user.id) });

/** All messages of a subscription to a batch until it completes. */
async function follow(user: TestUser, variables: { id: string; after?: string }, onFirst = () => {}) {
  const sent = [];
  for await (const { data, errors } of {
    [Symbol.asyncIterator]: () => user.subscribe(FollowBatch, variables),
  }) {
    if (!data) throw new Error(JSON.stringify(errors));
    if (sent.push(data.batchProgress) === 1) onFirst();
  }
  return sent;
}

describe('the options of a batch', () => {
  const optionsOf = async (user: TestUser, id: string) => {
    const { batch } = await user.request(OneBatch, { id });
    return batch?.jobs.edges.map(({ node }) => node.options);
  };

  it('apply to all texts and override those of a template, and an item overrides them', async () => {
    const user = await product.buildUser();
    const { createTemplate } = await user.request(CreateTemplate, {
      input: {
        name: 'On',
        type,
        prompt: 'On {{topic}}',
        variables: [{ name: 'topic', label: 'Topic', type: 'TEXT' }],
        options: { tone: 'FRIENDLY', language: 'de' },
      },
    });
    const templateId = createTemplate.id;
    const variables = [{ name: 'topic', value: 'tea' }];
    const later = { delaySeconds: 3_600 };
    const byTemplate = { ...later, templateId, variableSets: [variables], options: { language: 'fr' } };
    const first = await generate(user, byTemplate);
    expect(await optionsOf(user, first.id)).toEqual([{ tone: 'FRIENDLY', language: 'fr' }]);
    const items = [
      { ...texts(1)[0], options: { tone: null } },
      { templateId, variables, options: { language: null } },
      ...texts(1),
    ];
    const asked = { ...later, items, options: { tone: 'FORMAL', language: 'fr' }, idempotencyKey: 'options' };
    const second = await generate(user, asked);
    expect(await optionsOf(user, second.id)).toEqual([
      { tone: null, language: 'fr' },
      { tone: 'FORMAL', language: null },
      { tone: 'FORMAL', language: 'fr' },
    ]);
    expect((await generate(user, asked)).id).toBe(second.id);
    for (const options of [null, { tone: 'FORMAL', language: null }])
      expect(await refusal(generate(user, { ...asked, options }))).toMatchObject({ code: 'CONFLICT' });
  });

  it('are checked for each item, and a fault is reported once for all of them', async () => {
    const user = await product.buildUser();
    const [one, other] = texts(2);
    const items = [one, { ...other, options: { language: 'xx' } }];
    expect(await refusal(generate(user, { items }))).toMatchObject({
      fields: [{ field: 'items.1.options.language' }],
    });
    const all = { items: texts(3), options: { platform: 'X' } };
    expect(await refusal(generate(user, all))).toMatchObject({ fields: [{ field: 'options.platform' }] });
    const voice = { items: texts(1), options: { brandVoice: '66c1a1a1a1a1a1a1a1a1a1a1' } };
    expect(await refusal(generate(user, voice))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await jobsIn(user)).toBe(0);
  });
});

describe('a batch', () => {
  it('creates a job for each variation of each set of values, in order, and ends once', async () => {
    const user = await product.buildUser();
    product.upstream.when(({ prompt }) => prompt.includes('Broken'), { kind: 'status', status: 400 });
    const first = hold();
    product.upstream.enqueue(first);
    const set = (goal: string) => [{ name: 'goal', value: goal }];
    const { id, total } = await generate(user, {
      templateId: 'builtin:blog-how-to',
      variableSets: [set('brew tea'), set('Broken'), set('pour tea')],
      variations: 2,
    });
    expect(total).toBe(6);
    const sent = await follow(user, { id }, first.release);
    expect(sent).toHaveLength(7);
    expect(sent.map(({ progress }) => progress)).toEqual(sent.map(({ progress }) => progress).toSorted());
    expect(sent.at(-1)).toMatchObject({ completed: 4, failed: 2, canceled: 0, progress: 1 });
    expect(sent.filter(({ completedAt }) => completedAt)).toHaveLength(1);

    const { batch } = await user.request(OneBatch, { id });
    expect(batch).toMatchObject({
      byStatus: { queued: 0, processing: 0, retrying: 0, completed: 4, failed: 2, canceled: 0 },
      completedAt: sent.at(-1)?.completedAt,
      startedAt: expect.any(String),
      canceledAt: null,
    });
    const places = batch?.jobs.edges.map(({ node }) => [
      node.batch?.item,
      node.batch?.variation,
      node.status,
    ]);
    expect(places).toEqual([
      [0, 0, 'COMPLETED'],
      [0, 1, 'COMPLETED'],
      [1, 0, 'FAILED'],
      [1, 1, 'FAILED'],
      [2, 0, 'COMPLETED'],
      [2, 1, 'COMPLETED'],
    ]);
    const failed = await user.request(OneBatch, { id, status: ['FAILED'], first: 1 });
    expect(failed.batch?.jobs).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
    const after = failed.batch?.jobs.pageInfo.endCursor as string;
    const next = await user.request(OneBatch, { id, status: ['FAILED'], first: 1, after });
    expect(next.batch?.jobs.edges[0]?.node.batch).toEqual({ id, item: 1, variation: 1 });

    // Later subscribers: one gets only the state, the other one what it has missed.
    expect(await follow(user, { id })).toEqual(sent.slice(-1));
    expect(await follow(user, { id, after: sent.at(-3)?.cursor ?? '' })).toEqual(sent.slice(-2));
    expect(await follow(user, { id, after: sent.at(-1)?.cursor ?? '' })).toEqual([]);
  });

  it('can be canceled and retried, and ends once each time', async () => {
    const user = await product.buildUser();
    const first = hold({ before: ['A'] });
    product.upstream.enqueue(first);
    const { id } = await generate(user, { items: texts(4) });
    await product.upstream.waitForRequest();
    const following = follow(user, { id });
    const { cancelBatch } = await user.request(CancelBatch, { id });
    expect(cancelBatch).toMatchObject({
      progress: 1,
      byStatus: { canceled: 4, queued: 0 },
      canceledAt: expect.any(String),
    });
    expect((await user.request(CancelBatch, { id })).cancelBatch).toEqual(cancelBatch);
    expect((await following).at(-1)).toMatchObject({ canceled: 4, completedAt: cancelBatch.completedAt });
    first.release();
    expect(await refusal(user.request(RetryBatch, { id }))).toMatchObject({ code: 'CONFLICT' });
    const { retryBatch } = await user.request(RetryBatch, { id, failedOnly: false });
    expect(retryBatch).toMatchObject({ canceledAt: null, completedAt: null });
    const again = await follow(user, { id });
    expect(again.at(-1)).toMatchObject({ completed: 4, canceled: 0 });
    expect(await refusal(user.request(CancelBatch, { id }))).toMatchObject({ code: 'CONFLICT' });

    const { generateContent } = await user.request(Generate, {
      input: { prompt: 'last', type, delaySeconds: 0 },
    });
    const ends = [];
    const events = user.subscribe(BatchEnds, {});
    for await (const { data } of { [Symbol.asyncIterator]: () => events }) {
      if (data?.jobCompleted.batch?.completedAt) ends.push(data.jobCompleted.batch);
      if (data?.jobCompleted.job.id === generateContent.id) break;
    }
    expect(ends).toEqual([
      { batchId: id, progress: 1, completedAt: cancelBatch.completedAt },
      { batchId: id, progress: 1, completedAt: again.at(-1)?.completedAt },
    ]);
  });

  it('is created once for one idempotency key and input, also by concurrent requests', async () => {
    const user = await product.buildUser();
    const input = { items: texts(3), idempotencyKey: 'k', delaySeconds: 3_600, variations: 2 };
    const made = await Promise.all(Array.from({ length: 4 }, () => generate(user, input)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await jobsIn(user)).toBe(6);
    for (const other of [{ items: texts(4) }, { variations: 1 }, { delaySeconds: 60 }])
      expect(await refusal(generate(user, { ...input, ...other }))).toMatchObject({ code: 'CONFLICT' });
    const second = await generate(user, { ...input, idempotencyKey: 'l' });
    const page = async (after?: string) => (await user.request(Batches, { first: 1, after })).batches;
    const newest = await page();
    expect(newest.edges.map(({ node }) => node.id)).toEqual([second.id]);
    const older = await page(newest.pageInfo.endCursor ?? '');
    expect(older).toMatchObject({ edges: [{ node: { id: made[0]?.id } }], pageInfo: { hasNextPage: false } });
  });
});

describe('an invalid batch is rejected as a whole', () => {
  it('with the faults, by the index of the item', async () => {
    const user = await product.buildUser();
    const refused = async (input: object, ...fields: string[]) =>
      expect(await refusal(generate(user, input))).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: fields.map((field) => ({ field })),
      });
    await refused({}, 'items');
    await refused({ items: [] }, 'items');
    await refused({ items: texts(1), variableSets: [[]], templateId: 'x' }, 'items');
    await refused({ variableSets: [[]] }, 'templateId');
    await refused({ items: texts(1), templateId: 'builtin:blog-how-to' }, 'templateId');
    await refused({ items: texts(101) }, 'items');
    await refused({ items: texts(34), variations: 3 }, 'variations');
    await refused({ items: texts(1), variations: 6 }, 'variations');
    await refused(
      { items: [...texts(2), { prompt: 'x' }, { templateId: 'x' }, { templateId: 'builtin:blog-how-to' }] },
      'items.2.type',
      'items.3.templateId',
      'items.4.variables.goal',
    );
    const sets = [[{ name: 'goal', value: 'x' }], [{ name: 'gaol', value: 'x' }]];
    await refused(
      { templateId: 'builtin:blog-how-to', variableSets: sets },
      'variableSets.1.gaol',
      'variableSets.1.goal',
    );
    expect(await refusal(generate(user, { templateId: 'x', variableSets: sets }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await jobsIn(user)).toBe(0);
  });

  it('beyond the rate limit, and takes nothing from the limit', async () => {
    const user = await product.buildUser();
    await generate(user, { items: texts(LIMIT - 100), delaySeconds: 3_600 });
    await generate(user, { items: texts(90), delaySeconds: 3_600 });
    for (let n = 0; n < 3; n++)
      expect(await refusal(generate(user, { items: texts(11) }))).toMatchObject({ code: 'RATE_LIMITED' });
    expect(await jobsIn(user)).toBe(LIMIT - 10);
    await generate(user, { items: texts(10), delaySeconds: 3_600 });
    const input = { prompt: 'one more', type, delaySeconds: 3_600 };
    expect(await refusal(user.request(Generate, { input }))).toMatchObject({ code: 'RATE_LIMITED' });
    expect(await jobsIn(user)).toBe(LIMIT);
  });

  it('beyond the budget of all of its jobs, even if the first one would fit', async () => {
    const user = await product.buildUser();
    const users = product.mongo.collection('users');
    await users.updateOne({ _id: new Types.ObjectId(user.id) }, { $set: { monthlyTokens: 5_000 } });
    expect(await refusal(generate(user, { items: texts(20), delaySeconds: 3_600 }))).toMatchObject({
      code: 'BUDGET_EXCEEDED',
    });
    expect([
      await jobsIn(user),
      await product.mongo.collection('batches').countDocuments({ userId: new Types.ObjectId(user.id) }),
    ]).toEqual([0, 0]);
    await generate(user, { items: texts(1), delaySeconds: 3_600 });
  });
});

it('runs another user’s job before most of a hundred jobs of a batch', async () => {
  const [many, one] = await Promise.all([product.buildUser(), product.buildUser()]);
  const first = hold();
  product.upstream.enqueue(first);
  await generate(many, { items: texts(100, 'many') });
  await product.upstream.waitForRequest();
  await one.request(Generate, { input: { prompt: 'the one', type, delaySeconds: 0 } });
  first.release();
  await product.upstream.waitForRequest(({ prompt }) => prompt.includes('the one'));
  const before = product.upstream.requests.findIndex(({ prompt }) => prompt.includes('the one'));
  expect(before).toBe(1);
});
