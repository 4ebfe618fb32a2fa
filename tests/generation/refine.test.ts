import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RefineMutationVariables } from '../../examples/demo/gql/graphql.js';
import { graphql } from '../../examples/demo/gql/index.js';
import { Generate } from '../../examples/demo/operations.js';
import { call } from '../support/admin.js';
import { completions, nextEvent, textReaches } from '../support/events.js';
import { expectCode, expectFaults, sendQuery } from '../support/http.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { type Behaviour, hold } from '../support/upstream-behaviours.js';

const Refine = graphql(`
  mutation Refine($id: ID!, $instruction: String!, $start: Int, $end: Int, $text: String, $idempotencyKey: String) {
    refineJob(
      id: $id
      instruction: $instruction
      start: $start
      end: $end
      text: $text
      idempotencyKey: $idempotencyKey
    ) { id status prompt type basis { kind instruction start end text } parent { id } }
  }
`);
const Continue = graphql(`
  mutation Continue($id: ID!, $idempotencyKey: String) {
    continueJob(id: $id, idempotencyKey: $idempotencyKey) { id basis { kind instruction start end } parent { id } }
  }
`);
const Refined = graphql(`
  query Refined($id: ID!) {
    job(id: $id) {
      status
      generatedContent
      finishReason
      checks { name passed }
      attemptHistory { run repair }
      options { audience }
      basis { text }
      parent { id }
      children(first: 1) { totalCount edges { node { id } } pageInfo { hasNextPage endCursor } }
    }
  }
`);
const Children = graphql(`
  query Children($first: Int! = 20, $childrenOf: Int! = 20) {
    jobs(first: $first) {
      edges { node { id basis { text } parent { id } children(first: $childrenOf) { totalCount edges { node { id } } } } }
    }
  }
`);
const NextChildren = graphql(`
  query NextChildren($id: ID!, $after: String!) {
    job(id: $id) { children(first: 5, after: $after) { edges { node { id } } pageInfo { hasPreviousPage } } }
  }
`);
const FollowRefined = graphql(`
  subscription FollowRefined($jobId: ID!) { jobProgress(jobId: $jobId) { status offset text } }
`);
const RetryChild = graphql(`mutation RetryChild($id: ID!) { retryJob(id: $id) { id run basis { text } } }`);
const CancelChild = graphql(
  `mutation CancelChild($id: ID!) { cancelJob(id: $id) { status generatedContent } }`,
);

const TEXT = 'Snow 🫖 in our shop. شاي ساخن. Come in!\n\n#FirstSnow #tea';
const ARABIC = 'شاي ساخن.';
const at = TEXT.indexOf(ARABIC);
const PASSAGE = { start: at, end: at + ARABIC.length };
const text = (content: string, finishReason = 'stop'): Behaviour => ({
  kind: 'text',
  chunks: content.match(/.{1,4}/gsu) ?? [],
  finishReason,
});

let product: Product;
let user: TestUser;
beforeAll(async () => {
  // Child jobs are not repaired, although repairs are on.
  product = await startProduct({ env: { REPAIR: 'on' } });
  user = await product.buildUser();
});
afterEach(() => product.upstream.reset());
afterAll(() => product[Symbol.asyncDispose]());

async function generate(content = TEXT, finishReason = 'stop') {
  product.upstream.when(({ body }) => body.messages.length === 2, text(content, finishReason));
  const input = { prompt: 'Snow', type: 'SOCIAL_MEDIA_CAPTION', options: { audience: 'cats' } } as const;
  const { id } = (await user.request(Generate, { input })).generateContent;
  await nextEvent(completions(user, { jobId: id }));
  product.upstream.reset();
  return id;
}
const refine = async (variables: RefineMutationVariables) =>
  (await user.request(Refine, variables)).refineJob;
const read = async (id: string) => (await user.request(Refined, { id })).job;

