import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../support/admin.js';
import type { RunningProcess } from '../support/process.js';
import { type Product, startProduct } from '../support/product.js';
import { EARLIER, restoreEarlierData } from './earlier-data.js';

const run = promisify(execFile);

interface Nodes<Node> {
  totalCount: number;
  edges: { node: Node }[];
}

let product: Product;
beforeAll(async () => {
  product = await startProduct({ apis: 0, workers: 0, env: { MIGRATIONS: 'command' } });
  await restoreEarlierData(product.mongo);
});
afterAll(() => product[Symbol.asyncDispose]());

/** Runs the command, and returns its exit code and its output. */
async function migrate(...options: string[]) {
  const env = { PATH: process.env.PATH, ...product.env };
  const ended = await run(process.execPath, ['dist/migrate.js', ...options], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  return { code: ended.code, output: ended.stdout + ended.stderr };
}

describe('data of an earlier version', () => {
  it('is refused by a process that must not migrate, with the remedy', async () => {
    await expect(product.startApi()).rejects.toThrow(/not migrated to this version: run `npm run migrate`/);
    expect(await product.mongo.collection('migrations').countDocuments()).toBe(0);
  });

  it('is migrated by the command, which can run again', async () => {
    expect(await migrate('--check')).toMatchObject({
      code: 1,
      output: expect.stringMatching(/have not run: collections \w+, folded copies/),
    });
    expect(await migrate('--chekc')).toMatchObject({ code: 1, output: expect.stringContaining('usage:') });
    expect(await migrate()).toMatchObject({ code: 0 });
    expect(await product.mongo.collection('contents').countDocuments({ foldRules: null })).toBe(0);
    expect(await migrate('--check')).toMatchObject({ code: 0 });
    await product.mongo.collection('jobs').dropIndexes();
    expect(await migrate()).toMatchObject({ code: 0 });
    expect((await product.mongo.collection('jobs').indexes()).length).toBeGreaterThan(3);
  });

  describe('after the migration', () => {
    let api: RunningProcess;
    let user: { token: string };
    const ask = <Value>(operation: string, variables?: Record<string, unknown>) =>
      call<Value>(api.url, user, operation, variables);
    const signIn = (email: string) =>
      call<{ token: string }>(
        api.url,
        { token: '' },
        'mutation ($input: LoginInput!) { login(input: $input) { token } }',
        { input: { email, password: EARLIER.password } },
      );
    beforeAll(async () => {
      [api] = await Promise.all([product.startApi(), product.startWorker()]);
      user = await signIn(EARLIER.email);
    });

    it('is listed, counted and searched like data of this version', async () => {
      expect(await ask('{ me { email unreadCount role } }')).toEqual({
        email: EARLIER.email,
        unreadCount: 3,
        role: 'USER',
      });
      const search = (text: string) =>
        ask<Nodes<{ title: string }>>(
          'query ($search: String) { contents(search: $search, orderBy: RELEVANCE) { totalCount edges { node { title tags starred } } } }',
          { search: text },
        );
      expect(await search('creme strasse')).toEqual({
        totalCount: 1,
        edges: [{ node: { title: 'Crème brûlée', tags: [], starred: false } }],
      });
      expect((await search('')).totalCount).toBe(3);
      const jobs = await ask<Nodes<{ status: string }>>(
        '{ jobs { totalCount edges { node { status prompt options { tone } checks { name } attemptHistory { model } } } } }',
      );
      expect(jobs.edges.map(({ node }) => node.status)).toEqual([
        'CANCELED',
        'QUEUED',
        'FAILED',
        'COMPLETED',
        'COMPLETED',
      ]);
    });

    it('distinguishes generated pieces from written ones, by filter and by source', async () => {
      const of = (origin: string) =>
        ask<Nodes<{ title: string; source: object | null }>>(
          `{ contents(origin: ${origin}) { totalCount edges { node { title source { prompt editedShare } } } } }`,
        );
      const [generated] = (await of('GENERATED')).edges;
      expect(generated?.node).toMatchObject({ title: 'Green tea, saved', source: { prompt: 'Green tea' } });
      expect((await of('WRITTEN')).edges.map(({ node }) => node.title).sort()).toEqual([
        'Crème brûlée',
        'Edited',
      ]);
    });

    it('has its events, after the cursors that clients stored', async () => {
      const page = await ask<Nodes<{ cursor: string; job: object }>>(
        '{ notifications { totalCount edges { node { cursor read job { status prompt } } } } }',
      );
      expect(page.edges.map(({ node }) => node)).toEqual([
        { cursor: '4', read: false, job: { status: 'CANCELED', prompt: 'Never' } },
        { cursor: '3', read: false, job: { status: 'FAILED', prompt: 'Refused' } },
        { cursor: '2', read: false, job: { status: 'COMPLETED', prompt: 'Übung: Kräutertee' } },
        { cursor: '1', read: true, job: { status: 'COMPLETED', prompt: 'Green tea' } },
      ]);
    });

    it('is usable: a failed job is retried, a piece is changed, restored and moved to the bin', async () => {
      const jobs = await ask<Nodes<{ id: string; prompt: string }>>(
        '{ jobs { edges { node { id prompt } } } }',
      );
      const idOf = (prompt: string) => jobs.edges.find(({ node }) => node.prompt === prompt)?.node.id;
      await ask('mutation ($id: ID!) { retryJob(id: $id) { id } }', { id: idOf('Refused') });
      const done = () =>
        ask<{ status: string }>('query ($id: ID!) { job(id: $id) { status } }', { id: idOf('Refused') });
      await expect.poll(done, { timeout: 30_000 }).toEqual({ status: 'COMPLETED' });
      await ask('mutation ($id: ID!) { cancelJob(id: $id) { id } }', { id: idOf('Later') });
      const key = { prompt: 'Übung: Kräutertee', type: 'SOCIAL_MEDIA_CAPTION', idempotencyKey: 'key-1' };
      const again = await ask<{ id: string }>(
        'mutation ($input: GenerateContentInput!) { generateContent(input: $input) { id } }',
        { input: key },
      );
      expect(again.id).toBe(idOf(key.prompt));
      const found = await ask<Nodes<{ id: string }>>(
        '{ contents(search: "Edited") { edges { node { id } } } }',
      );
      const id = found.edges[0]?.node.id;
      await ask('mutation ($id: ID!) { updateContent(id: $id, input: { body: "third" }) { id } }', { id });
      const versions = await ask<Nodes<{ version: number; body: string }>>(
        'query ($id: ID!) { contentVersions(id: $id) { edges { node { version body } } } }',
        { id },
      );
      expect(versions.edges.map(({ node }) => node.body)).toEqual(['second']);
      const version = versions.edges[0]?.node.version;
      const restore =
        'mutation ($id: ID!, $version: Int!) { restoreContent(id: $id, version: $version) { id } }';
      await ask(restore, { id, version });
      expect(await ask('query ($id: ID!) { content(id: $id) { body } }', { id })).toEqual({ body: 'second' });
      await ask('mutation ($id: ID!) { deleteContent(id: $id) { id } }', { id });
      expect(await ask('{ binnedContents { edges { node { content { title } } } } }')).toEqual({
        edges: [{ node: { content: { title: 'Edited' } } }],
      });
    });

    it('is visible only to its owner', async () => {
      const other = await signIn(EARLIER.other);
      const query = '{ contents { totalCount edges { node { title } } } }';
      expect(await call(api.url, other, query)).toEqual({
        totalCount: 1,
        edges: [{ node: { title: 'Of Bob' } }],
      });
    });
  });
});
