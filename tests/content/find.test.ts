import { parse } from 'graphql';
import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contentFilter } from '../../src/modules/content/content-search.js';
import { sendQuery } from '../support/http.js';
import { CreateContent, DeleteContent, Me, UpdateContent } from '../support/operations.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';

let product: Product;
let user: TestUser;
beforeAll(async () => {
  product = await startProduct({ workers: 0 });
});
beforeEach(async () => {
  user = await product.buildUser();
});
afterAll(() => product[Symbol.asyncDispose]());

// biome-ignore lint/suspicious/noExplicitAny: responses to operations that are written here as text
type Data = any;
const answer = async (query: string): Promise<Data> =>
  (await sendQuery(product.apis[0]?.url ?? '', { query }, user.token)).json;
const create = async (title: string, body = '') => {
  const input = { title, type: 'PRODUCT_DESCRIPTION' as const, body };
  return (await user.request(CreateContent, { input })).createContent.id;
};

describe('the order by relevance', () => {
  const page = async (args: string): Promise<Data> =>
    await answer(
      `{ contents(${args}) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { title } } } }`,
    );
  const titlesOf = ({ data }: Data) => data.contents.edges.map(({ node }: Data) => node.title);

  it('ranks the title before the body, a whole word before a part of one, and many matches before one', async () => {
    for (const [title, body] of [
      ['Once', 'a cup of tea'],
      ['Steamed', 'steam and steak'],
      ['Often', 'tea, tea and tea'],
      ['Steal the day', ''],
      ['The tea', ''],
      ['Nothing', 'coffee'],
    ] as const)
      await create(title, body);
    const found = await page('search: "tea", orderBy: RELEVANCE');
    expect(titlesOf(found)).toEqual(['The tea', 'Steamed', 'Steal the day', 'Often', 'Once']);
    expect(found.data.contents.totalCount).toBe(5);
  });

  it('returns each piece once, over pages between which pieces are added, removed and changed', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 9; number += 1)
      ids.push(await create(`Piece ${number}`, 'tea '.repeat(1 + (number % 3))));
    const first = await page('search: "tea", orderBy: RELEVANCE, first: 4');
    const seen = titlesOf(first);
    const { endCursor } = first.data.contents.pageInfo;
    await create('Tea of later', 'tea');
    const last = first.data.contents.edges[3].node.title;
    await user.request(DeleteContent, { id: ids[Number(last.slice(6))] ?? '' });
    const rest = await page(`search: "TEA", orderBy: RELEVANCE, first: 20, after: "${endCursor}"`);
    expect(rest.data.contents.pageInfo.hasNextPage).toBe(false);
    expect([...seen, ...titlesOf(rest)].toSorted()).toEqual(
      Array.from({ length: 9 }, (_, at) => `Piece ${at}`),
    );
    for (const args of [
      `search: "coffee", orderBy: RELEVANCE, after: "${endCursor}"`,
      `search: "tea", orderBy: NEWEST, after: "${endCursor}"`,
      `orderBy: RELEVANCE, after: "${endCursor}"`,
      'search: "tea", orderBy: RELEVANCE, after: "x"',
    ])
      expect((await page(args)).errors[0].extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: [{ field: 'after' }],
      });
  });

  it('is the newest first if the search has no words', async () => {
    await create('One');
    await create('Two');
    expect(titlesOf(await page('search: " ", orderBy: RELEVANCE'))).toEqual(['Two', 'One']);
  });
});

describe('the matches', () => {
  it('are places in the texts as the client has them, with any selection of fields', async () => {
    const title = '🫖 Crème';
    const body = 'Maß \u0130 ﬁne, CRE\u0300ME.';
    await create(title, body);
    const { data } = await answer(
      '{ contents(search: "creme fine ss", orderBy: RELEVANCE) { edges { matches { field start end } } } }',
    );
    const [{ matches }] = data.contents.edges;
    // The text is stored in NFC.
    const texts = { TITLE: title.normalize('NFC'), BODY: body.normalize('NFC') } as Record<string, string>;
    expect(matches.map(({ field, start, end }: Data) => [field, texts[field]?.slice(start, end)])).toEqual([
      ['TITLE', 'Crème'],
      ['BODY', 'ß'],
      ['BODY', 'ﬁne'],
      ['BODY', 'CRÈME'],
    ]);
  });

  it('are empty without a search, and at most 100', async () => {
    await create('x', 'tea or '.repeat(150));
    const count = async (args: string) =>
      (await answer(`{ contents${args} { edges { matches { start } } } }`)).data.contents.edges[0].matches
        .length;
    expect(await count('')).toBe(0);
    expect(await count('(search: "tea")')).toBe(100);
    expect(await count('(search: "product")')).toBe(0);
  });
});

