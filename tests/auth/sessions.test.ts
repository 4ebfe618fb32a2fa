import jwt from 'jsonwebtoken';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Generate } from '../../examples/demo/operations.js';
import { type RawAnswer, sendBody, sendQuery } from '../support/http.js';
import { CreateContent } from '../support/operations.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { startProxy, type TcpProxy } from '../support/proxy.js';
import { openSocket } from '../support/raw-socket.js';
import { hold } from '../support/upstream.js';

/** The time within which an end must reach every process, in milliseconds. */
const LIMIT_MS = 5_000;
const GRANT = 'token expiresAt refreshToken refreshExpiresAt user { id }';

let product: Product;
let proxy: TcpProxy;
/** The second API reaches Redis through a proxy that can cut the connection. */
let here: string;
let there: string;
beforeAll(async () => {
  product = await startProduct({ workers: 1 });
  const redis = new URL(product.env.REDIS_URL ?? '');
  proxy = await startProxy(Number(redis.port));
  redis.port = String(proxy.port);
  here = product.apis[0]?.url ?? '';
  there = (await product.startApi({ REDIS_URL: String(redis) })).url ?? '';
});
afterAll(async () => {
  await product[Symbol.asyncDispose]();
  await proxy.close();
});

interface Grant {
  token: string;
  refreshToken: string;
  expiresAt: string;
  refreshExpiresAt: string;
  user: { id: string };
}

const codeOf = (answer: RawAnswer) => answer.json.errors?.[0]?.extensions.code;
const mutate = (field: string, token?: string, url = here) =>
  sendQuery(url, { query: `mutation { ${field} }` }, token);
const me = async (token: string, url = here) =>
  codeOf(await sendQuery(url, { query: '{ me { id } }' }, token)) ?? 'ok';
const refresh = (refreshToken: string, url = here) =>
  sendQuery(url, {
    query: `mutation ($refreshToken: String!) { refreshSession(refreshToken: $refreshToken) { ${GRANT} } }`,
    variables: { refreshToken },
  });
const grantOf = (answer: RawAnswer): Grant => Object.values(answer.json.data ?? {})[0] as Grant;

async function login(user: TestUser, userAgent = 'a phone', password = user.password): Promise<Grant> {
  const query = `mutation ($input: LoginInput!) { login(input: $input) { ${GRANT} } }`;
  const body = JSON.stringify({ query, variables: { input: { email: user.email, password } } });
  return grantOf(await sendBody(here, body, { 'user-agent': userAgent }));
}

interface SessionRow {
  id: string;
  createdAt: string;
  lastSeenAt: string;
  userAgent: string | null;
  current: boolean;
}
async function sessionsOf(token: string): Promise<SessionRow[]> {
  const query = '{ sessions { id createdAt lastSeenAt userAgent current } }';
  return (await sendQuery(here, { query }, token)).json.data?.sessions as SessionRow[];
}

/** Ends a session by `end`, and expects that both processes reject it and that the other one closes its socket. */
async function endsEverywhere(token: string, end: () => Promise<unknown>) {
  expect([await me(token), await me(token, there)]).toEqual(['ok', 'ok']);
  const socket = await openSocket(there, { token });
  await end();
  const start = Date.now();
  expect(await me(token)).toBe('UNAUTHENTICATED');
  await expect.poll(() => me(token, there), { timeout: LIMIT_MS, interval: 20 }).toBe('UNAUTHENTICATED');
  expect(await socket.closed).toEqual({ code: 4403, reason: 'Signed out' });
  return Date.now() - start;
}

