import { Types } from 'mongoose';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Generate, SaveJob } from '../../examples/demo/operations.js';
import { createContentRetention } from '../../src/modules/content/content-retention.js';
import { openModels } from '../../src/modules/open-models.js';
import { sweepLibrary } from '../../src/worker/library-sweep.js';
import { type RawError, sendQuery } from '../support/http.js';
import { CreateContent, DeleteContent, UpdateContent } from '../support/operations.js';
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
async function answer(query: string, variables: object = {}, as = user) {
  const { json } = await sendQuery(product.apis[0]?.url ?? '', { query, variables }, as.token);
  return json as { data: Data; errors?: RawError[] };
}
async function ask(query: string, variables: object = {}): Promise<Data> {
  const { data, errors } = await answer(query, variables);
  expect(errors).toBeUndefined();
  return data;
}
const codeOf = async (query: string, variables: object = {}, as = user) =>
  (await answer(query, variables, as)).errors?.[0]?.extensions.code;

const create = async (title = 'Tea', body = 'Green leaves') => {
  const input = { title, type: 'PRODUCT_DESCRIPTION' as const, body };
  return (await user.request(CreateContent, { input })).createContent.id;
};
const edit = (id: string, input: object) => user.request(UpdateContent, { id, input });
const bulk = async (name: string, ids: string[], more = '') =>
  (await ask(`mutation($ids: [ID!]!) { ${name}(ids: $ids ${more}) { done refused { id code } } }`, { ids }))[
    name
  ];
const titles = async (args = '', more = ''): Promise<string[]> =>
  (await ask(`{ contents${args} { edges { node { title } ${more} } } }`)).contents.edges.map(
    ({ node }: Data) => node.title,
  );
const collection = (name: string) => product.mongo.collection(name);

/** A piece from a job with this text, without a worker. */
async function fromJob(text: string) {
  const input = { prompt: 'About tea', type: 'PRODUCT_DESCRIPTION', delaySeconds: 3600 } as const;
  const { id } = (await user.request(Generate, { input })).generateContent;
  const set = { status: 'COMPLETED', generatedContent: text, completedAt: new Date(), model: 'm1' };
  await collection('jobs').updateOne({ _id: id as never }, { $set: set });
  const save = async () => (await user.request(SaveJob, { id })).saveJobToLibrary.id;
  return { jobId: id, save };
}

describe('versions', () => {
  const VERSIONS =
    'query($id: ID!, $after: String) { contentVersions(id: $id, first: 2, after: $after) { totalCount pageInfo { endCursor hasNextPage } edges { node { version title body type reason actorId replacedAt } } } }';
  const RESTORE =
    'mutation($id: ID!, $version: Int!) { restoreContent(id: $id, version: $version) { title body version } }';
  const ONE = 'query($id: ID!, $version: Int!) { contentVersion(id: $id, version: $version) { title body } }';

  it('keep each former text, and a restored one becomes a new version', async () => {
    const id = await create();
    await edit(id, { title: 'Coffee' });
    await edit(id, {});
    await edit(id, { body: 'Brown beans', type: 'BLOG_POST_OUTLINE' });
    const { contentVersions: page } = await ask(VERSIONS, { id });
    expect(page).toMatchObject({
      totalCount: 2,
      edges: [
        { node: { version: 3, title: 'Coffee', body: 'Green leaves', type: 'PRODUCT_DESCRIPTION' } },
        { node: { version: 1, title: 'Tea', body: 'Green leaves', reason: 'EDIT', actorId: user.id } },
      ],
    });
    expect((await ask(RESTORE, { id, version: 1 })).restoreContent).toEqual({
      title: 'Tea',
      body: 'Green leaves',
      version: 5,
    });
    const { contentVersions: after } = await ask(VERSIONS, { id });
    expect(after.edges[0].node).toMatchObject({ version: 4, body: 'Brown beans', reason: 'RESTORE' });
    expect(after.pageInfo.hasNextPage).toBe(true);
    const { contentVersions: rest } = await ask(VERSIONS, { id, after: after.pageInfo.endCursor });
    expect(rest.edges.map(({ node }: Data) => node.version)).toEqual([1]);
    expect(await titles('(search: "green")')).toEqual(['Tea']);
    expect((await ask(ONE, { id, version: 4 })).contentVersion.body).toBe('Brown beans');
    expect(await ask(ONE, { id, version: 2 })).toEqual({ contentVersion: null });
    expect(await codeOf(RESTORE, { id, version: 2 })).toBe('NOT_FOUND');
  });

  it('are limited to the newest 50', async () => {
    const id = await create();
    for (let number = 1; number <= 53; number += 1) await edit(id, { title: `Tea ${number}` });
    const { contentVersions: page } = await ask(VERSIONS, { id });
    expect(page.totalCount).toBe(50);
    expect(page.edges[0].node.version).toBe(53);
    expect(await ask(ONE, { id, version: 3 })).toEqual({ contentVersion: null });
  });

  it('are not written for a rejected change', async () => {
    const id = await create();
    await edit(id, { title: 'Coffee' });
    const stale = 'mutation($id: ID!) { updateContent(id: $id, input: { title: "x", version: 1 }) { id } }';
    expect(await codeOf(stale, { id })).toBe('CONFLICT');
    expect((await ask(VERSIONS, { id })).contentVersions.totalCount).toBe(1);
  });

  it('are visible only to their owner', async () => {
    const id = await create();
    await edit(id, { title: 'Coffee' });
    const other = await product.buildUser();
    expect((await answer(VERSIONS, { id }, other)).data).toEqual({ contentVersions: null });
    expect((await answer(ONE, { id, version: 1 }, other)).data).toEqual({ contentVersion: null });
    expect(await codeOf(RESTORE, { id, version: 1 }, other)).toBe('NOT_FOUND');
  });
});

