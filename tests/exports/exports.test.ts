import { strFromU8, unzipSync } from 'fflate';
import { parse } from 'graphql';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAdmin } from '../support/admin.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { exportsOf, type OwnExports } from './setup.js';

let product: Product;
let user: TestUser;
let own: OwnExports;
let other: OwnExports;
let admin: OwnExports;
let strangersToken: string;
let adminsToken: string;
beforeAll(async () => {
  product = await startProduct({ env: { SWEEP_INTERVAL_MS: '300' } });
  user = await product.buildUser();
  own = exportsOf(product, user);
  const stranger = await product.buildUser();
  strangersToken = stranger.token;
  other = exportsOf(product, stranger);
  const administrator = await buildAdmin(product);
  adminsToken = administrator.token;
  admin = exportsOf(product, administrator);
  await own.add(
    { title: 'Green tea', body: '緑茶 🍵' },
    { title: 'Coffee', body: 'black', type: 'BLOG_POST_OUTLINE' },
    { title: 'Rooibos', body: 'no tea' },
  );
  await other.add({ title: 'Secret', body: 'of somebody else' });
});
afterAll(() => product[Symbol.asyncDispose]());

const exportRows = () => product.mongo.collection('exports');
const chunks = () => product.mongo.collection('exportfiles.chunks');
const NOBODYS = 'f'.repeat(24);
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

async function completed(input: object) {
  const { id } = await own.request(input);
  return own.ended(id);
}