describe('the filters', () => {
  it('by time include the first instant and exclude the last one', async () => {
    await create('One');
    const [{ node }] = (await answer('{ contents { edges { node { createdAt } } } }')).data.contents.edges;
    const count = async (args: string) =>
      (await answer(`{ contents(${args}) { totalCount } }`)).data.contents.totalCount;
    expect(await count(`createdAfter: "${node.createdAt}"`)).toBe(1);
    expect(await count(`createdBefore: "${node.createdAt}"`)).toBe(0);
    expect(await count(`createdBefore: "2100-01-01T00:00:00Z", search: "one", starred: false`)).toBe(1);
  });

  it('use an index, and examine few pieces', async () => {
    const owner = new Types.ObjectId();
    const at = (number: number) => new Date(1_700_000_000_000 + number);
    await product.mongo.collection('contents').insertMany(
      Array.from({ length: 400 }, (_, number) => ({
        userId: owner,
        title: `T${number}`,
        type: 'PRODUCT_DESCRIPTION',
        body: '',
        createdAt: at(number),
        updatedAt: at(number),
        ...(number % 40 === 0 && { tags: [{ tag: 'A', key: 'a' }], starred: true }),
        ...(number === 7 && { jobId: 'job 7' }),
      })),
    );
    const examined = async (args: object) => {
      const filter = contentFilter(owner.toHexString(), args as never, []);
      const plan = await product.mongo
        .collection('contents')
        .find(filter)
        .sort({ createdAt: -1, _id: -1 })
        .explain('executionStats');
      expect(JSON.stringify(plan.queryPlanner.winningPlan)).not.toMatch(/COLLSCAN/);
      return plan.executionStats.totalDocsExamined;
    };
    expect(await examined({ tags: ['A'] })).toBe(10);
    expect(await examined({ starred: true })).toBe(10);
    expect(await examined({ createdAfter: at(100), createdBefore: at(120) })).toBe(20);
    expect(await examined({ fromJob: 'job 7' })).toBe(1);
    expect(await examined({ tags: ['a'], starred: true, createdAfter: at(300) })).toBeLessThanOrEqual(10);
  });
});

describe('contentChanged', () => {
  const CHANGED = parse(
    'subscription($after: String) { contentChanged(after: $after) { cursor kind contentId occurredAt content { title } } }',
  ) as never;
  const changes = (after?: string) => user.subscribe(CHANGED, { after } as never);
  async function take(stream: ReturnType<typeof changes>, count: number): Promise<Data[]> {
    const taken: Data[] = [];
    while (taken.length < count) taken.push(((await stream.next()).value as Data).data.contentChanged);
    return taken;
  }

  it('sends each change once and in order, live and after a cursor', async () => {
    const live = changes('0');
    const id = await create('Tea');
    await user.request(UpdateContent, { id, input: { title: 'Coffee' } });
    await answer(`mutation { setStarred(ids: ["${id}"], starred: true) { done } }`);
    await answer(`mutation { setStarred(ids: ["${id}"], starred: true) { done } }`);
    await user.request(DeleteContent, { id });
    await answer(`mutation { restoreFromBin(ids: ["${id}"]) { done } }`);
    await user.request(DeleteContent, { id });
    await answer('mutation { emptyBin }');
    const all = await take(live, 7);
    expect(all.map(({ kind }) => kind)).toEqual([
      'CREATED',
      'UPDATED',
      'UPDATED',
      'DELETED',
      'RESTORED',
      'DELETED',
      'REMOVED',
    ]);
    expect(all.map(({ cursor }) => cursor)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(new Set(all.map(({ contentId }) => contentId))).toEqual(new Set([id]));
    expect(all.at(-1)?.content).toBeNull();
    await live.return?.();
    const later = changes('5');
    expect((await take(later, 2)).map(({ kind }) => kind)).toEqual(['DELETED', 'REMOVED']);
    const next = await create('Next');
    expect(await take(later, 1)).toMatchObject([
      { cursor: '8', contentId: next, content: { title: 'Next' } },
    ]);
    await later.return?.();
  });

  it('does not affect the events of jobs, and rejects an invalid cursor', async () => {
    await create('Tea');
    expect((await user.request(Me, {})).me.eventCursor).toBe('0');
    expect(await answer('{ notifications { totalCount } me { unreadCount } }')).toEqual({
      data: { notifications: { totalCount: 0 }, me: { unreadCount: 0 } },
    });
    for (const after of ['2', '-1', 'x']) {
      const stream = changes(after);
      const { value } = (await stream.next()) as Data;
      expect(value.errors[0].extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: [{ field: 'after' }],
      });
      await stream.return?.();
    }
  });

  it('sends no changes of other users', async () => {
    const owner = user;
    const stream = changes('0');
    user = await product.buildUser();
    await create('Of another');
    user = owner;
    await create('Own');
    expect(await take(stream, 1)).toMatchObject([{ cursor: '1', content: { title: 'Own' } }]);
    await stream.return?.();
  });
});