describe('the end of a session', () => {
  it('by logout reaches another process and its open sockets, at once through Redis', async () => {
    const { token } = await product.buildUser();
    const took = await endsEverywhere(token, () => mutate('logout', token));
    expect(took).toBeLessThan(1_000);
  });

  it('reaches a process without Redis messages within 5 s', async () => {
    const { token } = await product.buildUser();
    proxy.cut();
    try {
      const took = await endsEverywhere(token, () => mutate('logout', token));
      expect(took).toBeLessThan(LIMIT_MS);
    } finally {
      proxy.mend();
    }
  });

  it('leaves the user’s other sessions unchanged', async () => {
    const user = await product.buildUser();
    const { token } = await login(user);
    await mutate('logout', token);
    expect([await me(token), await me(user.token)]).toEqual(['UNAUTHENTICATED', 'ok']);
  });

  it('by logout on a WebSocket sends the response before it closes the socket', async () => {
    const { token } = await product.buildUser();
    const socket = await openSocket(here, { token });
    socket.send({ type: 'subscribe', id: '1', payload: { query: 'mutation { logout }' } });
    expect(await socket.next()).toMatchObject({ type: 'next', payload: { data: { logout: true } } });
    expect((await socket.closed).code).toBe(4403);
    expect(await me(token)).toBe('UNAUTHENTICATED');
  });

  it('by the owner’s revokeSession returns the session; the id of another user or of an ended one gives NOT_FOUND', async () => {
    const [user, stranger] = await Promise.all([product.buildUser(), product.buildUser()]);
    const { token } = await login(user, 'a lost laptop');
    const lost = (await sessionsOf(user.token)).find(({ userAgent }) => userAgent === 'a lost laptop');
    const revoke = (by: string) => mutate(`revokeSession(id: "${lost?.id}") { id userAgent current }`, by);
    expect(codeOf(await revoke(stranger.token))).toBe('NOT_FOUND');
    expect(await me(token)).toBe('ok');
    await endsEverywhere(token, async () => {
      const { json } = await revoke(user.token);
      expect(json.data?.revokeSession).toEqual({ id: lost?.id, userAgent: 'a lost laptop', current: false });
    });
    expect(codeOf(await revoke(user.token))).toBe('NOT_FOUND');
  });

  it('by logoutEverywhere includes all sessions and the current one', async () => {
    const user = await product.buildUser();
    const grants = [await login(user), await login(user)];
    await endsEverywhere(grants[0]?.token ?? '', async () => {
      const { json } = await mutate('logoutEverywhere', grants[1]?.token);
      expect(json.data).toEqual({ logoutEverywhere: 3 });
    });
    for (const token of [user.token, grants[1]?.token ?? '']) expect(await me(token)).toBe('UNAUTHENTICATED');
    expect(codeOf(await refresh(grants[0]?.refreshToken ?? ''))).toBe('UNAUTHENTICATED');
    expect(await me((await login(user)).token)).toBe('ok');
  });
});

describe('sessions', () => {
  it('lists the caller’s sessions by last use, and marks the current one', async () => {
    const user = await product.buildUser();
    const { token } = await login(user, `phone\t<script> ${'x'.repeat(300)}`);
    const rows = await sessionsOf(token);
    expect(rows.map(({ current }) => current)).toEqual([true, false]);
    expect(rows[0]?.userAgent).toMatch(/^phone <script> x+$/);
    expect(rows[0]?.userAgent?.length).toBeLessThanOrEqual(200);
    for (const { createdAt, lastSeenAt } of rows) expect(createdAt <= lastSeenAt).toBe(true);
  });

  it('keeps 100 at most, and ends the least recently used one', async () => {
    const user = await product.buildUser();
    const sessions = product.mongo.collection('sessions');
    const own = await sessions.findOne({ userId: new Types.ObjectId(user.id) });
    const more = Array.from({ length: 99 }, (_, n) => ({
      ...own,
      _id: undefined,
      lastSeenAt: new Date(Date.now() + n),
    }));
    await sessions.insertMany(more.map(({ _id, ...rest }) => rest));
    const { token } = await login(user);
    expect(await sessionsOf(token)).toHaveLength(100);
    expect(await me(user.token)).toBe('UNAUTHENTICATED');
  });

  it('updates the time of last use each minute, by requests and by open sockets', async () => {
    const { token, id } = await product.buildUser();
    const sessions = product.mongo.collection('sessions');
    const socket = await openSocket(there, { token });
    const longAgo = new Date(Date.now() - 3_600_000);
    const session = await sessions.findOne({ userId: new Types.ObjectId(id) });
    await sessions.updateOne({ _id: session?._id }, { $set: { lastSeenAt: longAgo } });
    const seen = async () => (await sessions.findOne({ _id: session?._id }))?.lastSeenAt.getTime();
    await expect.poll(seen, { timeout: LIMIT_MS }).toBeGreaterThan(Date.now() - 60_000);
    socket.close();
  });
});

