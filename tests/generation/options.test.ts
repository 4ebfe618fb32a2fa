import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { GenerationOptionsInput } from '../../examples/demo/gql/graphql.js';
import { graphql } from '../../examples/demo/gql/index.js';
import { completions, nextEvent } from '../support/events.js';
import { CreateBrandVoice, DeleteBrandVoice, UpdateBrandVoice } from '../support/operations.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import type { Behaviour } from '../support/upstream-behaviours.js';

const GenerateWith = graphql(`
  mutation GenerateWith($input: GenerateContentInput!) { generateContent(input: $input) { id ...JobWithOptions } }
  fragment JobWithOptions on Job {
    status
    run
    checks { name passed }
    options {
      tone toneDescription length language audience keywords avoid platform model temperature
      brandVoice { id name description samples }
    }
  }
`);
const JobWith = graphql(`query JobWith($id: ID!) { job(id: $id) { ...JobWithOptions } }`);
const RetryWith = graphql(`mutation RetryWith($id: ID!) { retryJob(id: $id) { ...JobWithOptions } }`);

let product: Product;
let user: TestUser;
beforeAll(async () => {
  product = await startProduct({ env: { REPAIR: 'on' } });
  user = await product.buildUser();
});
afterEach(() => product.upstream.reset());
afterAll(() => product[Symbol.asyncDispose]());

const CAPTION = 'SOCIAL_MEDIA_CAPTION' as const;
const text = (content: string): Behaviour => ({ kind: 'text', chunks: [content] });

async function generate(options: GenerationOptionsInput | null, more: object = {}) {
  const input = { prompt: 'Tea', type: CAPTION, options, ...more };
  return (await user.request(GenerateWith, { input })).generateContent;
}

async function ended(id: string) {
  await nextEvent(completions(user, { jobId: id }));
  return (await user.request(JobWith, { id })).job;
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: { errors: { extensions: { code: string; fields?: { field: string }[] } }[] }) => {
      const { code, fields } = error.errors[0]?.extensions ?? {};
      return [code, ...(fields ?? []).map(({ field }) => field)];
    },
  );

