import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { print } from 'graphql';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Login, Register } from '../../examples/demo/operations.js';
import { expectCode, expectFaults, sendQuery } from '../support/http.js';
import { Me } from '../support/operations.js';
import { startProcess } from '../support/process.js';
import { type Product, startProduct } from '../support/product.js';

let product: Product;
let url: string;
beforeAll(async () => {
  // One of them compares how long sign-ins take.
  product = await startProduct({ workers: 0, env: { BCRYPT_COST: '10' } });
  url = product.apis[0]?.url ?? '';
});
afterAll(() => product[Symbol.asyncDispose]());

const email = () => `${randomUUID()}@example.com`;
const account = (overrides = {}) => ({
  input: { name: 'Ada', email: email(), password: 'correct horse', ...overrides },
});
const register = (overrides = {}) => product.anonymous.request(Register, account(overrides));

describe('register', () => {
  it('makes an account whose token is good at once', async () => {
    const { register: made } = await register({ name: 'Ada Lovelace' });
    expect(made.user).toMatchObject({ name: 'Ada Lovelace', status: 'ACTIVE', eventCursor: '0' });
    expect(new Date(made.expiresAt).getTime()).toBeGreaterThan(Date.now());
    const { me } = await product.anonymous.as(made.token).request(Me, {});
    expect(me.id).toBe(made.user.id);
  });

  it('refuses an email that differs by case alone', async () => {
    const user = await product.buildUser();
    await expectCode(register({ email: user.email.toUpperCase() }), 'EMAIL_TAKEN');
  });

  it('lets one of 20 that ask for the same email at the same time have it', async () => {
    const same = email();
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => register({ email: n % 2 ? same : same.toUpperCase() })),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = all.flatMap((one) => (one.status === 'rejected' ? one.reason.codes : []));
    expect(refused).toEqual(Array(19).fill('EMAIL_TAKEN'));
  });

  it.each([
    ['of 7 characters', 'hunter7'],
    ['of 73 bytes', 'p'.repeat(73)],
    ['of 20 emoji, which are 80 bytes', '🦊'.repeat(20)],
    ['of white space', '          '],
    ['with NUL in it', 'hunter\u0000hunter'],
  ])('refuses a password %s, names the field and keeps the value to itself', async (_, password) => {
    await expectFaults(register({ password }), 'password');
    const answer = await sendQuery(url, { query: print(Register), variables: account({ password }) });
    expect(answer.text).not.toContain(JSON.stringify(password).slice(1, -1));
  });

  it.each([
    ['8 characters', 'hunter88'],
    ['72 bytes', 'p'.repeat(72)],
    ['18 emoji, which are 72 bytes', '🦊'.repeat(18)],
  ])('takes a password of %s, which then signs in', async (_, password) => {
    const user = await product.buildUser({ password });
    await product.anonymous.request(Login, { input: { email: user.email, password } });
  });

  it('names every field that is at fault', async () => {
    await expectFaults(register({ name: ' ', email: 'x', password: 'x' }), 'name', 'email', 'password');
  });
});

describe('login', () => {
  const login = (input: { email: string; password: string }) =>
    sendQuery(url, { query: print(Login), variables: { input } });

  it('signs in by the email in any case', async () => {
    const user = await product.buildUser();
    const input = { email: ` ${user.email.toUpperCase()} `, password: user.password };
    const { login: signedIn } = await product.anonymous.request(Login, { input });
    expect(signedIn.user).toEqual({ id: user.id, email: user.email });
  });

  it('answers an unknown email and a wrong password byte for byte alike, in about the same time', async () => {
    const user = await product.buildUser();
    const times: Record<'unknown' | 'wrong', number[]> = { unknown: [], wrong: [] };
    const timed = async (kind: keyof typeof times, input: { email: string; password: string }) => {
      const start = performance.now();
      const { text } = await login(input);
      times[kind].push(performance.now() - start);
      return text;
    };
    for (let round = 0; round < 9; round += 1) {
      const wrong = await timed('wrong', { email: user.email, password: 'wrong horse' });
      const unknown = await timed('unknown', { email: email(), password: 'wrong horse' });
      expect(unknown).toBe(wrong);
      expect(wrong).toContain('INVALID_CREDENTIALS');
    }
    const ratio = median(times.unknown) / median(times.wrong);
    // Without the comparison with nobody's hash it is below 0.1.
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(2.5);
  });
});

