import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { GenerationOptionsInput } from '../../examples/demo/gql/graphql.js';
import { graphql } from '../../examples/demo/gql/index.js';
import { Generate } from '../../examples/demo/operations.js';
import { buildAdmin, call } from '../support/admin.js';
import { type ApiClient, createApiClient } from '../support/api-client.js';
import { completions, nextEvent } from '../support/events.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { type Behaviour, frame } from '../support/upstream-behaviours.js';

const JobUsage = graphql(`
  query JobUsage($id: ID!) {
    job(id: $id) {
      status
      usage { promptTokens completionTokens costUsd model }
      attemptHistory { number model error { code } usage { promptTokens completionTokens costUsd model } }
    }
  }
`);
const MyUsage = graphql(`
  query MyUsage {
    me {
      usage { attempts promptTokens completionTokens costUsd }
      today: usage(period: DAY) { attempts }
      usageByDay(days: 2) { day attempts promptTokens completionTokens costUsd }
    }
  }
`);
const SET_BUDGET = `mutation ($id: ID!, $usd: Float, $tokens: Float) {
  setUserBudget(id: $id, usd: $usd, tokens: $tokens) { monthlyBudgetUsd monthlyTokens }
}`;
const MyBudget = graphql(`
  query MyBudget { me { budget { limitUsd usedUsd limitTokens usedTokens promisedTokens promisedUsd } } }
`);
const RunAgain = graphql(`mutation RunAgain($id: ID!) { retryJob(id: $id) { id } }`);
const CancelPaid = graphql(`mutation CancelPaid($id: ID!) { cancelJob(id: $id) { status } }`);

let product: Product;
beforeAll(async () => {
  product = await startProduct({ env: { OPENROUTER_MODELS: 'a/one,b/two', REPAIR: 'on' } });
});
afterEach(() => product.upstream.reset());
afterAll(() => product[Symbol.asyncDispose]());

const FORM = 'Snow in our little coffee shop ☕ Come in!\n\n#FirstSnow #coffee';
const event = (fields: object) => frame({ model: 'b/two-2026', choices: [], ...fields });
const written = (content: string, finish_reason = 'stop') =>
  event({ choices: [{ index: 0, delta: { content } }] }) +
  event({ choices: [{ index: 0, delta: {}, finish_reason }] });
const paid = (prompt_tokens: number, completion_tokens: number, cost: number) =>
  event({ usage: { prompt_tokens, completion_tokens, total_tokens: 0, cost } });
const raw = (...pieces: string[]): Behaviour => ({ kind: 'raw', pieces });
const used = (promptTokens: number, completionTokens: number, costUsd: number, model: string) => ({
  promptTokens,
  completionTokens,
  costUsd,
  model,
});

async function start(user: TestUser, ...behaviours: Behaviour[]): Promise<string> {
  product.upstream.enqueue(...behaviours);
  const input = { prompt: 'Snow', type: 'SOCIAL_MEDIA_CAPTION' } as const;
  return (await user.request(Generate, { input })).generateContent.id;
}
async function ended(user: TestUser, id: string) {
  await nextEvent(completions(user, { jobId: id }));
  return (await user.request(JobUsage, { id })).job;
}

it('stores the cost of a failed attempt with model A and of the text of model B, with the job and by day', async () => {
  const user = await product.buildUser();
  const failing = raw(
    frame({
      error: { code: 502, message: 'down' },
      model: 'a/one',
      usage: { prompt_tokens: 10, completion_tokens: 1, cost: 0.25 },
    }),
  );
  const job = await ended(user, await start(user, failing, raw(written(FORM), paid(11, 20, 0.5))));
  expect(job).toEqual({
    status: 'COMPLETED',
    usage: used(21, 21, 0.75, 'b/two-2026'),
    attemptHistory: [
      {
        number: 1,
        model: 'a/one',
        error: { code: 'PROVIDER_UNAVAILABLE' },
        usage: used(10, 1, 0.25, 'a/one'),
      },
      { number: 2, model: 'b/two-2026', error: null, usage: used(11, 20, 0.5, 'b/two-2026') },
    ],
  });
  const sums = { attempts: 2, promptTokens: 21, completionTokens: 21, costUsd: 0.75 };
  const { me } = await user.request(MyUsage, {});
  expect(me).toEqual({
    usage: sums,
    today: { attempts: 2 },
    usageByDay: [{ day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), ...sums }],
  });
  // The ledger outlives the jobs.
  await product.mongo.collection('jobs').deleteMany({});
  expect((await user.request(MyUsage, {})).me.usage).toEqual(sums);
});