describe('refreshSession', () => {
  it('returns valid tokens for the same session, and extends it', async () => {
    const user = await product.buildUser();
    const first = await login(user);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const second = grantOf(await refresh(first.refreshToken, there));
    expect(second.user.id).toBe(user.id);
    expect(await me(second.token)).toBe('ok');
    expect(second.refreshExpiresAt > first.refreshExpiresAt).toBe(true);
    expect(await sessionsOf(second.token)).toHaveLength(2);
    expect(grantOf(await refresh(second.refreshToken)).user.id).toBe(user.id);
  });

  const sessionIdOf = (token: string) => new Types.ObjectId((jwt.decode(token) as { sid: string }).sid);
  /** Moves the refreshes of the session back by this many seconds. */
  async function passed(seconds: number, token: string) {
    const sessions = product.mongo.collection('sessions');
    const times: Date[] = (await sessions.findOne({ _id: sessionIdOf(token) }))?.refreshedAt ?? [];
    expect(times).not.toEqual([]);
    const refreshedAt = times.map((at) => new Date(at.getTime() - seconds * 1_000));
    await sessions.updateOne({ _id: sessionIdOf(token) }, { $set: { refreshedAt } });
  }

  it('ends the session if a stolen refresh token is used a minute after the owner’s refresh', async () => {
    const user = await product.buildUser();
    const first = await login(user);
    const second = grantOf(await refresh(first.refreshToken));
    await passed(60, first.token);
    expect(codeOf(await refresh(first.refreshToken))).toBe('UNAUTHENTICATED');
    expect(await me(second.token)).toBe('UNAUTHENTICATED');
    expect(codeOf(await refresh(second.refreshToken))).toBe('UNAUTHENTICATED');
    expect(await me(user.token)).toBe('ok');
  });

  it('returns the same next refresh token to ten concurrent requests at two processes', async () => {
    const { refreshToken } = await login(await product.buildUser());
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => refresh(refreshToken, n % 2 ? here : there)),
    );
    const granted = answers.map(grantOf);
    expect(new Set(granted.map((grant) => grant.refreshToken)).size).toBe(1);
    expect(new Set(granted.map((grant) => grant.refreshExpiresAt)).size).toBe(1);
    expect(await Promise.all(granted.map(({ token }) => me(token)))).toEqual(Array(10).fill('ok'));
    expect(grantOf(await refresh(granted[0]?.refreshToken ?? '')).refreshToken).not.toBe(refreshToken);
  });

  it('returns the same token after a lost response, even from a new process, and stores no token', async () => {
    const user = await product.buildUser();
    const { token, refreshToken } = await login(user);
    const lost = grantOf(await refresh(refreshToken));
    // It is late: its successor has been used already.
    const third = grantOf(await refresh(lost.refreshToken));
    const fresh = await product.startApi();
    const again = grantOf(await refresh(refreshToken, fresh.url));
    expect(again.refreshToken).toBe(lost.refreshToken);
    expect(grantOf(await refresh(again.refreshToken, fresh.url)).refreshToken).toBe(third.refreshToken);
    expect(await me(again.token)).toBe('ok');
    const stored = JSON.stringify(
      await product.mongo.collection('sessions').findOne({ _id: sessionIdOf(token) }),
    );
    for (const one of [refreshToken, lost.refreshToken, third.refreshToken]) {
      expect(stored).not.toContain(one.split('.')[2]);
    }
    await fresh.end();
  });

  it('rejects an earlier refresh token after the account signed out everywhere', async () => {
    const { token, refreshToken } = await login(await product.buildUser());
    await refresh(refreshToken);
    await mutate('logoutEverywhere', token);
    expect(codeOf(await refresh(refreshToken))).toBe('UNAUTHENTICATED');
  });

  it('accepts only refresh tokens, and a refresh token is not accepted as an access token', async () => {
    const user = await product.buildUser();
    const { token, refreshToken } = await login(user);
    const claims = jwt.decode(refreshToken) as Record<string, unknown>;
    const sign = (changes: object, secret = product.env.JWT_SECRET ?? '') =>
      jwt.sign(JSON.stringify({ ...claims, ...changes }), secret, {
        algorithm: 'HS256',
        header: { typ: 'JWT' } as never,
      });
    const now = Math.floor(Date.now() / 1_000);
    const forged = [
      token,
      '',
      'x',
      sign({}, 'another secret that is long enough too'),
      sign({ gen: undefined }),
      sign({ gen: '1' }),
      sign({ sid: 'f'.repeat(24) }),
      sign({ sid: { $ne: null } }),
      sign({ exp: now - 1 }),
    ];
    for (const one of forged) expect(codeOf(await refresh(one))).toBe('UNAUTHENTICATED');
    expect(await me(refreshToken)).toBe('UNAUTHENTICATED');
    const socket = await openSocket(here);
    socket.send({ type: 'connection_init', payload: { token: refreshToken } });
    expect((await socket.closed).code).toBe(4401);
    // None of these requests ended the session, so the table above is meaningful.
    expect(grantOf(await refresh(refreshToken)).user.id).toBe(user.id);
  });

  it('does not reopen a closed account', async () => {
    const user = await product.buildUser();
    const { refreshToken } = await login(user);
    await product.mongo
      .collection('users')
      .updateOne({ email: user.email }, { $set: { status: 'INACTIVE' } });
    expect(codeOf(await refresh(refreshToken))).toBe('UNAUTHENTICATED');
  });
});

