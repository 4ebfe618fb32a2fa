import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { graphql } from '../../examples/demo/gql/index.js';
import { Generate } from '../../examples/demo/operations.js';
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

it('keeps what a failed attempt with model A and the text of model B cost, with the job and by day', async () => {
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
  const { me } = await user.request(MyUsage);
  expect(me).toEqual({
    usage: sums,
    today: { attempts: 2 },
    usageByDay: [{ day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), ...sums }],
  });
  // What is kept outlives the jobs.
  await product.mongo.collection('jobs').deleteMany({});
  expect((await user.request(MyUsage)).me.usage).toEqual(sums);
});

it('counts the repair with its attempt, and a FAILED run', async () => {
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
  expect((await user.request(MyUsage)).me.usage).toMatchObject({ attempts: 2, costUsd: 0.875 });
});

it('keeps what was paid for before the job was canceled', async () => {
  const user = await product.buildUser();
  const id = await start(user, raw(written('Snow.'), paid(5, 2, 0.125)), { kind: 'silent' });
  await product.upstream.waitForRequest(({ number }) => number === 2);
  await user.request(CancelPaid, { id });
  await vi.waitFor(async () =>
    expect((await user.request(MyUsage)).me.usage).toMatchObject({ attempts: 1, costUsd: 0.125 }),
  );
  expect((await user.request(JobUsage, { id })).job).toMatchObject({
    status: 'CANCELED',
    usage: { costUsd: 0.125 },
  });
});

it('is null where the provider reports nothing', async () => {
  const user = await product.buildUser();
  const job = await ended(user, await start(user, raw(written(FORM))));
  expect(job).toMatchObject({ status: 'COMPLETED', usage: null, attemptHistory: [{ usage: null }] });
  const { me } = await user.request(MyUsage);
  expect(me).toMatchObject({
    usage: { attempts: 0, promptTokens: null, completionTokens: null, costUsd: null },
    usageByDay: [],
  });
});
