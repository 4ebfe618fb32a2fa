import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { graphql } from '../../examples/demo/gql/index.js';
import { Generate } from '../../examples/demo/operations.js';
import type { RunningProcess } from '../support/process.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { type Behaviour, hold } from '../support/upstream-behaviours.js';

const JobInForm = graphql(`
  query JobInForm($id: ID!) {
    job(id: $id) {
      status
      generatedContent
      finishReason
      attempts
      checks { name passed detail }
      attemptHistory { number repair error { code } }
      structure {
        __typename
        ... on SocialMediaCaption { text emoji hashtags characterCount }
        ... on ProductDescription { headline features }
        ... on BlogPostOutline { title sections { heading points } }
      }
    }
  }
`);
const FollowText = graphql(`
  subscription FollowText($jobId: ID!) { jobProgress(jobId: $jobId) { status attempt offset text } }
`);
const Cancel = graphql(`
  mutation CancelInRepair($id: ID!) { cancelJob(id: $id) { status generatedContent } }
`);
const SaveInForm = graphql(`
  mutation SaveInForm($id: ID!) {
    saveJobToLibrary(id: $id) { id structure { ... on SocialMediaCaption { hashtags } } }
  }
`);
const EditInForm = graphql(`
  mutation EditInForm($id: ID!, $input: UpdateContentInput!) {
    updateContent(id: $id, input: $input) { structure { __typename } }
  }
`);

const BARE = 'Snow in our little coffee shop. Come in!';
const IN_FORM = 'Snow in our little coffee shop ☕ Come in!\n\n#FirstSnow #coffee';
const text = (content: string): Behaviour => ({ kind: 'text', chunks: content.match(/.{1,9}/gsu) ?? [] });

let product: Product;
/** The current product. The last tests end it. */
let worker: RunningProcess | undefined;
beforeAll(async () => {
  product = await startProduct({ env: { REPAIR: 'on' } });
  [worker] = product.workers;
});
afterEach(() => product.upstream.reset());
afterAll(() => product[Symbol.asyncDispose]());

async function generate(user: TestUser, prompt = 'Snow') {
  const input = { prompt, type: 'SOCIAL_MEDIA_CAPTION' } as const;
  return (await user.request(Generate, { input })).generateContent.id;
}

/** The texts that a client assembles from the messages, each as it was when the next one began at offset 0. */
async function follow(user: TestUser, jobId: string, onText?: () => void): Promise<string[]> {
  const texts = [''];
  const stream = user.subscribe(FollowText, { jobId });
  for await (const { data, errors } of { [Symbol.asyncIterator]: () => stream }) {
    if (!data) throw new Error(`the subscription failed: ${JSON.stringify(errors)}`);
    const { offset, text } = data.jobProgress;
    const have = texts.at(-1) ?? '';
    if (offset < have.length) texts.push(have.slice(0, offset) + text);
    else texts[texts.length - 1] = have + text;
    if (text) onText?.();
  }
  return texts;
}

async function ended(user: TestUser, id: string) {
  await follow(user, id);
  const { job } = await user.request(JobInForm, { id });
  if (!job) throw new Error('there is no job');
  return job;
}