describe('changePassword', () => {
  const change = (token: string, currentPassword: string, newPassword: string) =>
    sendQuery(
      here,
      {
        query: 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { id } }',
        variables: { input: { currentPassword, newPassword } },
      },
      token,
    );

  it('ends every other session and keeps the current one', async () => {
    const user = await product.buildUser();
    const other = await login(user);
    await endsEverywhere(other.token, async () => {
      const { json } = await change(user.token, user.password, 'battery staple');
      expect(json.data?.changePassword).toEqual({ id: user.id });
    });
    expect([await me(user.token), await me(user.token, there)]).toEqual(['ok', 'ok']);
    expect(codeOf(await refresh(other.refreshToken))).toBe('UNAUTHENTICATED');
    expect(await login(user)).toBeUndefined();
    const fresh = await login(user, 'a phone', 'battery staple');
    expect(await me(fresh.token)).toBe('ok');
    // Only this change keeps the session.
    await change(fresh.token, 'battery staple', 'correct battery');
    expect(await me(user.token)).toBe('UNAUTHENTICATED');
  });

  it('ends the other sessions even if it could not remove their documents', async () => {
    const user = await product.buildUser();
    const other = await login(user);
    const sessions = product.mongo.collection('sessions');
    const before = await sessions.find({}).toArray();
    await change(user.token, user.password, 'battery staple');
    const after = await sessions.find({}).toArray();
    const gone = before.filter(({ _id }) => !after.some((one) => one._id.equals(_id)));
    expect(gone).toHaveLength(1);
    await sessions.insertMany(gone);
    const fresh = await product.startApi();
    expect([await me(other.token, fresh.url), await me(user.token, fresh.url)]).toEqual([
      'UNAUTHENTICATED',
      'ok',
    ]);
    expect(codeOf(await refresh(other.refreshToken, fresh.url))).toBe('UNAUTHENTICATED');
    expect(await sessionsOf(user.token)).toHaveLength(1);
  });

  it('succeeds for one of five concurrent requests', async () => {
    const user = await product.buildUser();
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, n) => change(user.token, user.password, `battery staple ${n}`)),
    );
    expect(answers.map((answer) => codeOf(answer) ?? 'ok').toSorted()).toEqual([
      ...Array(4).fill('INVALID_CREDENTIALS'),
      'ok',
    ]);
  });

  it.each([
    ['a wrong password', 'wrong horse', 'battery staple', 'INVALID_CREDENTIALS'],
    ['the right one, over the limit of bcrypt', 'p'.repeat(73), 'battery staple', 'INVALID_CREDENTIALS'],
    ['a new one that is too short', 'correct horse', 'short', 'BAD_USER_INPUT'],
  ])('rejects %s, and ends no session', async (_, currentPassword, newPassword, code) => {
    const user = await product.buildUser(currentPassword.startsWith('p') ? { password: 'p'.repeat(72) } : {});
    const other = await login(user);
    const answer = await change(user.token, currentPassword, newPassword);
    expect(codeOf(answer)).toBe(code);
    expect(answer.text).not.toContain(newPassword);
    expect(await me(other.token)).toBe('ok');
  });
});

