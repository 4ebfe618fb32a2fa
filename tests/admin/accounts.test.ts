import { execFile } from 'node:child_process';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Generate, Login } from '../../examples/demo/operations.js';
import { buildAdmin, call, giveRole } from '../support/admin.js';
import { completions, nextEvent } from '../support/events.js';
import { expectCode } from '../support/http.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { openSocket } from '../support/raw-socket.js';
import { hold } from '../support/upstream.js';

const SET_STATUS =
  'mutation ($id: ID!, $status: UserStatus!) { setUserStatus(id: $id, status: $status) { id status role } }';
const SET_ROLE =
  'mutation ($id: ID!, $role: UserRole!) { setUserRole(id: $id, role: $role) { id status role } }';
const AUDIT = `query ($targetId: ID, $actorId: ID) {
  auditLog(targetId: $targetId, actorId: $actorId) {
    edges { node { action actorId actor { email } address targetId user { email } from to } }
  }
}`;

/** Time limit of tests that start processes, which is slow on a busy machine, in milliseconds. */
const STARTS_MS = 90_000;

let product: Product;
let here: string;
let there: string;
let admin: TestUser;
beforeAll(async () => {
  product = await startProduct({ apis: 2, workers: 1 });
  [here = '', there = ''] = product.apis.map(({ url }) => url);
  admin = await buildAdmin(product);
});
afterAll(() => product[Symbol.asyncDispose]());

const setStatus = (who: TestUser, { id }: { id: string }, status: string) =>
  call(here, who, SET_STATUS, { id, status });
const setRole = (who: TestUser, { id }: { id: string }, role: string, url = here) =>
  call(url, who, SET_ROLE, { id, role });
const roleOf = ({ token }: TestUser, url = here) => call(url, { token }, '{ me { role } }');
const audit = async (variables: object) => {
  const { edges } = await call<{ edges: { node: object }[] }>(here, admin, AUDIT, { ...variables });
  return edges.map(({ node }) => node);
};
const stored = ({ id }: TestUser) =>
  product.mongo.collection('users').findOne({ _id: new Types.ObjectId(id) });