describe('an inactive account', () => {
  it('neither signs in nor has its token taken: at once elsewhere, within the cache’s 5 s here', async () => {
    const user = await product.buildUser();
    await user.request(Me, {});
    await product.mongo
      .collection('users')
      .updateOne({ email: user.email }, { $set: { status: 'INACTIVE' } });
    const input = { email: user.email, password: user.password };
    await expectCode(product.anonymous.request(Login, { input }), 'INVALID_CREDENTIALS');
    const fresh = await product.startApi();
    const elsewhere = await sendQuery(fresh.url, { query: '{ me { id } }' }, user.token);
    expect(elsewhere.json.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const here = async () =>
      (await sendQuery(url, { query: '{ me { id } }' }, user.token)).json.errors?.[0]?.extensions.code;
    await expect.poll(here, { timeout: 6_000, interval: 100 }).toBe('UNAUTHENTICATED');
  });
});

describe('a token', () => {
  type Claims = Record<string, unknown>;
  const good = (token: string) => jwt.decode(token) as Claims;
  const without = (claims: Claims, name: string) =>
    Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = () => Math.floor(Date.now() / 1_000);
  const sign = (claims: Claims | string, secret = product.env.JWT_SECRET ?? '', options = {}) =>
    jwt.sign(claims, secret, { algorithm: 'HS256', ...options });
  /** jsonwebtoken refuses to sign claims that are of the wrong kind, but not text. */
  const signAnything = (claims: unknown) =>
    sign(JSON.stringify(claims), undefined, { header: { typ: 'JWT' } });

  it('that is signed by the right secret over the right claims is taken, so that the table below means something', async () => {
    const user = await product.buildUser();
    const answer = await sendQuery(url, { query: '{ me { id } }' }, signAnything(good(user.token)));
    expect(answer.json.data).toEqual({ me: { id: user.id } });
  });

  it.each<[string, (claims: Claims) => string]>([
    ['has the algorithm none', (claims) => `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`],
    ['is signed with HS512', (claims) => sign(claims, undefined, { algorithm: 'HS512' })],
    ['is signed with another secret', (claims) => sign(claims, 'another secret that is long enough too')],
    ['never expires', (claims) => sign(without(claims, 'exp'))],
    ['does not say when it was issued', (claims) => signAnything(without(claims, 'iat'))],
    ['has another issuer', (claims) => sign({ ...claims, iss: 'somebody' })],
    ['has no issuer', (claims) => sign(without(claims, 'iss'))],
    ['is for another audience', (claims) => sign({ ...claims, aud: 'somebody' })],
    ['has no subject', (claims) => sign(without(claims, 'sub'))],
    ['has an object as its subject', (claims) => signAnything({ ...claims, sub: { $ne: null } })],
    ['has a subject that is no id', (claims) => sign({ ...claims, sub: 'x' })],
    ['has the id of nobody as its subject', (claims) => sign({ ...claims, sub: 'f'.repeat(24) })],
    ['holds text instead of claims', () => sign('text')],
    ['holds null instead of claims', () => signAnything(null)],
    ['has expired', (claims) => sign({ ...claims, iat: now() - 60, exp: now() - 1 })],
    ['was issued in the future', (claims) => sign({ ...claims, iat: now() + 3_600 })],
    ['is not a token', () => 'x'],
    ['is empty', () => ''],
  ])('that %s is refused in the same words', async (_, forge) => {
    const user = await product.buildUser();
    const query = { query: '{ me { id } }' };
    const anonymous = await sendQuery(url, query);
    expect(anonymous.json.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const forged = await sendQuery(url, query, forge(good(user.token)));
    expect(forged.text).toBe(anonymous.text);
  });
});

describe('an API with settings that are not complete', () => {
  it.each([
    ['a JWT_SECRET of 31 bytes', { JWT_SECRET: 's'.repeat(31) }, ['JWT_SECRET']],
    [
      'no server’s address and no secret',
      { MONGO_URI: '', REDIS_URL: '', JWT_SECRET: '' },
      ['MONGO_URI', 'REDIS_URL', 'JWT_SECRET'],
    ],
  ])('refuses to start with %s, in one line that names all faults', async (_, overrides, names) => {
    const failure = await startProcess('dist/bundle/api.js', { ...product.env, ...overrides }).catch(String);
    expect(failure).toContain('ended with 1');
    const lines = String(failure).trim().split('\n').slice(1);
    expect(lines).toHaveLength(1);
    for (const name of names) expect(lines[0]).toContain(name);
    expect(lines[0]).not.toContain('sss');
  });
});

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