describe('options', () => {
  it('reach the model, are checked, repaired and kept for the next run', async () => {
    product.upstream.enqueue(
      text('Tea is ready! 🫖\n\n#tea #cup'),
      text('Grüner Tee is ready! 🫖\n\n#tea #cup'),
    );
    const options: GenerationOptionsInput = {
      tone: 'FRIENDLY',
      toneDescription: 'like a letter',
      length: 'SHORT',
      language: 'DE-at',
      audience: 'people who love tea',
      keywords: ['Grüner tee', 'GRÜNER TEE', ' ready '],
      avoid: ['coffee'],
      platform: 'X',
      model: 'openai/gpt-3.5-turbo',
      temperature: 1.5,
    };
    const stored = { ...options, language: 'de-AT', keywords: ['Grüner tee', 'ready'], brandVoice: null };
    const created = await generate(options);
    expect(created.options).toEqual(stored);
    const job = await ended(created.id);
    expect(job).toMatchObject({ status: 'COMPLETED', options: stored });
    expect(job?.checks.filter(({ passed }) => !passed)).toEqual([]);
    expect(job?.checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['length', 'hashtags', 'wordCount', 'keywords', 'avoid']),
    );

    const [first, second] = product.upstream.requests.map(({ body }) => body);
    expect(first).toMatchObject({ temperature: 1.5, model: 'openai/gpt-3.5-turbo' });
    const [system, asked] = first?.messages ?? [];
    expect(system?.content).toContain('280 weighted characters');
    expect(system?.content).toContain('in Austrian German');
    for (const words of ['like a letter', 'people who love tea', '"Grüner tee"', '"coffee"', 'Tea'])
      expect(asked?.content).toContain(words);
    expect(second?.messages.at(-1)?.content).toContain('which are missing: "Grüner tee"');
  });

  it('of a job apply to its retry', async () => {
    product.upstream.enqueue({ kind: 'status', status: 400 });
    const { id } = await generate({ audience: 'bakers' });
    expect((await ended(id))?.status).toBe('FAILED');
    product.upstream.enqueue(text('Tea! 🫖 #tea #cup'));
    const { retryJob } = await user.request(RetryWith, { id });
    expect(retryJob).toMatchObject({ run: 2, options: { audience: 'bakers' } });
    const request = await product.upstream.waitForRequest(({ number }) => number === 2);
    expect(request.body.messages.at(-1)?.content).toContain('bakers');
  });

  it('without an effect are stored as none', async () => {
    expect((await generate(null)).options).toBeNull();
    expect((await generate({ keywords: [], tone: null })).options).toBeNull();
  });

  it.each<[string, GenerationOptionsInput, object?]>([
    ['language', { language: 'xx' }],
    ['language', { language: 'not a tag' }],
    ['language', { language: '' }],
    ['platform', { platform: 'X' }, { type: 'PRODUCT_DESCRIPTION' }],
    ['length', { platform: 'X', length: 'LONG' }],
    ['model', { model: 'some/other' }],
    ['temperature', { temperature: 2.1 }],
    ['temperature', { temperature: -1 }],
    ['keywords', { keywords: Array.from({ length: 11 }, (_, index) => `word${index}`) }],
    ['keywords', { keywords: [' '] }],
    ['keywords', { keywords: ['a'.repeat(81)] }],
    ['avoid', { keywords: ['Tea'], avoid: ['tea'] }],
    ['audience', { audience: 'a'.repeat(201) }],
    ['toneDescription', { toneDescription: 'a\u0000' }],
  ])('with an invalid %s are rejected by its name', async (field, options, more) => {
    expect(await refusal(generate(options, more))).toEqual(['BAD_USER_INPUT', `options.${field}`]);
  });

  it('are part of the input of an idempotency key', async () => {
    const idempotencyKey = 'a key of the options';
    const { id } = await generate({ language: 'de', keywords: ['Tea'] }, { idempotencyKey });
    expect((await generate({ keywords: ['Tea', 'tea'], language: 'DE' }, { idempotencyKey })).id).toBe(id);
    for (const other of [null, { language: 'de' }, { language: 'fr', keywords: ['Tea'] }])
      expect(await refusal(generate(other, { idempotencyKey }))).toEqual(['CONFLICT']);
  });
});

describe('a brand voice', () => {
  const input = { name: 'Ada', description: 'Dry and short.', samples: ['Tea. Hot.'] };
  const createVoice = async (owner = user) =>
    (await owner.request(CreateBrandVoice, { input })).createBrandVoice;

  it('is copied to the job', async () => {
    const { id: brandVoice } = await createVoice();
    const idempotencyKey = 'a key of the voice';
    const created = await generate({ brandVoice }, { idempotencyKey });
    await user.request(UpdateBrandVoice, { id: brandVoice, input: { description: 'Loud.' } });
    const request = await product.upstream.waitForRequest();
    expect(request.body.messages.at(-1)?.content).toContain('Dry and short.');
    expect(request.body.messages.at(-1)?.content).toContain('Tea. Hot.');
    // The same request, after the voice has changed and then was deleted.
    expect((await generate({ brandVoice }, { idempotencyKey })).id).toBe(created.id);
    await user.request(DeleteBrandVoice, { id: brandVoice });
    const again = await generate({ brandVoice }, { idempotencyKey });
    expect(again).toMatchObject({ id: created.id, options: { brandVoice: { id: brandVoice, ...input } } });
    expect(await refusal(generate({ brandVoice }))).toEqual(['NOT_FOUND']);
  });

  it('of another user gives NOT_FOUND', async () => {
    const { id: brandVoice } = await createVoice(await product.buildUser());
    expect(await refusal(generate({ brandVoice }))).toEqual(['NOT_FOUND']);
    expect(await refusal(generate({ brandVoice: 'x' }))).toEqual(['NOT_FOUND']);
  });
});