describe('adminUsers', () => {
  const LIST = `query ($search: String, $status: UserStatus, $first: Int, $after: String) {
    adminUsers(search: $search, status: $status, first: $first, after: $after) {
      edges { node { name email status } } pageInfo { endCursor hasNextPage }
    }
  }`;
  type List = { edges: { node: { name: string } }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
  const list = (variables: object) => call<List>(here, admin, LIST, { ...variables });
  const namesOf = ({ edges }: List) => edges.map(({ node }) => node.name);

  it('finds accounts by the beginning of a name or an email, ignoring case and accents, and by id', async () => {
    const [zoe, other] = await Promise.all([
      product.buildUser({ name: 'Zoé Ångström', email: 'QQ.first@example.com' }),
      product.buildUser({ name: 'zoe b', email: 'qq.second@example.com' }),
    ]);
    for (const search of ['zoe', 'ZOÉ', 'qq.', 'QQ.'])
      expect(namesOf(await list({ search })).sort()).toEqual(['Zoé Ångström', 'zoe b']);
    expect(namesOf(await list({ search: 'zoe a' }))).toEqual(['Zoé Ångström']);
    expect(namesOf(await list({ search: 'qq.second@exa' }))).toEqual(['zoe b']);
    expect(namesOf(await list({ search: other.id }))).toEqual(['zoe b']);
    // Neither the middle of a word nor a special character of a regular expression is a match.
    for (const search of ['oe', '.*', 'qqx', zoe.id.slice(1)])
      expect(namesOf(await list({ search }))).toEqual([]);
  });

  it('filters by status and returns pages', async () => {
    const users = await Promise.all([1, 2, 3].map((n) => product.buildUser({ name: `Page ${n}` })));
    for (const user of users) await setStatus(admin, user, 'INACTIVE');
    const first = await list({ search: 'page', status: 'INACTIVE', first: 2 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = await list({ search: 'page', status: 'INACTIVE', after: first.pageInfo.endCursor });
    expect([...namesOf(first), ...namesOf(rest)].sort()).toEqual(['Page 1', 'Page 2', 'Page 3']);
    expect(namesOf(await list({ search: 'page', status: 'ACTIVE' }))).toEqual([]);
  });

  it('omits accounts that their owners have deleted', async () => {
    const user = await product.buildUser({ name: 'Gone' });
    await call(here, user, 'mutation ($password: String!) { deleteAccount(password: $password) }', {
      password: user.password,
    });
    expect(namesOf(await list({ search: user.id }))).toEqual([]);
    await expect(setStatus(admin, user, 'ACTIVE')).rejects.toThrow('NOT_FOUND');
  });
});

describe('setUserStatus', () => {
  it('ends all access of a user: tokens, sockets, sign-ins and running jobs', async () => {
    const user = await product.buildUser();
    const held = hold({ before: ['Once upon'] });
    product.upstream.enqueue(held);
    const { generateContent: running } = await user.request(Generate, {
      input: { prompt: 'Runs', type: 'BLOG_POST_OUTLINE' },
    });
    const { generateContent: waiting } = await user.request(Generate, {
      input: { prompt: 'Waits', type: 'BLOG_POST_OUTLINE', delaySeconds: 3_600 },
    });
    const request = await product.upstream.waitForRequest(({ prompt }) => prompt.includes('Runs'));
    const socket = await openSocket(there, { token: user.token });
    const start = Date.now();
    expect(await setStatus(admin, user, 'INACTIVE')).toEqual({
      id: user.id,
      status: 'INACTIVE',
      role: 'USER',
    });
    expect(await socket.closed).toEqual({ code: 4403, reason: 'Signed out' });
    expect(Date.now() - start).toBeLessThan(5_000);
    for (const url of [here, there]) await expect(roleOf(user, url)).rejects.toThrow('UNAUTHENTICATED');
    await expectCode(
      product.anonymous.request(Login, { input: { email: user.email, password: user.password } }),
      'INVALID_CREDENTIALS',
    );
    await request.ended;
    expect(request.aborted).toBe(true);
    const statuses = () =>
      product.mongo.collection<{ _id: string; status: string }>('jobs').distinct('status', {
        _id: { $in: [running.id, waiting.id] },
      });
    await expect.poll(statuses).toEqual(['CANCELED']);
    expect(await audit({ targetId: user.id })).toEqual([
      {
        action: 'USER_STATUS_CHANGED',
        actorId: admin.id,
        actor: { email: admin.email },
        address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/),
        targetId: user.id,
        user: { email: user.email },
        from: 'ACTIVE',
        to: 'INACTIVE',
      },
    ]);
    await setStatus(admin, user, 'ACTIVE');
    const { login } = await product.anonymous.request(Login, {
      input: { email: user.email, password: user.password },
    });
    // The sessions from before the block stay ended.
    expect(await roleOf({ ...user, token: login.token })).toEqual({ role: 'USER' });
    await expect(roleOf(user)).rejects.toThrow('UNAUTHENTICATED');
  });

  it(
    'cancels the jobs that a crashed process left behind',
    async () => {
      const user = await product.buildUser();
      const events = completions(user);
      const { generateContent: job } = await user.request(Generate, {
        input: { prompt: 'Left', type: 'BLOG_POST_OUTLINE', delaySeconds: 3_600 },
      });
      // The state after the process dies right after the transaction. The account stays open here, so that its events
      // arrive.
      await product.mongo
        .collection('users')
        .updateOne({ _id: new Types.ObjectId(user.id) }, { $set: { shutAt: new Date(Date.now() - 61_000) } });
      // An administrator exists, so this email creates none.
      await product.startApi({ ADMIN_EMAIL: user.email });
      expect((await nextEvent(events)).job).toMatchObject({ id: job.id, status: 'CANCELED' });
      await expect.poll(async () => (await stored(user))?.shutAt).toBeUndefined();
      expect(await roleOf(user)).toEqual({ role: 'USER' });
    },
    STARTS_MS,
  );

  it('rejects the caller’s own account and an unknown one', async () => {
    await expect(setStatus(admin, admin, 'INACTIVE')).rejects.toThrow('CONFLICT');
    for (const id of ['f'.repeat(24), 'x', ''])
      await expect(setStatus(admin, { id }, 'INACTIVE')).rejects.toThrow('NOT_FOUND');
    expect(await roleOf(admin)).toEqual({ role: 'ADMIN' });
  });

  it('adds no audit entry if nothing changes', async () => {
    const user = await product.buildUser();
    await setStatus(admin, user, 'ACTIVE');
    await setRole(admin, user, 'USER');
    expect(await audit({ targetId: user.id })).toEqual([]);
    expect(await roleOf(user)).toEqual({ role: 'USER' });
  });
});

describe('setUserRole', () => {
  it('grants the role at once, and ends the sessions when it removes the role', async () => {
    const user = await product.buildUser();
    await expect(setRole(user, user, 'ADMIN')).rejects.toThrow('FORBIDDEN');
    await setRole(admin, user, 'ADMIN');
    expect(await roleOf(user, there)).toEqual({ role: 'ADMIN' });
    expect(await setRole(user, user, 'ADMIN', there)).toMatchObject({ role: 'ADMIN' });
    const socket = await openSocket(there, { token: user.token });
    socket.send({
      type: 'subscribe',
      id: '1',
      payload: { query: 'subscription { queueStatsChanged { paused } }' },
    });
    expect(await socket.next()).toMatchObject({
      payload: { data: { queueStatsChanged: { paused: false } } },
    });
    await setRole(admin, user, 'USER');
    expect((await socket.closed).code).toBe(4403);
    await expect(roleOf(user, there)).rejects.toThrow('UNAUTHENTICATED');
  });

  it('never removes the last administrator', async () => {
    await expect(setRole(admin, admin, 'USER')).rejects.toThrow('CONFLICT');
    const others = await Promise.all([1, 2, 3, 4].map(() => buildAdmin(product)));
    await giveRole(product, admin, 'USER');
    // Each administrator demotes the next one and themselves, at the same time and in both processes.
    const acts = others.flatMap((actor, index) => [
      setRole(actor, others[(index + 1) % 4] as TestUser, 'USER', here),
      setRole(actor, actor, 'USER', there),
    ]);
    await Promise.allSettled(acts);
    const left = await product.mongo.collection('users').countDocuments({ role: 'ADMIN', status: 'ACTIVE' });
    await Promise.all(others.map((other) => giveRole(product, other, 'USER')));
    await giveRole(product, admin, 'ADMIN');
    expect(left).toBeGreaterThan(0);
  });
});

describe('the first administrator', () => {
  async function startsWith(email: string, says: string) {
    const api = await product.startApi({ ADMIN_EMAIL: email });
    await expect.poll(() => api.output()).toContain(says);
  }

  it(
    'is the account of ADMIN_EMAIL when the API starts',
    async () => {
      const user = await product.buildUser();
      await giveRole(product, admin, 'USER');
      try {
        await startsWith('nobody@example.com', 'register it');
        await startsWith(user.email.toUpperCase(), 'first administrator');
        expect(await roleOf(user)).toEqual({ role: 'ADMIN' });
      } finally {
        await giveRole(product, admin, 'ADMIN');
      }
      expect(await audit({ targetId: user.id.toUpperCase() })).toMatchObject([
        { action: 'USER_ROLE_CHANGED', actorId: null, address: null, from: 'USER', to: 'ADMIN' },
      ]);
    },
    STARTS_MS,
  );

  it('can also be appointed by a command on the server', async () => {
    const user = await product.buildUser();
    const run = (...args: string[]) =>
      new Promise<{ code: unknown; output: string }>((resolve) => {
        const env = { PATH: process.env.PATH, ...product.env };
        execFile(process.execPath, ['dist/user-role.js', ...args], { env }, (error, stdout, stderr) =>
          resolve({ code: error?.code ?? 0, output: stdout + stderr }),
        );
      });
    expect((await run(user.email, 'admin')).code).toBe(0);
    expect(await roleOf(user)).toEqual({ role: 'ADMIN' });
    const [wrong, unknown] = await Promise.all([run(user.email, 'king'), run('nobody@example.com', 'admin')]);
    expect(wrong).toMatchObject({ code: 1, output: expect.stringContaining('usage') });
    expect(unknown).toMatchObject({ code: 1, output: expect.stringContaining('no account') });
    expect((await run(user.email, 'user')).code).toBe(0);
    await expect.poll(() => roleOf(user).catch(String), { timeout: 5_000 }).toContain('UNAUTHENTICATED');
  });
});