describe('deleteAccount', () => {
  const countOf = async (id: string) => {
    const names = ['contents', 'jobs', 'events', 'sessions'];
    const all = await Promise.all(
      names.map(async (name) =>
        (await product.mongo.collection(name).find({}).toArray()).filter(
          ({ userId }) => String(userId) === id,
        ),
      ),
    );
    return Object.fromEntries(names.map((name, n) => [name, all[n]?.length]));
  };

  it('removes all of the user’s data and nothing of others, ends their jobs, and frees the email', async () => {
    const [user, other] = await Promise.all([product.buildUser(), product.buildUser()]);
    const type = 'PRODUCT_DESCRIPTION';
    for (const one of [user, other]) {
      await one.request(CreateContent, { input: { title: 'Tea', type, body: 'Tea' } });
      await one.request(Generate, { input: { prompt: 'Tea', type, delaySeconds: 3_600 } });
      await one.request(Generate, { input: { prompt: 'Tea', type } });
      await expect.poll(() => countOf(one.id), { timeout: 10_000 }).toMatchObject({ events: 1 });
    }
    expect(codeOf(await mutate('deleteAccount(password: "wrong horse")', user.token))).toBe(
      'INVALID_CREDENTIALS',
    );
    const others = await countOf(other.id);
    await endsEverywhere(user.token, async () => {
      const { json } = await mutate(`deleteAccount(password: "${user.password}")`, user.token);
      expect(json.data).toEqual({ deleteAccount: true });
    });
    expect(await countOf(user.id)).toEqual({ contents: 0, jobs: 0, events: 0, sessions: 0 });
    expect(await countOf(other.id)).toEqual(others);
    const kept = await product.mongo.collection('users').findOne({ email: user.email });
    expect(kept).toBeNull();
    expect(await login(user)).toBeUndefined();
    const again = await product.buildUser({ email: user.email });
    expect(again.id).not.toBe(user.id);
    expect(await me(other.token)).toBe('ok');
  });

  it('ends the attempt of a running job', async () => {
    const user = await product.buildUser();
    const prompt = 'Tea that is never poured';
    product.upstream.when((request) => request.prompt.includes(prompt), hold({ before: ['Tea'] }));
    await user.request(Generate, { input: { prompt, type: 'PRODUCT_DESCRIPTION' } });
    const request = await product.upstream.waitForRequest((one) => one.prompt.includes(prompt));
    await mutate(`deleteAccount(password: "${user.password}")`, user.token);
    const start = Date.now();
    await request.ended;
    expect(Date.now() - start).toBeLessThan(2_000);
    expect(request.aborted).toBe(true);
    expect(await countOf(user.id)).toMatchObject({ jobs: 0, events: 0 });
  });

  it('is completed by another process a minute after the first one failed', async () => {
    const user = await product.buildUser();
    await user.request(CreateContent, { input: { title: 'Tea', type: 'PRODUCT_DESCRIPTION', body: 'Tea' } });
    const users = product.mongo.collection('users');
    const shut = { status: 'INACTIVE', erasedAt: new Date(Date.now() - 61_000) };
    await users.updateOne({ email: user.email }, { $set: shut });
    await product.startApi();
    await expect.poll(() => users.findOne({ email: user.email }), { timeout: 5_000 }).toBeNull();
    expect(await countOf(user.id)).toMatchObject({ contents: 0, sessions: 0 });
  });
});
