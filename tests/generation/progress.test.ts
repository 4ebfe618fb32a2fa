import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { JobProgressSubscription } from '../../examples/demo/gql/graphql.js';
import { graphql } from '../../examples/demo/gql/index.js';
import { Generate } from '../../examples/demo/operations.js';
import { textReaches } from '../support/events.js';
import { itOnOneRedis } from '../support/one-redis.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { hold } from '../support/upstream-behaviours.js';

const JobProgress = graphql(`
  subscription JobProgress($jobId: ID!) {
    jobProgress(jobId: $jobId) { jobId status run attempt offset text }
  }
`);
const CancelJob = graphql(`
  mutation CancelJob($id: ID!) { cancelJob(id: $id) { status generatedContent } }
`);
const TextOf = graphql(`
  query TextOf($id: ID!) { job(id: $id) { status generatedContent } }
`);

type Message = JobProgressSubscription['jobProgress'];

let product: Product;
beforeAll(async () => {
  product = await startProduct({ apis: 2 });
});
afterEach(() => product.upstream.reset());
afterAll(() => product[Symbol.asyncDispose]());

const input = { prompt: 'Tea', type: 'BLOG_POST_OUTLINE' } as const;
const generate = async (user: TestUser, more: { delaySeconds?: number } = {}) =>
  (await user.request(Generate, { input: { ...input, ...more } })).generateContent.id;

/** The text of a client: truncates it at the offset, and appends the new part. */
const assemble = (messages: Message[]) =>
  messages.reduce((text, message) => text.slice(0, message.offset) + message.text, '');

async function read(user: TestUser, jobId: string, until: (message: Message) => boolean = () => false) {
  const messages: Message[] = [];
  const stream = user.subscribe(JobProgress, { jobId });
  for await (const { data, errors } of { [Symbol.asyncIterator]: () => stream }) {
    if (!data) throw new Error(`the subscription failed: ${JSON.stringify(errors)}`);
    messages.push(data.jobProgress);
    if (until(data.jobProgress)) break;
  }
  return messages;
}

/** Closes the Redis subscriber connections of this product’s processes, and no others. */
async function cutSubscribers({ redis }: Product) {
  const clients = String(await redis.call('CLIENT', 'LIST')).split('\n');
  const own = clients.filter(
    (line) => line.includes('name=smart-content-subscriber') && line.includes(` db=${redis.options.db} `),
  );
  expect(own.length).toBeGreaterThan(0);
  for (const line of own) await redis.call('CLIENT', 'KILL', 'ID', /\bid=(\d+)/.exec(line)?.[1] ?? '');
}