describe('the bin', () => {
  const BIN =
    '{ binnedContents { totalCount edges { node { binnedAt removedAfter content { id title tags } } } } }';

  it('contains deleted pieces, which no list shows, until they are restored with their versions', async () => {
    const id = await create();
    await edit(id, { title: 'Coffee' });
    await bulk('addTags', [id], 'tags: ["drink"]');
    await user.request(DeleteContent, { id });
    expect(await titles()).toEqual([]);
    expect(await titles('(search: "coffee")')).toEqual([]);
    expect(await ask('{ contentTags { tag } contents { totalCount } }')).toEqual({
      contentTags: [],
      contents: { totalCount: 0 },
    });
    const { binnedContents: bin } = await ask(BIN);
    const { node } = bin.edges[0];
    expect(bin.totalCount).toBe(1);
    expect(node.content).toEqual({ id, title: 'Coffee', tags: ['drink'] });
    expect(Date.parse(node.removedAfter) - Date.parse(node.binnedAt)).toBe(30 * 86_400_000);
    const unknown = 'f'.repeat(24);
    expect(await bulk('restoreFromBin', [id, unknown, 'x'])).toEqual({
      done: 1,
      refused: [
        { id: unknown, code: 'NOT_FOUND' },
        { id: 'x', code: 'NOT_FOUND' },
      ],
    });
    expect(await titles('(search: "coffee", tags: ["DRINK"])')).toEqual(['Coffee']);
    expect((await ask(`{ contentVersions(id: "${id}") { totalCount } }`)).contentVersions.totalCount).toBe(1);
    expect((await ask(BIN)).binnedContents.totalCount).toBe(0);
  });

  it('can be emptied, and only by its owner', async () => {
    const ids = [await create('One'), await create('Two'), await create('Three')];
    await edit(ids[0] ?? '', { title: 'Changed' });
    expect(await bulk('deleteContents', ids)).toEqual({ done: 3, refused: [] });
    const other = await product.buildUser();
    expect((await answer('mutation { emptyBin }', {}, other)).data).toEqual({ emptyBin: 0 });
    for (const name of ['restoreFromBin', 'deleteForever']) {
      const query = `mutation($ids: [ID!]!) { ${name}(ids: $ids) { done } }`;
      expect((await answer(query, { ids }, other)).data[name].done).toBe(0);
    }
    expect((await bulk('deleteForever', ids.slice(2))).done).toBe(1);
    expect(await ask('mutation { emptyBin }')).toEqual({ emptyBin: 2 });
    const owned = { userId: new Types.ObjectId(user.id) };
    expect(await collection('binnedcontents').countDocuments(owned)).toBe(0);
    expect(await collection('contentversions').countDocuments(owned)).toBe(0);
  });

  it('permits to save the text of a job again, and then rejects the restoration of the first piece', async () => {
    const { save } = await fromJob('Generated');
    const first = await save();
    await user.request(DeleteContent, { id: first });
    const second = await save();
    expect(second).not.toBe(first);
    expect(await save()).toBe(second);
    expect(await bulk('restoreFromBin', [first])).toEqual({
      done: 0,
      refused: [{ id: first, code: 'CONFLICT' }],
    });
    await user.request(DeleteContent, { id: second });
    expect(await bulk('restoreFromBin', [first, second])).toEqual({
      done: 1,
      refused: [{ id: first, code: 'CONFLICT' }],
    });
  });

  it('loses expired pieces with their versions, and pieces lose expired versions, but not the generated text', async () => {
    const old = await create('Old');
    await edit(old, { title: 'Older' });
    const { save } = await fromJob('Generated');
    const generated = await save();
    for (const title of ['A', 'B']) await edit(generated, { title });
    await user.request(DeleteContent, { id: old });
    const at = { $set: { binnedAt: new Date(0), replacedAt: new Date(0) } };
    const owned = { userId: new Types.ObjectId(user.id) };
    await collection('binnedcontents').updateMany(owned, at);
    await collection('contentversions').updateMany(owned, at);
    const kept = await create('Young');
    await user.request(DeleteContent, { id: kept });
    const log = pino({ level: 'silent' });
    // Separate models, because other test files share the connection.
    const models = await openModels(product.mongo.useDb(product.mongo.name), log);
    const deps = {
      retention: createContentRetention({ ...models, connection: product.mongo }),
      contentLog: { unpublished: async () => [] },
      publisher: { publish: async () => true },
      log,
      intervalMs: 1_000,
      binMs: 86_400_000,
      versionMs: 86_400_000,
    };
    const lease = (held: boolean) => ({ take: async () => held, release: async () => {} });
    await sweepLibrary({ ...deps, lease: lease(false) }, new AbortController().signal);
    expect(await collection('binnedcontents').countDocuments(owned)).toBe(2);
    await sweepLibrary({ ...deps, lease: lease(true) }, new AbortController().signal);
    expect((await ask(BIN)).binnedContents.edges.map(({ node }: Data) => node.content.title)).toEqual([
      'Young',
    ]);
    const versions = await collection('contentversions').find(owned).toArray();
    expect(versions).toMatchObject([{ version: 1, original: true, body: 'Generated' }]);
  });
});