/** The text that a subscriber assembles until the job ends. */
async function follow(jobId: string, onText?: (text: string) => void): Promise<string> {
  let whole = '';
  const stream = user.subscribe(FollowRefined, { jobId });
  for await (const { data, errors } of { [Symbol.asyncIterator]: () => stream }) {
    if (!data) throw new Error(`the subscription failed: ${JSON.stringify(errors)}`);
    whole = whole.slice(0, data.jobProgress.offset) + data.jobProgress.text;
    onText?.(whole);
  }
  return whole;
}

describe('refineJob', () => {
  it('rewrites the whole text by the instruction, and keeps the first one', async () => {
    const id = await generate();
    product.upstream.enqueue(text('Here is the text:\n\n```\nSnow. Come in!\n```'));
    const child = await refine({ id, instruction: ' shorter ' });
    expect(child).toEqual({
      id: expect.any(String),
      status: 'QUEUED',
      prompt: 'Snow',
      type: 'SOCIAL_MEDIA_CAPTION',
      basis: { kind: 'REFINE', instruction: 'shorter', start: 0, end: TEXT.length, text: TEXT },
      parent: { id },
    });
    expect(await follow(child.id)).toBe('Snow. Come in!');
    const [request] = product.upstream.requests;
    expect(product.upstream.requests).toHaveLength(1);
    expect(request?.body.messages.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(request?.prompt).toContain(`<passage>\n${TEXT}\n</passage>`);
    expect(request?.prompt).toContain('shorter');
    expect(request?.body.messages[0]?.content).not.toContain('shorter');
    expect(await read(child.id)).toMatchObject({
      status: 'COMPLETED',
      generatedContent: 'Snow. Come in!',
      finishReason: 'STOP',
      attemptHistory: [{ run: 1, repair: null }],
      options: { audience: 'cats' },
      basis: { text: TEXT },
    });
    expect((await read(child.id))?.checks).toContainEqual({ name: 'hashtags', passed: false });
    expect(await read(id)).toMatchObject({
      generatedContent: TEXT,
      parent: null,
      basis: null,
      children: { totalCount: 1, edges: [{ node: { id: child.id } }] },
    });
  });

  it('changes a passage between emoji and Arabic, and shows the text from its beginning', async () => {
    const id = await generate();
    const held = hold({ before: ['<passage>', '\nقهوة', ' ☕'], after: ['\n</passage>'] });
    product.upstream.enqueue(held);
    const child = await refine({ id, instruction: 'coffee', ...PASSAGE });
    const seen: string[] = [];
    const whole = await follow(child.id, (so) => {
      seen.push(so);
      if (so.endsWith('☕')) held.release();
    });
    const expected = TEXT.replace(ARABIC, 'قهوة ☕');
    expect(seen).toContain(`${TEXT.slice(0, at)}قهوة ☕`);
    expect(whole).toBe(expected);
    expect(await read(child.id)).toMatchObject({ generatedContent: expected, status: 'COMPLETED' });
    const [request] = product.upstream.requests;
    expect(request?.body.messages.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(request?.prompt).toContain(`<passage>\n${ARABIC}\n</passage>`);
    expect(request?.body.messages[0]?.content).not.toContain('coffee');
  });

  it('accepts a text other than the job’s own, in any normal form', async () => {
    const id = await generate();
    product.upstream.enqueue(text('chaud'));
    const edited = 'Thé 🫖 froid'.normalize('NFD');
    const start = edited.indexOf('froid');
    const child = await refine({ id, instruction: 'warm', text: edited, start });
    expect(await follow(child.id)).toBe('Thé 🫖 chaud');
    expect(child.basis).toMatchObject({ text: 'Thé 🫖 froid', start: 7, end: 12 });
  });

  it('runs again with the same text, also after the parent was changed', async () => {
    const id = await generate();
    product.upstream.enqueue({ kind: 'status', status: 401 });
    const child = await refine({ id, instruction: 'coffee', ...PASSAGE });
    await follow(child.id);
    expect(await read(child.id)).toMatchObject({ status: 'FAILED', generatedContent: null });
    await product.mongo.collection<{ _id: string }>('jobs').deleteOne({ _id: id });
    product.upstream.enqueue({ kind: 'breakAfter', chunks: ['half'] }, text('قهوة'));
    const { retryJob } = await user.request(RetryChild, { id: child.id });
    expect(retryJob).toMatchObject({ run: 2, basis: { text: TEXT } });
    const expected = TEXT.replace(ARABIC, 'قهوة');
    expect(await follow(child.id)).toBe(expected);
    expect(await read(child.id)).toMatchObject({ generatedContent: expected, parent: null });
  });

  it('keeps the partial text of a canceled job, which can be refined too', async () => {
    const id = await generate();
    product.upstream.enqueue(hold({ before: ['قهوة'] }));
    const child = await refine({ id, instruction: 'coffee', ...PASSAGE });
    await textReaches(user, child.id, `${TEXT.slice(0, at)}قهوة`);
    const { cancelJob } = await user.request(CancelChild, { id: child.id });
    expect(cancelJob).toEqual({ status: 'CANCELED', generatedContent: `${TEXT.slice(0, at)}قهوة` });
    product.upstream.enqueue(text('Snow.'));
    const next = await refine({ id: child.id, instruction: 'shorter' });
    expect(await follow(next.id)).toBe('Snow.');
    expect(next.parent).toEqual({ id: child.id });
  });

  it('returns the same job for the same key, and CONFLICT for other input', async () => {
    const id = await generate();
    const request = { id, instruction: 'coffee', ...PASSAGE, idempotencyKey: 'once' };
    const first = await refine(request);
    expect((await refine(request)).id).toBe(first.id);
    expect((await refine({ ...request, instruction: ' coffee' })).id).toBe(first.id);
    for (const other of [{ instruction: 'tea' }, { start: 0 }, { end: null }, { text: TEXT }])
      await expectCode(refine({ ...request, ...other }), 'CONFLICT');
    const input = { prompt: 'Snow', type: 'SOCIAL_MEDIA_CAPTION', idempotencyKey: 'once' } as const;
    await expectCode(user.request(Generate, { input }), 'CONFLICT');
    await expectCode(user.request(Continue, { id, idempotencyKey: 'once' }), 'CONFLICT');
    await follow(first.id);
  });

  it('rejects an invalid passage, and a job without a text', async () => {
    const id = await generate();
    const ask = (more: Partial<RefineMutationVariables>) => refine({ id, instruction: 'shorter', ...more });
    const pair = TEXT.indexOf('🫖') + 1;
    await expectFaults(ask({ start: pair }), 'start');
    await expectFaults(ask({ end: pair }), 'end');
    await expectFaults(ask({ start: TEXT.length + 1 }), 'start');
    await expectFaults(ask({ start: 3, end: TEXT.length + 1 }), 'end');
    await expectFaults(ask({ start: 5, end: 5 }), 'end');
    await expectFaults(ask({ start: 9, end: 8 }), 'end');
    await expectFaults(ask({ start: -1 }), 'start');
    await expectFaults(ask({ start: 4, end: 5 }), 'start');
    await expectFaults(ask({ instruction: '  ' }), 'instruction');
    await expectFaults(ask({ instruction: 'x'.repeat(2_001) }), 'instruction');
    const input = { prompt: 'Snow', type: 'SOCIAL_MEDIA_CAPTION', delaySeconds: 600 } as const;
    const { id: waiting } = (await user.request(Generate, { input })).generateContent;
    await expectCode(refine({ id: waiting, instruction: 'shorter' }), 'CONFLICT');
    await expectCode(user.request(Continue, { id: waiting }), 'CONFLICT');
    await expectCode(user.request(Continue, { id }), 'CONFLICT');
  });

  it('gives NOT_FOUND to another user, and FORBIDDEN to a read-only token', async () => {
    const id = await generate();
    const stranger = await product.buildUser();
    await expectCode(stranger.request(Refine, { id, instruction: 'shorter' }), 'NOT_FOUND');
    await expectCode(stranger.request(Continue, { id }), 'NOT_FOUND');
    const url = product.apis[0]?.url ?? '';
    const { token } = await call<{ token: string }>(
      url,
      user,
      'mutation { createAccessToken(input: { name: "CI", access: READ_ONLY }) { token } }',
    );
    const query = `mutation { refineJob(id: "${id}", instruction: "shorter") { id } }`;
    const { json } = await sendQuery(url, { query }, token);
    expect(json.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await read(id)).toMatchObject({ children: { totalCount: 0 } });
  });
});

describe('continueJob', () => {
  it('writes the rest of a truncated text, repeatedly', async () => {
    const id = await generate('Snow in our coff', 'length');
    product.upstream.enqueue(text('our coffee shop ☕ Co', 'length'));
    const { continueJob: child } = await user.request(Continue, { id });
    expect(child).toMatchObject({
      basis: { kind: 'CONTINUE', instruction: null, start: 16, end: 16 },
      parent: { id },
    });
    expect(await follow(child.id)).toBe('Snow in our coffee shop ☕ Co');
    expect(await read(child.id)).toMatchObject({ finishReason: 'LENGTH' });
    product.upstream.enqueue(text('Come in!\n\n#FirstSnow #coffee'));
    const { continueJob: last } = await user.request(Continue, { id: child.id });
    const whole = 'Snow in our coffee shop ☕ Come in!\n\n#FirstSnow #coffee';
    expect(await follow(last.id)).toBe(whole);
    const job = await read(last.id);
    expect(job).toMatchObject({ generatedContent: whole, finishReason: 'STOP', parent: { id: child.id } });
    expect(job?.checks.every(({ passed }) => passed)).toBe(true);
  });

  it('continues within a truncated passage, by its instruction', async () => {
    const id = await generate();
    product.upstream.enqueue(text('قهوة', 'length'));
    const cut = await refine({ id, instruction: 'coffee', ...PASSAGE });
    await follow(cut.id);
    product.upstream.enqueue(text(' ساخنة'));
    const { continueJob: child } = await user.request(Continue, { id: cut.id });
    expect(await follow(child.id)).toBe(TEXT.replace(ARABIC, 'قهوة ساخنة'));
    const roles = product.upstream.requests.at(-1)?.body.messages.map(({ role }) => role);
    expect(roles).toEqual(['system', 'user', 'assistant', 'user']);
    expect(product.upstream.requests.at(-1)?.body.messages[1]?.content).toContain('coffee');
  });
});

it('children of many jobs are listed newest first, in pages, without those of other users', async () => {
  const owner = await product.buildUser();
  user = owner;
  const ids = [await generate(), await generate()];
  const children: string[][] = [[], []];
  for (const [index, id] of ids.entries())
    for (let count = 0; count <= index + 1; count++) {
      const { id: child } = await refine({ id, instruction: `${count}` });
      await follow(child);
      children[index]?.unshift(child);
    }
  const { jobs } = await owner.request(Children, { childrenOf: 2 });
  const found = new Map(jobs.edges.map(({ node }) => [node.id, node]));
  for (const [index, id] of ids.entries()) {
    const list = found.get(id)?.children;
    expect(list?.totalCount).toBe(index + 2);
    expect(list?.edges.map(({ node }) => node.id)).toEqual(children[index]?.slice(0, 2));
    for (const child of children[index] ?? [])
      expect(found.get(child)).toMatchObject({
        parent: { id },
        basis: { text: TEXT },
        children: { totalCount: 0 },
      });
  }
  const page = (await read(ids[1] ?? ''))?.children;
  expect(page?.pageInfo.hasNextPage).toBe(true);
  const next = await owner.request(NextChildren, { id: ids[1] ?? '', after: page?.pageInfo.endCursor ?? '' });
  expect(next.job?.children.edges.map(({ node }) => node.id)).toEqual(children[1]?.slice(1));
});