it('includes the repair in its attempt, and counts a FAILED run', async () => {
  const user = await product.buildUser();
  const repaired = await start(
    user,
    raw(written('Snow.'), paid(5, 2, 0.125)),
    raw(written(FORM), paid(9, 20, 0.25)),
  );
  expect(await ended(user, repaired)).toMatchObject({
    usage: used(14, 22, 0.375, 'b/two-2026'),
    attemptHistory: [{ usage: used(14, 22, 0.375, 'b/two-2026') }],
  });
  const refused = await start(user, raw(written('', 'content_filter'), paid(3, 0, 0.5)));
  expect(await ended(user, refused)).toMatchObject({
    status: 'FAILED',
    usage: used(3, 0, 0.5, 'b/two-2026'),
  });
  expect((await user.request(MyUsage, {})).me.usage).toMatchObject({ attempts: 2, costUsd: 0.875 });
});

it('includes what was used before the job was canceled', async () => {
  const user = await product.buildUser();
  const id = await start(user, raw(written('Snow.'), paid(5, 2, 0.125)), { kind: 'silent' });
  await product.upstream.waitForRequest(({ number }) => number === 2);
  await user.request(CancelPaid, { id });
  await vi.waitFor(async () =>
    expect((await user.request(MyUsage, {})).me.usage).toMatchObject({ attempts: 1, costUsd: 0.125 }),
  );
  expect((await user.request(JobUsage, { id })).job).toMatchObject({
    status: 'CANCELED',
    usage: { costUsd: 0.125 },
  });
});

it('is null if the provider reports nothing', async () => {
  const user = await product.buildUser();
  const job = await ended(user, await start(user, raw(written(FORM))));
  expect(job).toMatchObject({ status: 'COMPLETED', usage: null, attemptHistory: [{ usage: null }] });
  const { me } = await user.request(MyUsage, {});
  expect(me).toMatchObject({
    usage: { attempts: 0, promptTokens: null, completionTokens: null, costUsd: null },
    usageByDay: [],
  });
});

