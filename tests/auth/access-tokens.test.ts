import { createHash } from 'node:crypto';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWellFormed, newToken } from '../../src/modules/access-tokens/token-text.js';
import { buildAdmin, call, giveRole } from '../support/admin.js';
import { openEvents } from '../support/event-source.js';
import { sendQuery } from '../support/http.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { openSocket } from '../support/raw-socket.js';

let product: Product;
let url: string;
let user: TestUser;
beforeAll(async () => {
  product = await startProduct({ workers: 0 });
  url = product.apis[0]?.url ?? '';
  user = await product.buildUser();
});
afterAll(() => product[Symbol.asyncDispose]());

interface Made {
  token: string;
  accessToken: { id: string };
}
const create = (access: 'READ_ONLY' | 'FULL', of = user, more = '') =>
  call<Made>(
    url,
    of,
    `mutation { createAccessToken(input: { name: " CI ", access: ${access} ${more} }) { token accessToken { id name access lastUsedAt expiresAt } } }`,
  );
const revoke = (id: string, of = user) =>
  call<{ id: string }>(url, of, `mutation { revokeAccessToken(id: "${id}") { id } }`);
const codeOf = async (query: string, token: string) =>
  (await sendQuery(url, { query }, token)).json.errors?.[0]?.extensions.code;
const rows = () => product.mongo.collection('accesstokens');

it('is created, stored as a hash, listed, used and revoked', async () => {
  const { token, accessToken } = await create('READ_ONLY');
  expect(token).toMatch(/^scg_[\w-]{49}$/);
  const { id } = accessToken;
  expect(accessToken).toEqual({ id, name: 'CI', access: 'READ_ONLY', lastUsedAt: null, expiresAt: null });
  const row = await rows().findOne({ _id: new Types.ObjectId(id) });
  expect(row?.hash).toBe(createHash('sha256').update(token).digest('base64url'));
  expect(JSON.stringify(row)).not.toContain(token.slice(4, 40));
  expect(await call(url, { token }, '{ me { id } }')).toEqual({ id: user.id });
  const used = () =>
    call<{ id: string; lastUsedAt: string }[]>(url, user, '{ accessTokens { id lastUsedAt } }');
  await expect.poll(async () => (await used())[0]?.lastUsedAt).not.toBeNull();
  const [first] = await used();
  // A use in the next minute is the next write.
  await call(url, { token }, '{ me { id } }');
  expect(await used()).toEqual([first]);
  expect(await revoke(id)).toEqual({ id });
  expect(await codeOf('{ me { id } }', token)).toBe('UNAUTHENTICATED');
  expect(await used()).toEqual([]);
});

it('is rejected by its checksum alone if it is mistyped', () => {
  const token = newToken();
  expect(isWellFormed(token)).toBe(true);
  const other = token[10] === 'A' ? 'B' : 'A';
  expect(isWellFormed(`${token.slice(0, 10)}${other}${token.slice(11)}`)).toBe(false);
  expect(isWellFormed(`${token}A`)).toBe(false);
});

it('expires, and cannot be created with an expiry in the past', async () => {
  await expect(create('FULL', user, 'expiresAt: "2020-01-01T00:00:00Z"')).rejects.toThrow('BAD_USER_INPUT');
  const { token, accessToken } = await create('FULL', user, 'expiresAt: "2200-01-01T00:00:00Z"');
  const socket = await openSocket(url, { token });
  socket.close();
  await rows().updateOne({ _id: new Types.ObjectId(accessToken.id) }, { $set: { expiresAt: new Date() } });
  await expect.poll(() => codeOf('{ me { id } }', token), { timeout: 10_000 }).toBe('UNAUTHENTICATED');
});