describe('tags and stars', () => {
  it('are added, counted, filtered by and removed, each in one normal form', async () => {
    const [one, two] = [await create('One'), await create('Two')];
    const before = (await ask(`{ content(id: "${one}") { version updatedAt } }`)).content;
    const tags = '["  Thé \\n vert ", "THE\\u0301 VERT", "b"]';
    expect(await bulk('addTags', [one, two, one], `tags: ${tags}`)).toEqual({ done: 2, refused: [] });
    await bulk('addTags', [two], 'tags: ["thé vert", "c"]');
    expect((await ask(`{ content(id: "${two}") { tags starred } }`)).content).toEqual({
      tags: ['Thé vert', 'b', 'c'],
      starred: false,
    });
    expect((await ask('{ contentTags { tag count } }')).contentTags).toEqual([
      { tag: 'b', count: 2 },
      { tag: 'Thé vert', count: 2 },
      { tag: 'c', count: 1 },
    ]);
    expect(await titles('(tags: ["THÉ VERT", "c"])')).toEqual(['Two']);
    await bulk('removeTags', [one, two], 'tags: ["B", "c"]');
    expect(await titles('(tags: ["b"])')).toEqual([]);
    await bulk('setStarred', [one], 'starred: true');
    expect(await titles('(starred: true)')).toEqual(['One']);
    expect(await titles('(starred: false)')).toEqual(['Two']);
    await bulk('setStarred', [one], 'starred: false');
    expect(await titles('(starred: true)')).toEqual([]);
    expect((await ask(`{ content(id: "${one}") { version updatedAt } }`)).content).toEqual(before);
  });

  it('are limited to 20 of 40 characters, and a call to 100 pieces', async () => {
    const id = await create();
    const list = (count: number) => JSON.stringify(Array.from({ length: count }, (_, at) => `t${at}`));
    expect((await bulk('addTags', [id], `tags: ${list(20)}`)).done).toBe(1);
    expect(await bulk('addTags', [id], 'tags: ["t1", "more"]')).toEqual({
      done: 0,
      refused: [{ id, code: 'CONFLICT' }],
    });
    const add = (tags: string) => codeOf(`mutation { addTags(ids: ["${id}"], tags: ${tags}) { done } }`);
    for (const tags of [list(21), '[" "]', `["${'x'.repeat(41)}"]`])
      expect(await add(tags)).toBe('BAD_USER_INPUT');
    const ids = Array.from({ length: 101 }, () => new Types.ObjectId().toHexString());
    const star = 'mutation($ids: [ID!]!) { setStarred(ids: $ids, starred: true) { done } }';
    expect(await codeOf(star, { ids })).toBe('BAD_USER_INPUT');
    expect((await ask(star, { ids: ids.slice(1) })).setStarred.done).toBe(0);
  });

  it('can be changed only by their owner', async () => {
    const id = await create();
    const other = await product.buildUser();
    for (const change of [
      'addTags(ids: $ids, tags: ["x"])',
      'setStarred(ids: $ids, starred: true)',
      'deleteContents(ids: $ids)',
    ]) {
      const query = `mutation($ids: [ID!]!) { result: ${change} { done refused { code } } }`;
      expect((await answer(query, { ids: [id] }, other)).data.result).toEqual({
        done: 0,
        refused: [{ code: 'NOT_FOUND' }],
      });
    }
    expect((await ask(`{ content(id: "${id}") { tags starred } }`)).content).toEqual({
      tags: [],
      starred: false,
    });
  });
});