describe('jobProgress', () => {
  it('sends each status and the text as it is written, with consecutive offsets, and completes', async () => {
    const user = await product.buildUser();
    const chunks = Array.from({ length: 40 }, (_, number) => `Wort ${number} 🍵 `);
    product.upstream.enqueue({ kind: 'text', chunks, delayMs: 25 });
    const messages = await read(user, await generate(user, { delaySeconds: 1 }));
    expect(messages[0]).toMatchObject({ status: 'QUEUED', run: 1, attempt: 0, offset: 0, text: '' });
    expect(messages.at(-1)).toMatchObject({ status: 'COMPLETED', attempt: 1 });
    const written = messages.filter(({ status }) => status === 'PROCESSING');
    // A second of writing at about 20 messages a second, from 40 chunks.
    expect(written.length).toBeGreaterThan(8);
    expect(written.length).toBeLessThanOrEqual(26);
    let length = 0;
    for (const { offset, text } of messages) {
      expect(offset).toBe(length);
      length += text.length;
    }
    expect(assemble(messages)).toBe(chunks.join(''));
  });

  it('sends a late or returning subscriber the text so far as one message, and then the rest', async () => {
    const user = await product.buildUser();
    const held = hold({ before: ['Tea is ', 'an old ', 'drink, '], after: ['and a good one.'] });
    product.upstream.enqueue(held);
    const id = await generate(user);
    const first = await read(user, id, ({ offset, text }) => offset + text.length === 21);
    expect(assemble(first)).toBe('Tea is an old drink, ');
    const messages = await read(user, id, () => {
      held.release();
      return false;
    });
    expect(messages[0]).toMatchObject({ status: 'PROCESSING', offset: 0, text: 'Tea is an old drink, ' });
    const { job } = await user.request(TextOf, { id });
    expect(assemble(messages)).toBe('Tea is an old drink, and a good one.');
    expect(job?.generatedContent).toBe(assemble(messages));
  });

  it('starts a new attempt at offset 0, with its number', async () => {
    const user = await product.buildUser();
    product.upstream.enqueue(
      { kind: 'breakAfter', chunks: ['Half a '] },
      { kind: 'text', chunks: ['Whole.'] },
    );
    const messages = await read(user, await generate(user));
    expect(messages.some(({ status, attempt }) => status === 'RETRYING' && attempt === 1)).toBe(true);
    expect(messages.find(({ attempt }) => attempt === 2)).toMatchObject({ offset: 0 });
    expect(messages.at(-1)).toMatchObject({ status: 'COMPLETED', attempt: 2 });
    expect(assemble(messages)).toBe('Whole.');
  });

  it('ends with the kept text of a canceled job', async () => {
    const user = await product.buildUser();
    product.upstream.enqueue(hold({ before: ['Half a ', 'sentence'] }));
    const id = await generate(user);
    const watching = read(user, id);
    await textReaches(user, id, 'Half a sentence');
    const { cancelJob } = await user.request(CancelJob, { id });
    const messages = await watching;
    expect(messages.at(-1)).toMatchObject({ status: 'CANCELED' });
    expect(cancelJob.generatedContent).toBe('Half a sentence');
    expect(assemble(messages)).toBe(cancelJob.generatedContent);
  });

  it('sends the text of an ended job at once, and completes', async () => {
    const user = await product.buildUser();
    const id = await generate(user);
    await read(user, id);
    const messages = await read(user, id);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ status: 'COMPLETED', offset: 0, text: 'A text about: Tea' });
  });

  it('gives NOT_FOUND for another user’s job and for an unknown one', async () => {
    const [user, stranger] = [await product.buildUser(), await product.buildUser()];
    const id = await generate(user, { delaySeconds: 600 });
    await expect(read(stranger, id)).rejects.toThrow('NOT_FOUND');
    await expect(read(stranger, '*')).rejects.toThrow('NOT_FOUND');
  });

  itOnOneRedis('continues after the subscriber’s connection to Redis was cut', async () => {
    const user = await product.buildUser();
    const held = hold({ before: ['Before the cut, '], after: ['after it.'] });
    product.upstream.enqueue(held);
    const id = await generate(user);
    const watching = read(user, id);
    await textReaches(user, id, 'Before the cut, ');
    await cutSubscribers(product);
    held.release();
    expect(assemble(await watching)).toBe('Before the cut, after it.');
  });

  it('restarts at offset 0 if the text turns out to be reasoning, and keeps none of it', async () => {
    const user = await product.buildUser();
    const held = hold({ before: ['I must think. '], after: ['So:\n</think>\n\n', 'Tea ', 'is good.'] });
    product.upstream.enqueue(held);
    const id = await generate(user, { delaySeconds: 0 });
    const messages = await read(user, id, (message) => {
      if (message.text !== '') held.release();
      return false;
    });
    const told = messages.map((_, index) => assemble(messages.slice(0, index + 1)));
    expect(told).toContain('I must think. ');
    expect(told.at(-1)).toBe('Tea is good.');
    expect((await user.request(TextOf, { id })).job?.generatedContent).toBe('Tea is good.');
    // The worker knows the model by now, and sends none of its reasoning any more.
    product.upstream.enqueue({ kind: 'text', chunks: ['Hm. ', '</think>\n', 'Tea', ' again'], delayMs: 100 });
    const next = await generate(user, { delaySeconds: 0 });
    const later = await read(user, next);
    expect(later.map(({ text }) => text).join('')).toBe('Tea again');
    // Until a text comes without it. A later test file may get this worker.
    await read(user, await generate(user, { delaySeconds: 0 }));
    const open = hold({ before: ['Tea is ', 'told.'] });
    product.upstream.enqueue(open);
    await textReaches(user, await generate(user, { delaySeconds: 0 }), 'Tea is told.');
    open.release();
  });
});
