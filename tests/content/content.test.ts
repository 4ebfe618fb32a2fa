import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ContentOrder, SearchQueryVariables } from '../../examples/demo/gql/graphql.js';
import { Search } from '../../examples/demo/operations.js';
import { expectCode, expectFaults } from '../support/http.js';
import { CreateContent, DeleteContent, OneContent, UpdateContent } from '../support/operations.js';
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

const tea = { title: 'Tea', type: 'PRODUCT_DESCRIPTION', body: 'Green leaves' } as const;
const create = async (overrides: Partial<{ title: string; body: string; type: 'BLOG_POST_OUTLINE' }> = {}) =>
  (await user.request(CreateContent, { input: { ...tea, ...overrides } })).createContent;
const list = async (variables: SearchQueryVariables) => (await user.request(Search, variables)).contents;
const titles = async (variables: SearchQueryVariables) =>
  (await list(variables)).edges.map(({ node }) => node.title).sort();

describe('a piece', () => {
  it('is created, read, partly changed, and deleted', async () => {
    const made = await create();
    expect(made).toMatchObject(tea);
    expect(await user.request(OneContent, { id: made.id })).toEqual({ content: made });
    const { updateContent: changed } = await user.request(UpdateContent, {
      id: made.id,
      input: { title: 'Coffee', body: null },
    });
    expect(changed).toMatchObject({ ...tea, title: 'Coffee', createdAt: made.createdAt });
    expect(Date.parse(changed.updatedAt)).toBeGreaterThanOrEqual(Date.parse(made.updatedAt));
    expect(await user.request(DeleteContent, { id: made.id })).toEqual({ deleteContent: changed });
    expect(await user.request(OneContent, { id: made.id })).toEqual({ content: null });
    await expectCode(user.request(DeleteContent, { id: made.id }), 'NOT_FOUND');
    await expectCode(user.request(UpdateContent, { id: made.id, input: {} }), 'NOT_FOUND');
  });

  it('keeps its text unchanged', async () => {
    const body = '<script>alert(1)</script>\r\n\t$set {"$ne": null} 🦊 \u202e';
    expect((await create({ body })).body).toBe(body);
  });

  it.each([
    ['no title', { title: '' }, 'title'],
    ['a title of white space', { title: ' \n ' }, 'title'],
    ['a title of 201 characters', { title: 'x'.repeat(201) }, 'title'],
    ['NUL in its title', { title: 'a\u0000b' }, 'title'],
    ['a body of 100,001 characters', { body: 'x'.repeat(100_001) }, 'body'],
    ['NUL in its body', { body: 'a\u0000b' }, 'body'],
  ])('is rejected with %s, when it is created and when it is changed', async (_, fault, field) => {
    await expectFaults(create(fault), field);
    const { id } = await create();
    await expectFaults(user.request(UpdateContent, { id, input: fault }), field);
  });

  it('may be as long as the limit', async () => {
    const longest = { title: '🦊'.repeat(200), body: '🦊'.repeat(100_000) };
    expect(await create(longest)).toMatchObject(longest);
  });
});