describe('a budget', () => {
  let api: ApiClient;
  let url: string;
  beforeAll(async () => {
    const env = { ...product.env, MONTHLY_BUDGET_USD: '0.75', MONTHLY_TOKENS: '4000', MAX_TOKENS: '1500' };
    ({ url } = await product.startApi(env));
    api = createApiClient(url);
  });
  const input = { prompt: 'Snow', type: 'SOCIAL_MEDIA_CAPTION' } as const;
  interface Refusal {
    budget: { promised: number; limit: number };
  }
  const refusalOf = (request: Promise<unknown>) =>
    request.then(
      () => null,
      (error: { errors?: { extensions?: unknown }[] }) => error.errors?.[0]?.extensions ?? error,
    );
  const unit = (name: string) => ({ code: 'BUDGET_EXCEEDED', budget: { unit: name } });

  it('rejects new jobs and new runs when it is used up, and repeats accepted requests', async () => {
    const user = await product.buildUser();
    const limited = api.as(user.token);
    const failing = raw(written('', 'content_filter'), paid(10, 1, 0.25));
    product.upstream.enqueue(failing, raw(written(FORM), paid(11, 20, 0.5)));
    const first = { ...input, idempotencyKey: 'one' };
    const { generateContent } = await limited.request(Generate, { input: first });
    await ended(user, generateContent.id);
    const { me } = await limited.request(MyBudget, {});
    expect(me.budget).toMatchObject({ limitUsd: 0.75, usedUsd: 0.25, usedTokens: 11, promisedTokens: 0 });
    const second = await limited.request(Generate, { input });
    await ended(user, second.generateContent.id);

    expect(await refusalOf(limited.request(Generate, { input }))).toMatchObject(unit('USD'));
    expect(await refusalOf(limited.request(RunAgain, { id: generateContent.id }))).toMatchObject(unit('USD'));
    expect((await limited.request(Generate, { input: first })).generateContent.id).toBe(generateContent.id);
    // An API without budgets ignores it.
    await user.request(Generate, { input });
    await limited.close();
  });

  it('includes the promised usage of queued jobs, also for concurrent requests', async () => {
    const user = await product.buildUser();
    const limited = api.as(user.token);
    const later = { ...input, delaySeconds: 3600 };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => refusalOf(limited.request(Generate, { input: later }))),
    );
    const refused = answers.filter((answer) => answer !== null) as Refusal[];
    const accepted = answers.length - refused.length;
    expect(refused).toEqual(refused.map(() => expect.objectContaining({ code: 'BUDGET_EXCEEDED' })));
    // Each job promises the same amount. The last accepted one reaches the limit.
    const { promisedTokens = 0 } = (await limited.request(MyBudget, {})).me.budget ?? {};
    expect(promisedTokens / accepted).toBeGreaterThan(1_500);
    // This holds for any limit, because the cost of earlier jobs of this type is promised, too.
    for (const { budget } of refused) {
      expect(budget.promised).toBeGreaterThanOrEqual(budget.limit);
      expect((budget.promised / accepted) * (accepted - 1)).toBeLessThan(budget.limit);
    }
    await limited.close();
  });

  it('promises twice the tokens for a whole blog post, and the additional prompt of options', async () => {
    const promisedFor = async (options: GenerationOptionsInput) => {
      const limited = api.as((await product.buildUser()).token);
      const wanted = { prompt: 'Snow', type: 'BLOG_POST', delaySeconds: 3600, options } as const;
      await limited.request(Generate, { input: wanted });
      const { me } = await limited.request(MyBudget, {});
      await limited.close();
      return me.budget?.promisedTokens ?? 0;
    };
    const [usual, short] = [await promisedFor({}), await promisedFor({ length: 'SHORT' })];
    expect(usual - short).toBe(1_500);
    expect((await promisedFor({ audience: 'a'.repeat(200) })) - usual).toBe(50);
  });

  it('of a user overrides the settings, until it is removed', async () => {
    const user = await product.buildUser();
    const limited = api.as(user.token);
    const admin = await buildAdmin(product);
    const setBudget = (values: object, id = user.id) => call(url, admin, SET_BUDGET, { id, ...values });
    expect(await setBudget({ tokens: 0 })).toEqual({ monthlyBudgetUsd: null, monthlyTokens: 0 });
    expect(await refusalOf(limited.request(Generate, { input }))).toMatchObject(unit('TOKENS'));
    await setBudget({ usd: 5, tokens: 1e10 });
    const { budget } = (await limited.request(MyBudget, {})).me;
    expect(budget).toMatchObject({ limitUsd: 5, limitTokens: 1e10 });
    await setBudget({ usd: null });
    expect((await limited.request(MyBudget, {})).me.budget).toMatchObject({
      limitUsd: 0.75,
      limitTokens: 4_000,
    });
    for (const wrong of [{ usd: -1 }, { tokens: 1.5 }, { tokens: -1 }, { usd: 1e7 }])
      await expect(setBudget(wrong)).rejects.toThrow('BAD_USER_INPUT');
    await expect(setBudget({ usd: 1 }, 'f'.repeat(24))).rejects.toThrow('NOT_FOUND');
    const entries = await product.mongo
      .collection('audit')
      .find({ targetId: user.id })
      .sort({ at: 1 })
      .toArray();
    expect(entries.map(({ action, to }) => [action, to])).toEqual([
      ['USER_BUDGET_CHANGED', 'default USD, 0 tokens'],
      ['USER_BUDGET_CHANGED', '5 USD, 10000000000 tokens'],
      ['USER_BUDGET_CHANGED', 'default USD, default tokens'],
    ]);
    await limited.close();
  });

  it('is null if there is none', async () => {
    const user = await product.buildUser();
    expect((await user.request(MyBudget, {})).me.budget).toBeNull();
  });
});