describe('the scope of an access token', () => {
  it('allows queries and subscriptions, and no mutation, if it is read-only', async () => {
    const { token } = await create('READ_ONLY');
    for (const mutation of ['{ markNotificationsRead(upTo: "0") { id } }', '{ logout }', '{ __typename }']) {
      const { status, json } = await sendQuery(url, { query: `mutation ${mutation}` }, token);
      expect([status, json.data, json.errors?.[0]?.extensions.code]).toEqual([403, undefined, 'FORBIDDEN']);
    }
    const socket = await openSocket(url, { token });
    socket.send({ type: 'subscribe', id: '1', payload: { query: 'mutation { __typename }' } });
    expect(JSON.stringify(await socket.next())).toContain('FORBIDDEN');
    socket.send({ type: 'subscribe', id: '2', payload: { query: '{ me { id } }' } });
    expect(await socket.next()).toMatchObject({ payload: { data: { me: { id: user.id } } } });
    socket.close();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ query: 'mutation { __typename }' });
    await using stream = await openEvents(`${url}/stream`, { method: 'POST', headers, body });
    expect((await stream.next())?.data).toContain('FORBIDDEN');
  });

  it('never includes the account, its sessions, its tokens or administration', async () => {
    const admin = await buildAdmin(product);
    const { token, accessToken } = await create('FULL', admin);
    for (const query of [
      'mutation { logout }',
      'mutation { logoutEverywhere }',
      `mutation { revokeSession(id: "${'f'.repeat(24)}") { id } }`,
      'mutation { changePassword(input: { currentPassword: "correct horse", newPassword: "battery staple" }) { id } }',
      'mutation { deleteAccount(password: "correct horse") }',
      'mutation { updateProfile(name: "Eve") { id } }',
      'mutation { requestEmailVerification }',
      'mutation { createAccessToken(input: { name: "x", access: FULL }) { token } }',
      `mutation { revokeAccessToken(id: "${accessToken.id}") { id } }`,
      '{ accessTokens { id } }',
      'mutation { exportMyData { id } }',
      '{ adminUsers { edges { node { id } } } }',
      'mutation { pauseQueue }',
    ]) {
      expect([query, await codeOf(query, token)]).toEqual([query, 'FORBIDDEN']);
    }
    expect(await codeOf('mutation { markNotificationsRead(upTo: "0") { id } }', token)).toBeUndefined();
    await giveRole(product, admin, 'USER');
  });
});

it('is limited to twenty for each user, also for concurrent requests', async () => {
  const many = await product.buildUser();
  const { accessToken } = await create('FULL', many);
  const row = await rows().findOne({ _id: new Types.ObjectId(accessToken.id) });
  const others = Array.from({ length: 20 }, (_, slot) => slot).filter((slot) => slot !== row?.slot);
  await rows().insertMany(
    others.slice(0, 17).map((slot) => ({ ...row, _id: new Types.ObjectId(), slot, hash: `${slot}` })),
  );
  const made = await Promise.allSettled([1, 2, 3, 4].map(() => create('FULL', many)));
  const outcomes = made.map((each) => (each.status === 'rejected' ? each.reason.message : 'made'));
  expect(outcomes.toSorted()).toEqual(['CONFLICT', 'CONFLICT', 'made', 'made']);
});

describe('an open connection with an access token', () => {
  const FOLLOW = 'subscription { jobCompleted { cursor } }';
  async function openWith(token: string) {
    const socket = await openSocket(url, { token });
    const headers = { authorization: `Bearer ${token}` };
    const stream = await openEvents(`${url}/stream?${new URLSearchParams({ query: FOLLOW })}`, { headers });
    const began = Date.now();
    return async () => {
      expect(await stream.rest()).toEqual([]);
      expect((await socket.closed).code).toBe(4403);
      expect(Date.now() - began).toBeLessThan(15_000);
    };
  }

  it('ends when the token is revoked, and a new socket is refused with a permanent error', async () => {
    const { token, accessToken } = await create('FULL');
    const ended = await openWith(token);
    await revoke(accessToken.id);
    await ended();
    const socket = await openSocket(url);
    socket.send({ type: 'connection_init', payload: { token } });
    expect([4401, 4403]).toContain((await socket.closed).code);
  });

  it('ends when an administrator closes the account', async () => {
    const [closed, admin] = await Promise.all([product.buildUser(), buildAdmin(product)]);
    const { token } = await create('FULL', closed);
    const ended = await openWith(token);
    await call(url, admin, `mutation { setUserStatus(id: "${closed.id}", status: INACTIVE) { id } }`);
    await ended();
    expect(await codeOf('{ me { id } }', token)).toBe('UNAUTHENTICATED');
  });
});