describe('the source of a piece', () => {
  const SOURCE = '{ contents { edges { node { source { jobId prompt model editedShare job { id } } } } } }';
  const source = async () => (await ask(SOURCE)).contents.edges[0].node.source;

  it('is its job, also after the removal of the job, with the edited share', async () => {
    const { jobId, save } = await fromJob('one two three four');
    const id = await save();
    expect(await source()).toEqual({
      jobId,
      prompt: 'About tea',
      model: 'm1',
      editedShare: 0,
      job: { id: jobId },
    });
    await edit(id, { body: 'one two 3 four' });
    await edit(id, { body: 'one two 3 IV' });
    await collection('jobs').deleteOne({ _id: jobId as never });
    expect(await source()).toEqual({ jobId, prompt: 'About tea', model: 'm1', editedShare: 0.5, job: null });
    await create('Written');
    expect(await source()).toBeNull();
    expect(await titles('(origin: WRITTEN)')).toEqual(['Written']);
    expect(await titles(`(origin: GENERATED, fromJob: "${jobId}")`)).toEqual(['one two three four']);
    expect(await titles(`(origin: WRITTEN, fromJob: "${jobId}")`)).toEqual([]);
  });

  it('recognizes the generated text after changes that left it the same', async () => {
    const { save } = await fromJob('one two three four');
    const id = await save();
    await edit(id, {});
    await edit(id, { body: 'one two three four' });
    expect(await source()).toMatchObject({ editedShare: 0 });
    await edit(id, { body: 'one two 3 four' });
    await edit(id, { body: 'one two 3 IV' });
    expect(await source()).toMatchObject({ editedShare: 0.5 });
    const kept = await collection('contentversions')
      .find({ contentId: new Types.ObjectId(id) })
      .toArray();
    expect(kept.filter(({ original }) => original)).toMatchObject([{ body: 'one two three four' }]);
  });

  it('has no edited share if an earlier version saved and changed the piece', async () => {
    const { jobId, save } = await fromJob('one');
    const id = new Types.ObjectId(await save());
    await collection('contents').updateOne({ _id: id }, { $unset: { source: 1 }, $set: { changes: 1 } });
    expect(await source()).toMatchObject({ jobId, prompt: 'About tea', model: null, editedShare: null });
  });
});
