import { randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadApiEnv } from '../../../src/config/env.js';
import { sendQuery } from '../../support/http.js';
import { startProcess } from '../../support/process.js';
import { openSocket } from '../../support/raw-socket.js';
import { comparable, sendRaw, startTarget, type Target } from './setup.js';

let target: Target;
let url: string;
beforeAll(async () => {
  target = await startTarget();
  url = target.url;
});
afterAll(() => target[Symbol.asyncDispose]());

const ME = { query: '{ me { id } }' };
const now = () => Math.floor(Date.now() / 1_000);
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
type Claims = Record<string, unknown>;
const claims = () => jwt.decode(target.user.token) as Claims;
const sign = (of: unknown, options: jwt.SignOptions = {}, secret = target.product.env.JWT_SECRET ?? '') =>
  jwt.sign(typeof of === 'string' ? of : JSON.stringify(of), secret, {
    algorithm: 'HS256',
    ...options,
    header: { typ: 'JWT', ...options.header } as never,
  });

/**
 * Expects the response to an anonymous request over HTTP, and 4401 over WebSocket, or 4403 if the token has expired.
 */
async function expectRefused(token: string, close = 4401) {
  const [anonymous, refused] = await Promise.all([sendQuery(url, ME), sendQuery(url, ME, token)]);
  expect(comparable(refused.json)).toBe(comparable(anonymous.json));
  expect(refused.json.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  const socket = await openSocket(url);
  socket.send({ type: 'connection_init', payload: { Authorization: `Bearer ${token}` } });
  expect((await socket.closed).code).toBe(close);
}

const REGISTER = 'mutation ($input: RegisterInput!) { register(input: $input) { user { id email } } }';
const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { user { id } } }';
const account = (overrides: object = {}) => ({
  query: REGISTER,
  variables: {
    input: { name: 'Ada', email: `${randomUUID()}@example.com`, password: 'correct horse', ...overrides },
  },
});
const login = (email: string, password: string) => ({
  query: LOGIN,
  variables: { input: { email, password } },
});

describe('authentication', () => {
  it('17 rejects a missing, empty, repeated or oversized header, and one without a token or with another scheme', async () => {
    const body = JSON.stringify(ME);
    const { token } = target.user;
    const texts = new Set<string>();
    const type = ['content-type', 'application/json', 'host', 'x'];
    const headers = [
      [],
      ['authorization', ''],
      ['authorization', 'Bearer'],
      ['authorization', `Basic ${token}`],
      ['authorization', token],
      ['authorization', `Bearer ${token}`, 'authorization', `Bearer ${target.stranger.token}`],
    ];
    for (const one of headers) {
      const { status, text } = await sendRaw(url, { headers: [...type, ...one], body });
      expect(status).toBe(200);
      expect(text).toContain('UNAUTHENTICATED');
      texts.add(comparable(JSON.parse(text)));
    }
    expect(texts.size).toBe(1);
    const long = await sendRaw(url, { headers: { authorization: `Bearer ${'x'.repeat(100_000)}` } }).catch(
      () => null,
    );
    expect(long?.status ?? 431).toBe(431);
  });

  it('18 rejects the algorithm none', async () => {
    await expectRefused(`${base64({ alg: 'none', typ: 'JWT' })}.${base64(claims())}.`);
  });

  it('19 rejects another algorithm, also with the right secret', async () => {
    await expectRefused(sign(claims(), { algorithm: 'HS512' }));
    const [, payload, signature] = target.user.token.split('.');
    await expectRefused(`${base64({ alg: 'RS256', typ: 'JWT' })}.${payload}.${signature}`);
  });

  it('20 rejects a token that is expired, not yet valid, or issued in the future', async () => {
    await expectRefused(sign({ ...claims(), iat: now() - 60, exp: now() - 1 }), 4403);
    await expectRefused(sign({ ...claims(), nbf: now() + 3_600 }), 4403);
    await expectRefused(sign({ ...claims(), iat: now() + 3_600 }), 4403);
  });

  it('21 rejects a token without an expiry', async () => {
    const { exp, ...endless } = claims();
    await expectRefused(sign(endless));
  });

  it('22 rejects claims that are text, lack a subject or session, or have objects for them', async () => {
    const { sub, sid, ...nobodys } = claims();
    await expectRefused(sign('text'));
    for (const wrong of [
      {},
      { sub },
      { sid },
      { sub: { $ne: null }, sid },
      { sub, sid: { $gt: '' } },
      { sub: 'x', sid },
    ])
      await expectRefused(sign({ ...nobodys, ...wrong }));
  });

  it('23 rejects another issuer or audience, and a header that names a key', async () => {
    await expectRefused(sign({ ...claims(), iss: 'somebody' }));
    await expectRefused(sign({ ...claims(), aud: 'somebody' }));
    const header = { kid: '../../dev/null', jku: 'http://127.0.0.1:1/keys', alg: 'HS256' };
    const answer = await sendQuery(url, ME, sign(claims(), { header }));
    expect(answer.json.data).toEqual({ me: { id: target.user.id } });
  });

  it('24 rejects the token of a deleted account', async () => {
    const gone = await target.product.buildUser();
    await sendQuery(url, { query: `mutation { deleteAccount(password: "${gone.password}") }` }, gone.token);
    await expectRefused(gone.token, 4403);
    await expectRefused(sign({ ...claims(), sub: 'f'.repeat(24) }), 4403);
  });

  it('25 rejects a secret that is missing, short or from an example', async () => {
    const { env } = target.product;
    for (const JWT_SECRET of ['', 's', 's'.repeat(31), 'change-me-change-me-change-me-change-me'])
      expect(() => loadApiEnv({ ...env, JWT_SECRET })).toThrow('JWT_SECRET');
    const failure = await startProcess('dist/bundle/api.js', { ...env, JWT_SECRET: '' }).catch(String);
    expect(failure).toContain('ended with 1');
    expect(failure).toContain('JWT_SECRET');
  });

  it('26 rejects passwords longer than bcrypt reads', async () => {
    for (const password of ['p'.repeat(73), '🦊'.repeat(20)]) {
      expect(await target.codes(account({ password }))).toEqual(['BAD_USER_INPUT']);
    }
    const user = await target.product.buildUser({ password: 'p'.repeat(72) });
    expect(await target.codes(login(user.email, 'p'.repeat(73)))).toEqual(['INVALID_CREDENTIALS']);
  });

  it('27 rejects invalid passwords, and permits one account for an email in any case or form', async () => {
    for (const password of ['short', ' '.repeat(12), 'hunter\u0000hunter']) {
      expect(await target.codes(account({ password }))).toEqual(['BAD_USER_INPUT']);
    }
    const email = `eve-${randomUUID()}@example.com`;
    expect((await sendQuery(url, account({ email }))).json.errors).toBeUndefined();
    for (const twin of [email.toUpperCase(), email.replace('e', '\uff45')]) {
      expect(await target.codes(account({ email: twin }))).toEqual(['EMAIL_TAKEN']);
    }
  });

  it('28 gives the same response for an unknown email and a wrong password, and limits attempts', async () => {
    const { email } = await target.product.buildUser();
    const [unknown, wrong] = await Promise.all([
      sendQuery(url, login(`${randomUUID()}@example.com`, 'wrong horse')),
      sendQuery(url, login(email, 'wrong horse')),
    ]);
    expect(unknown.json.errors).toEqual(wrong.json.errors);
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => sendQuery(url, login(email, 'wrong horse'))),
    );
    const codes = answers.map(({ json }) => json.errors?.[0]?.extensions.code);
    expect(codes.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(9);
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(21);
  });
});