it('a repair follows a failed check, shows the second draft from offset 0, and keeps it', async () => {
  const user = await product.buildUser();
  const held = hold({
    before: ['Snow in our little ', 'coffee shop'],
    after: [' ☕ Come in!\n\n#FirstSnow #coffee'],
  });
  // The first draft ends once a subscriber follows it.
  const first = hold({ before: [BARE.slice(0, 4)], after: [BARE.slice(4)] });
  product.upstream.enqueue(first, held);
  const id = await generate(user);
  const following = follow(user, id, first.release);
  const second = await product.upstream.waitForRequest(({ number }) => number === 2);
  setTimeout(held.release, 300);
  expect(await following).toEqual([BARE, IN_FORM]);
  expect(second.body.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
  expect(second.body.messages[2]?.content).toBe(BARE);
  expect(second.prompt).toContain('The caption has 0 emoji; at least one is asked for.');
  expect(second.prompt).not.toContain('characters');
  expect((await user.request(JobInForm, { id })).job).toEqual({
    status: 'COMPLETED',
    generatedContent: IN_FORM,
    finishReason: 'STOP',
    attempts: 1,
    checks: ['words', 'emoji', 'hashtags', 'length', 'ownSentences'].map((name) => ({
      name,
      passed: true,
      detail: expect.any(String),
    })),
    attemptHistory: [{ number: 1, repair: 'REPLACED', error: null }],
    structure: {
      __typename: 'SocialMediaCaption',
      text: 'Snow in our little coffee shop ☕ Come in!',
      emoji: ['☕'],
      hashtags: ['#FirstSnow', '#coffee'],
      characterCount: [...IN_FORM].length,
    },
  });
});

it('no repair follows a text that passes its checks', async () => {
  const user = await product.buildUser();
  product.upstream.enqueue(text(IN_FORM));
  const job = await ended(user, await generate(user));
  expect(job).toMatchObject({ status: 'COMPLETED', attemptHistory: [{ repair: null }] });
  expect(product.upstream.requests).toHaveLength(1);
});

it('a repair that is no better keeps the first draft, and the job lists the failed checks', async () => {
  const user = await product.buildUser();
  product.upstream.enqueue(text(BARE), text('Snow, once more.'));
  const job = await ended(user, await generate(user));
  expect(job).toMatchObject({
    status: 'COMPLETED',
    generatedContent: BARE,
    structure: null,
    attemptHistory: [{ repair: 'DROPPED' }],
  });
  expect(job.checks.filter(({ passed }) => !passed).map(({ name }) => name)).toEqual(['emoji', 'hashtags']);
  expect(product.upstream.requests).toHaveLength(2);
});

it.each<[string, Behaviour]>([
  ['is refused', { kind: 'status', status: 500 }],
  ['breaks off', { kind: 'breakAfter', chunks: ['Snow'] }],
  ['is blank', text(' ')],
])('a repair that %s keeps the first draft', async (_, behaviour) => {
  const user = await product.buildUser();
  product.upstream.enqueue(text(BARE), behaviour);
  const job = await ended(user, await generate(user));
  expect(job).toMatchObject({
    status: 'COMPLETED',
    generatedContent: BARE,
    attempts: 1,
    attemptHistory: [{ repair: 'FAILED', error: null }],
  });
});

it('a job that is canceled during its repair keeps the first draft', async () => {
  const user = await product.buildUser();
  const held = hold({ before: ['Snow'] });
  product.upstream.enqueue(text(BARE), held);
  const id = await generate(user);
  const second = await product.upstream.waitForRequest(({ number }) => number === 2);
  const { cancelJob } = await user.request(Cancel, { id });
  expect(cancelJob).toEqual({ status: 'CANCELED', generatedContent: BARE });
  await second.ended;
  expect(second.aborted).toBe(true);
});

it('the structure of a piece is read from its current text', async () => {
  const user = await product.buildUser();
  product.upstream.enqueue(text(IN_FORM));
  const id = await generate(user);
  await ended(user, id);
  const { saveJobToLibrary: piece } = await user.request(SaveInForm, { id });
  expect(piece.structure).toEqual({ hashtags: ['#FirstSnow', '#coffee'] });
  const edit = async (body: string) =>
    (await user.request(EditInForm, { id: piece.id, input: { body } })).updateContent.structure;
  expect(await edit('Only words.')).toBeNull();
  expect(await edit(IN_FORM)).toEqual({ __typename: 'SocialMediaCaption' });
});

it('a worker that stops during the repair keeps the first draft', async () => {
  const user = await product.buildUser();
  worker ??= await product.startWorker();
  product.upstream.enqueue(text(BARE), hold({ before: ['Snow'] }));
  const id = await generate(user);
  await product.upstream.waitForRequest(({ number }) => number === 2);
  await worker?.end();
  worker = undefined;
  expect(await ended(user, id)).toMatchObject({
    status: 'COMPLETED',
    generatedContent: BARE,
    attemptHistory: [{ repair: 'FAILED' }],
  });
});

it('with repairs off one request is sent, and the job lists the failed checks', async () => {
  const user = await product.buildUser();
  await worker?.end();
  worker = undefined;
  const plain = await product.startWorker({ REPAIR: 'off' });
  product.upstream.enqueue(text(BARE));
  const job = await ended(user, await generate(user));
  await plain.end();
  expect(job.attemptHistory).toEqual([{ number: 1, repair: null, error: null }]);
  expect(job.checks.find(({ name }) => name === 'emoji')?.passed).toBe(false);
  expect(product.upstream.requests).toHaveLength(1);
});