describe('search', () => {
  it.each([
    ['GREEN LEAVES', 'the body'],
    ['tEa', 'the title'],
    ['product desc', 'the type as people read it'],
    ['', 'nothing, which matches all'],
  ])('for "%s" finds a piece by %s', async (search) => {
    await create();
    expect(await titles({ search })).toEqual(['Tea']);
  });

  it('does not match the type as the schema writes it, and returns no piece of another user', async () => {
    await create();
    expect(await titles({ search: 'PRODUCT_DESCRIPTION' })).toEqual([]);
    user = await product.buildUser();
    expect(await titles({ search: '' })).toEqual([]);
  });

  const ODD = [
    '.*',
    '(',
    '%',
    '\\',
    '^(a|aa)+$',
    '[a-z]',
    '$',
    '\\d',
    'a b',
    '#x',
    '/',
    '\\Q',
    '{1}',
    '-',
    '$title',
    '"',
    '""',
    '5"',
  ];
  it.each(ODD)('takes %j literally, never as a pattern', async (search) => {
    const [held] = [`x${search}y`];
    await create({ title: 'Holds it', body: held });
    await create({ title: 'Has none', body: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' });
    expect(await titles({ search })).toEqual(['Holds it']);
  });

  it.each([
    ['äö', 'ÄÖ'],
    ['ÉTÉ', 'été'],
    ['ПРИВЕТ', 'привет'],
  ])('finds %s in %s: it also ignores case beyond ASCII', async (search, body) => {
    await create({ body });
    expect(await titles({ search })).toEqual(['Tea']);
  });

  const MADE = { title: 'Crème brûlée at home', body: 'Warm the cream.\n\nWait for **four** hours.' };
  it.each([
    'creme brulee',
    'home brûlée',
    '  Brûlée \n',
    '\u3000home\u00a0',
    'HOURS brulee product',
    '"creme brulee"',
    '“brûlée at home” cream',
    '"Warm the cream. wait"',
    '"warm the',
    'rulé',
    'cre\u0300me',
    'c\u00adre\u200bme',
    ' ',
    '\n',
    '\u200b',
  ])('for %j finds the piece that contains each of its words', async (search) => {
    await create(MADE);
    expect((await list({ search })).totalCount).toBe(1);
    expect(await titles({ search })).toEqual([MADE.title]);
  });

  it.each(['creme brulees', '"brulee creme"', '"home warm"', '"home product"', 'creme tea', 'c r x'])(
    'for %j does not find the piece',
    async (search) => {
      await create(MADE);
      expect(await titles({ search })).toEqual([]);
    },
  );

  it('finds a text in another normal form', async () => {
    await create({ title: 'Cafe\u0301' });
    await create({ title: 'Café' });
    for (const search of ['Café', 'Cafe\u0301', 'CAFÉ', 'cafe'])
      expect((await list({ search })).totalCount).toBe(2);
  });

  it('finds a piece by its current text, and not by a former one', async () => {
    const { id } = await create();
    await user.request(UpdateContent, { id, input: { title: 'Crème' } });
    expect(await titles({ search: 'creme' })).toEqual(['Crème']);
    expect(await titles({ search: 'tea' })).toEqual([]);
    expect(await titles({ search: 'leaves' })).toEqual(['Crème']);
    await user.request(UpdateContent, { id, input: { body: 'Brûlée', type: 'BLOG_POST_OUTLINE' } });
    expect(await titles({ search: 'brulee creme outline' })).toEqual(['Crème']);
    expect(await titles({ search: 'leaves' })).toEqual([]);
    await user.request(DeleteContent, { id });
    expect(await titles({ search: 'creme' })).toEqual([]);
  });

  it('accepts a hundred words, and the longest bodies', async () => {
    await create({ body: `${'ﷺ'.repeat(99_993)} Éclair` });
    expect(await titles({ search: `eclair ${'صلى '.repeat(40)}` })).toEqual(['Tea']);
    const words = Array.from({ length: 66 }, (_, at) => String.fromCharCode(0x4e00 + at));
    await create({ title: 'Words', body: words.toReversed().join(' ') });
    expect(await titles({ search: words.join(' ') })).toEqual(['Words']);
  });

  it('is rejected with NUL in it, and with 201 characters', async () => {
    await expectFaults(list({ search: 'a\u0000' }), 'search');
    await expectFaults(list({ search: 'x'.repeat(201) }), 'search');
  });

  it('can be limited to one type', async () => {
    await create();
    await create({ title: 'Outline', type: 'BLOG_POST_OUTLINE' });
    expect(await titles({ type: 'BLOG_POST_OUTLINE' })).toEqual(['Outline']);
    expect(await titles({ type: 'SOCIAL_MEDIA_CAPTION' })).toEqual([]);
    expect(await titles({ type: 'BLOG_POST_OUTLINE', search: 'green' })).toEqual(['Outline']);
  });
});

describe('the list', () => {
  /** 25 pieces, many of which share a time and a title, ignoring its case, in the order of their ids. */
  async function fill() {
    const pieces = Array.from({ length: 25 }, (_, number) => ({
      _id: new Types.ObjectId(),
      userId: new Types.ObjectId(user.id),
      title: ['tea', 'Tea', 'apple', 'Zebra', 'TEA'][number % 5] as string,
      type: tea.type,
      body: `${number}`,
      createdAt: new Date(1_700_000_000_000 + (number % 3)),
      updatedAt: new Date(1_700_000_000_000 + (number % 4)),
    }));
    await product.mongo.collection('contents').insertMany(pieces);
    return pieces;
  }
  type Piece = Awaited<ReturnType<typeof fill>>[number];
  const byId = (a: Piece, b: Piece) => (a._id.toHexString() < b._id.toHexString() ? -1 : 1);
  const ORDERS: [ContentOrder, (a: Piece, b: Piece) => number][] = [
    ['NEWEST', (a, b) => b.createdAt.getTime() - a.createdAt.getTime() || byId(b, a)],
    ['OLDEST', (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || byId(a, b)],
    ['RECENTLY_UPDATED', (a, b) => b.updatedAt.getTime() - a.updatedAt.getTime() || byId(b, a)],
    ['TITLE', (a, b) => compare(a.title.toLowerCase(), b.title.toLowerCase()) || byId(a, b)],
  ];

  it.each(ORDERS)('in the order %s contains each of 25 pieces once, 7 to a page', async (orderBy, order) => {
    const expected = (await fill()).sort(order).map(({ body }) => body);
    const found: string[] = [];
    let after: string | null | undefined;
    for (const size of [7, 7, 7, 4]) {
      const page = await list({ orderBy, first: 7, after });
      expect(page.edges).toHaveLength(size);
      expect(page.totalCount).toBe(25);
      expect(page.pageInfo).toEqual({
        hasNextPage: size === 7,
        hasPreviousPage: after !== undefined,
        startCursor: page.edges.at(0)?.cursor,
        endCursor: page.edges.at(-1)?.cursor,
      });
      found.push(...page.edges.map(({ node }) => node.body));
      after = page.pageInfo.endCursor;
    }
    expect(found).toEqual(expected);
    expect((await list({ orderBy, after })).edges).toEqual([]);
  });

  it('rejects a cursor of another order, and an invalid one', async () => {
    await fill();
    const { pageInfo } = await list({ orderBy: 'NEWEST', first: 1 });
    await expectFaults(list({ orderBy: 'TITLE', after: pageInfo.endCursor }), 'after');
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const id = 'f'.repeat(24);
    const forged = [
      ['newest', { $gt: '' }, id],
      ['newest', 1, { $ne: null }],
      ['newest', 1e300, id],
      ['newest', 'text', id],
      ['title', 1, id],
      null,
    ];
    for (const after of ['x', '\u0000', ...forged.map(encode)]) {
      await expectFaults(list({ orderBy: after === encode(forged[4]) ? 'TITLE' : 'NEWEST', after }), 'after');
    }
  });

  it.each([0, -1, 101])('rejects a page of %d', async (first) => {
    await expectFaults(list({ first }), 'first');
  });

  it('accepts pages of 1 and of 100, and counts the matches', async () => {
    await fill();
    expect((await list({ first: 1 })).edges).toHaveLength(1);
    expect((await list({ first: 100, search: 'ZEBRA' })).totalCount).toBe(5);
    expect((await list({ first: 100 })).pageInfo.hasNextPage).toBe(false);
  });
});

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
