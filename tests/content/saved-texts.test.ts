import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CreateContentInput } from '../../examples/demo/gql/graphql.js';
import { Generate, JobCompleted, SaveJob, Search } from '../../examples/demo/operations.js';
import { expectFaults } from '../support/http.js';
import { OneContent, UpdateContent } from '../support/operations.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';

let product: Product;
let user: TestUser;
beforeAll(async () => {
  product = await startProduct();
  user = await product.buildUser();
});
afterAll(() => product[Symbol.asyncDispose]());

async function written(prompt: string, chunks: string[]) {
  product.upstream.when((request) => request.prompt.includes(prompt), { kind: 'text', chunks });
  const input = { prompt, type: 'BLOG_POST_OUTLINE', delaySeconds: 0 } as const;
  const { id } = (await user.request(Generate, { input })).generateContent;
  const events = user.subscribe(JobCompleted, { jobId: id });
  const { value } = await events.next();
  await events.return?.();
  return value.data?.jobCompleted.job;
}

type Piece = CreateContentInput & { id: string };
/** Updates all fields, as clients that send a whole form do. */
const saveAll = async ({ id, type, body }: Piece, title: string) =>
  (await user.request(UpdateContent, { id, input: { title, type, body } })).updateContent;

describe('the text of a model', () => {
  it.each([
    ['too long', Array(15).fill('y'.repeat(10_000)), 'y'.repeat(100_000), 'LENGTH'],
    ['long in emoji', Array(15).fill('🍵'.repeat(10_000)), '🍵'.repeat(100_000), 'LENGTH'],
    ['control characters', ['a\u0000b\u001b', 'Cafe\u0301'], 'abCafé'.normalize('NFC'), 'STOP'],
    ['longer in NFC', ['\u0958'.repeat(60_000)], '\u0915\u093c'.repeat(50_000), 'LENGTH'],
  ])('can be edited after it is saved: %s', async (prompt, chunks, body, finishReason) => {
    expect(await written(prompt, chunks)).toMatchObject({
      status: 'COMPLETED',
      generatedContent: body,
      finishReason,
    });
    const { edges } = (await user.request(Search, { search: 'no such piece' })).contents;
    expect(edges).toEqual([]);
    const job = product.upstream.requests.filter((request) => request.prompt.includes(prompt));
    expect(job).toHaveLength(1);
  });

  it('is saved unchanged, and edited', async () => {
    const job = await written('to be saved', ['**Title:** A Teapot\n\n', 'z'.repeat(150_000)]);
    const { saveJobToLibrary: piece } = await user.request(SaveJob, { id: job?.id ?? '' });
    expect(piece.title).toBe('A Teapot');
    expect(piece.body).toBe(job?.generatedContent);
    expect(await saveAll(piece, 'Changed')).toMatchObject({ title: 'Changed', body: piece.body });
  });
});

describe('a text that an earlier version stored', () => {
  it('with a job can be saved and then edited', async () => {
    const job = await written('of an earlier version', ['Tea']);
    const generatedContent = `a\u0000b ${'c'.repeat(150_000)}`;
    await product.mongo
      .collection('jobs')
      .updateOne({ _id: job?.id as never }, { $set: { generatedContent } });
    const { saveJobToLibrary: piece } = await user.request(SaveJob, { id: job?.id ?? '' });
    expect(piece.body).toBe(`ab ${'c'.repeat(99_997)}`);
    expect(await saveAll(piece, 'Changed')).toMatchObject({ title: 'Changed', body: piece.body });
  });

  it.each(['x'.repeat(150_000), 'a\u0000b'])(
    'with a piece stays unchanged when its title is changed',
    async (body) => {
      const _id = new Types.ObjectId();
      const at = new Date();
      const piece = { title: 'Old', type: 'BLOG_POST_OUTLINE' as const, body };
      await product.mongo
        .collection('contents')
        .insertOne({ _id, userId: new Types.ObjectId(user.id), ...piece, createdAt: at, updatedAt: at });
      const id = _id.toHexString();
      await user.request(UpdateContent, { id, input: { title: 'By its title' } });
      expect(await saveAll({ id, ...piece }, 'By all of it')).toMatchObject({ title: 'By all of it', body });
      await expectFaults(saveAll({ id, ...piece, body: `${body}!` }, 'More'), 'body');
      expect((await user.request(OneContent, { id })).content).toMatchObject({ title: 'By all of it', body });
      expect(await saveAll({ id, ...piece, body: 'Short' }, 'Shorter')).toMatchObject({ body: 'Short' });
    },
  );
});