describe('an export', () => {
  it('contains the library, and can be followed until its end', async () => {
    const requested = await own.request({ format: 'JSONL' });
    expect(requested).toMatchObject({ status: 'QUEUED', done: 0, total: 3, downloadUrl: null });
    const seen: string[] = [];
    let last: unknown;
    for await (const { data } of own.follow(requested.id)) {
      last = data.exportProgress;
      seen.push(data.exportProgress.status);
    }
    expect(last).toMatchObject({ status: 'COMPLETED', done: 3, total: 3, error: null });
    expect(seen.filter((status) => status === 'COMPLETED')).toHaveLength(1);
    // A late subscriber receives only the end.
    for await (const { data } of own.follow(requested.id))
      expect(data.exportProgress.status).toBe('COMPLETED');

    const { downloadUrl, size, fileName } = await own.ended(requested.id);
    const response = await own.download(downloadUrl);
    expect(response.status).toBe(200);
    const body = await response.text();
    expect(linesOf(body).map(({ title }) => title)).toEqual(['Green tea', 'Coffee', 'Rooibos']);
    expect(Buffer.byteLength(body)).toBe(size);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/x-ndjson',
      'content-disposition': `attachment; filename="${fileName}"`,
      'content-length': String(size),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
    });
    const part = await own.download(downloadUrl, { headers: { range: 'bytes=2-9' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 2-9/${size}`);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(Buffer.from(body).subarray(2, 10));
    expect((await own.download(downloadUrl, { headers: { range: `bytes=${size}-` } })).status).toBe(416);
    const head = await own.download(downloadUrl, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(size)]);
  });

  it('contains the selection of its filter or its ids, and nothing of other users', async () => {
    const titles = async (input: object) => {
      const { downloadUrl } = await completed({ format: 'JSON', ...input });
      const pieces = (await (await own.download(downloadUrl)).json()) as { title: string }[];
      return pieces.map(({ title }) => title);
    };
    expect(await titles({ filter: { search: 'TÉA' } })).toEqual(['Green tea', 'Rooibos']);
    expect(await titles({ filter: { type: 'BLOG_POST_OUTLINE' } })).toEqual(['Coffee']);
    const [coffee] = await product.mongo.collection('contents').find({ title: 'Coffee' }).toArray();
    await own.label([String(coffee?._id)], 'Drinks: "hot"');
    expect(await titles({ filter: { tags: ['drinks: "HOT"'] } })).toEqual(['Coffee']);
    expect(await titles({ filter: { starred: true } })).toEqual(['Coffee']);
    expect(await titles({ filter: { starred: false, origin: 'WRITTEN' } })).toEqual(['Green tea', 'Rooibos']);
    expect(await titles({ filter: { createdAfter: coffee?.createdAt, search: 'tea' } })).toEqual(['Rooibos']);
    expect(await titles({ filter: { createdBefore: coffee?.createdAt } })).toEqual(['Green tea']);
    const [tea] = await product.mongo.collection('contents').find({ title: 'Green tea' }).toArray();
    const [secret] = await product.mongo.collection('contents').find({ title: 'Secret' }).toArray();
    expect(await titles({ ids: [String(tea?._id), String(secret?._id), 'x'] })).toEqual(['Green tea']);
    const refused = { code: 'BAD_USER_INPUT' };
    await expect(own.request({ format: 'PDF', ids: [String(secret?._id)] })).rejects.toMatchObject(refused);
    await expect(own.request({ format: 'PDF', ids: [NOBODYS] })).rejects.toMatchObject(refused);
    await expect(own.request({ format: 'PDF', ids: [] })).rejects.toMatchObject(refused);
    await expect(own.request({ format: 'PDF', ids: [NOBODYS], filter: {} })).rejects.toMatchObject(refused);
    await expect(own.request({ format: 'PDF', filter: { search: 'xyzzy' } })).rejects.toMatchObject(refused);
    const long = { tags: ['x'.repeat(1_000)] };
    await expect(own.request({ format: 'PDF', filter: long })).rejects.toMatchObject(refused);
    // Pieces in the bin are never included.
    const [binned = ''] = await own.add({ title: 'Thrown away' });
    await own.ask('mutation Q($id: ID!) { deleteContent(id: $id) { id } }', { id: binned });
    expect(await titles({})).toEqual(['Green tea', 'Coffee', 'Rooibos']);
    await expect(own.request({ format: 'PDF', ids: [binned] })).rejects.toMatchObject(refused);
  });

  it.each([
    ['MARKDOWN', 'PK'],
    ['HTML', '<!doctype html>'],
    ['DOCX', 'PK'],
    ['PDF', '%PDF-1.7'],
  ])('is written as %s', async (format, beginning) => {
    const { status, downloadUrl } = await completed({ format });
    expect(status).toBe('COMPLETED');
    const content = Buffer.from(await (await own.download(downloadUrl)).arrayBuffer());
    expect(content.subarray(0, beginning.length).toString()).toBe(beginning);
  });

  it('of all of a user’s data contains no secret, and nothing of other users', async () => {
    const { downloadUrl, fileName } = await own.ended((await own.myData()).id);
    expect(fileName).toMatch(/^my-data-\d{4}-\d\d-\d\d\.zip$/);
    const content = new Uint8Array(await (await own.download(downloadUrl)).arrayBuffer());
    const files = Object.fromEntries(
      Object.entries(unzipSync(content)).map(([name, bytes]) => [name, strFromU8(bytes)]),
    );
    expect(linesOf(files['profile.jsonl'] ?? '')).toMatchObject([{ id: user.id, email: user.email }]);
    expect(linesOf(files['library.jsonl'] ?? '')).toHaveLength(3);
    expect(linesOf(files['library-bin.jsonl'] ?? '')).toMatchObject([{ title: 'Thrown away', version: 1 }]);
    expect(linesOf(files['sessions.jsonl'] ?? '')).toHaveLength(1);
    const all = Object.values(files).join('\n');
    for (const secret of ['$2b$', 'passwordHash', 'Secret', 'runToken', 'sealed', user.token]) {
      expect(all).not.toContain(secret);
    }
  });

  it('counts towards the limit of unfinished exports', async () => {
    const state = { userId: new Types.ObjectId(user.id), status: 'QUEUED', attempts: 0, done: 0, total: 1 };
    const times = { createdAt: new Date(), updatedAt: new Date(Date.now() + 3_600_000) };
    const rows = [0, 1].map((slot) => ({
      ...{ ...state, ...times, slot, kind: 'LIBRARY', format: 'JSON' },
      ...{ selection: { filter: {} }, fileIds: [] },
    }));
    const { insertedIds } = await exportRows().insertMany(rows);
    await expect(own.request({ format: 'JSON' })).rejects.toMatchObject({ code: 'CONFLICT' });
    const [first, second] = Object.values(insertedIds).map(String);
    await own.delete(first ?? '');
    const { id } = await own.request({ format: 'JSON' });
    await own.ended(id);
    await own.delete(second ?? '');
  });
});

describe('the file of an export', () => {
  it('is sent only for a link of its owner’s session', async () => {
    const { id, downloadUrl } = await completed({ format: 'JSON' });
    const theirs = await other.ended((await other.request({ format: 'JSON' })).id);
    const link = new URL(downloadUrl ?? '', 'http://localhost');
    const statusOf = async (path: string | null, token?: string) => {
      const response = await own.download(
        path,
        token ? { headers: { authorization: `Bearer ${token}` } } : {},
      );
      expect(response.headers.get('cache-control')).toBe('no-store');
      return response.status;
    };
    expect(await statusOf(downloadUrl)).toBe(200);
    expect(await statusOf(downloadUrl, user.token)).toBe(200);
    expect(await statusOf(downloadUrl, strangersToken)).toBe(404);
    expect(await statusOf(downloadUrl, adminsToken)).toBe(404);
    expect(await statusOf(downloadUrl, 'x')).toBe(404);
    // The signature of another export.
    expect(await statusOf(`/exports/${id}${new URL(theirs.downloadUrl ?? '', link).search}`)).toBe(404);
    expect(await statusOf(`/exports/${theirs.id}${link.search}`)).toBe(404);
    expect(await statusOf(`/exports/${id}`)).toBe(404);
    expect(await statusOf(`/exports/${NOBODYS}${link.search}`)).toBe(404);
    expect(await statusOf(`/exports/x${link.search}`)).toBe(404);
    link.searchParams.set('expires', String(Math.floor(Date.now() / 1_000) + 99_999));
    expect(await statusOf(`${link.pathname}${link.search}`)).toBe(404);
    // Neither another user nor an administrator can read the export.
    expect(await other.get(id)).toBeNull();
    expect(await admin.get(id)).toBeNull();
    await expect(other.delete(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(admin.delete(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await statusOf(downloadUrl)).toBe(200);
  });

  it('is sent for an access token, unless it contains account data', async () => {
    const { createAccessToken } = (await user.request(
      parse(
        'mutation { createAccessToken(input: { name: "x", access: READ_ONLY }) { token accessToken { id } } }',
      ) as never,
      {} as never,
    )) as { createAccessToken: { token: string; accessToken: { id: string } } };
    const reader = exportsOf(product, { ...user, token: createAccessToken.token });
    const { id } = await completed({ format: 'JSON' });
    const link = (await reader.get(id))?.downloadUrl ?? null;
    expect((await own.download(link)).status).toBe(200);
    expect((await own.download(link?.replace('READ_ONLY', 'FULL') ?? null)).status).toBe(404);
    expect((await reader.upload('')).status).toBe(403);
    const mine = await own.ended((await own.myData()).id);
    expect(mine.downloadUrl).not.toBeNull();
    expect(await reader.get(mine.id)).toMatchObject({ status: 'COMPLETED', downloadUrl: null });
    // The link becomes invalid with the token.
    await own.ask('mutation Q($id: ID!) { revokeAccessToken(id: $id) { id } }', {
      id: createAccessToken.accessToken.id,
    });
    expect((await own.download(link)).status).toBe(404);
  });

  it('is removed when its export is deleted', async () => {
    const { id, downloadUrl } = await completed({ format: 'JSON' });
    const row = await exportRows().findOne({ _id: new Types.ObjectId(id) });
    await own.delete(id);
    expect((await own.download(downloadUrl)).status).toBe(404);
    expect(await own.get(id)).toBeNull();
    expect(await chunks().countDocuments({ files_id: row?.file.id })).toBe(0);
    expect(await exportRows().countDocuments({ _id: row?._id })).toBe(0);
  });

  it('is removed when it expires', async () => {
    const { id, downloadUrl } = await completed({ format: 'JSON' });
    const _id = new Types.ObjectId(id);
    const row = await exportRows().findOneAndUpdate({ _id }, { $set: { expiresAt: new Date(0) } });
    expect((await own.download(downloadUrl)).status).toBe(404);
    while ((await chunks().countDocuments({ files_id: row?.file.id })) > 0) await own.get(id);
    expect(await own.get(id)).toMatchObject({ status: 'EXPIRED', downloadUrl: null });
  });

  it('is removed with the account', async () => {
    const leaver = await product.buildUser();
    const theirs = exportsOf(product, leaver);
    await theirs.add({ title: 'Farewell' });
    const { downloadUrl } = await theirs.ended((await theirs.request({ format: 'PDF' })).id);
    const userId = new Types.ObjectId(leaver.id);
    const row = await exportRows().findOne({ userId });
    await theirs.ask('mutation Q($p: String!) { deleteAccount(password: $p) }', { p: leaver.password });
    expect(await exportRows().countDocuments({ userId })).toBe(0);
    expect(await chunks().countDocuments({ files_id: row?.file.id })).toBe(0);
    expect((await own.download(downloadUrl)).status).toBe(404);
  });
});

describe('an unfinished export', () => {
  it('is enqueued again after a loss of data in Redis, and an attempt of a dead worker is taken over', async () => {
    const now = new Date(Date.now() - 60_000);
    const row = {
      ...{ userId: new Types.ObjectId(user.id), kind: 'LIBRARY', format: 'JSON', selection: { filter: {} } },
      ...{ attempts: 1, done: 1, total: 3, fileIds: [], createdAt: now, updatedAt: now },
    };
    const dead = { ...row, status: 'RUNNING', runToken: 'x', heartbeatAt: now, slot: 0 };
    const lost = { ...row, status: 'QUEUED', attempts: 0, slot: 1 };
    const crasher = { ...row, status: 'RUNNING', runToken: 'y', heartbeatAt: now, attempts: 3, slot: 2 };
    const { insertedIds } = await exportRows().insertMany([dead, lost, crasher]);
    const ended = await Promise.all(Object.values(insertedIds).map((id) => own.ended(String(id))));
    expect(ended.map(({ status }) => status)).toEqual(['COMPLETED', 'COMPLETED', 'FAILED']);
    expect(ended[2]?.error).toContain('interrupted three times');
  });
});
