import { randomUUID } from 'node:crypto';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../local/process/run.js';
import { type RawAnswer, sendQuery } from '../support/http.js';
import { linkIn, type Mailbox, openMailbox } from '../support/mailbox.js';
import type { Env } from '../support/process.js';
import { type Product, startProduct } from '../support/product.js';

const SITE = 'https://content.example.com';
const NEW = 'battery staple';

let mailbox: Mailbox;
let product: Product;
/** An API that sends mail, and one that does not. */
let url: string;
let off: string;
let mailEnv: Env;
beforeAll(async () => {
  mailbox = await openMailbox();
  mailEnv = { SMTP_URL: mailbox.url, PUBLIC_URL: SITE, MAIL_FROM: 'Content <robot@example.com>' };
  product = await startProduct({ workers: 0 });
  off = product.apis[0]?.url ?? '';
  url = (await product.startApi(mailEnv)).url;
});
afterAll(async () => {
  await product[Symbol.asyncDispose]();
  await mailbox[Symbol.asyncDispose]();
});

interface Member {
  id: string;
  email: string;
  password: string;
  token: string;
}
async function join(): Promise<Member> {
  const account = { email: `${randomUUID()}@example.com`, password: 'correct horse' };
  const { json } = await sendQuery(url, {
    query: 'mutation ($input: RegisterInput!) { register(input: $input) { token user { id } } }',
    variables: { input: { name: 'Ada', ...account } },
  });
  const grant = json.data?.register as { token: string; user: { id: string } } | undefined;
  return { ...account, token: grant?.token ?? '', id: grant?.user.id ?? '' };
}

type Variables = Record<string, string | null>;
/** Calls a mutation that takes only arguments of the type String. */
function call(field: string, args: Variables = {}, token?: string, to = url): Promise<RawAnswer> {
  const names = Object.keys(args);
  const declared = names.map((name) => `$${name}: String${field === 'updateProfile' ? '' : '!'}`);
  const passed = names.map((name) => `${name}: $${name}`);
  const list = (parts: string[]) => (parts.length > 0 ? `(${parts.join(', ')})` : '');
  const selection = field === 'updateProfile' ? '{ name email emailVerified }' : '';
  const query = `mutation${list(declared)} { ${field}${list(passed)} ${selection} }`;
  return sendQuery(to, { query, variables: args }, token);
}
const reset = (token: string, newPassword = NEW, to = url) =>
  sendQuery(to, {
    query: 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) }',
    variables: { input: { token, newPassword } },
  });
const codeOf = ({ json }: RawAnswer) => json.errors?.[0]?.extensions.code;
const ME = '{ me { email emailVerified mailAvailable } }';
const me = async (token: string, to = url) => (await sendQuery(to, { query: ME }, token)).json.data?.me;
const signsIn = async (email: string, password: string) =>
  codeOf(
    await sendQuery(url, {
      query: 'mutation ($input: LoginInput!) { login(input: $input) { expiresAt } }',
      variables: { input: { email, password } },
    }),
  ) ?? 'ok';
const linksOf = ({ id }: Member) =>
  product.mongo
    .collection('account_links')
    .find({ userId: new Types.ObjectId(id) })
    .toArray();

async function forget({ email }: { email: string }) {
  expect((await call('requestPasswordReset', { email: email.toUpperCase() })).json.data).toEqual({
    requestPasswordReset: true,
  });
  return linkIn(await mailbox.take(email, 'new password'));
}
const verificationOf = async (email: string) => linkIn(await mailbox.take(email, 'Verify'));

describe('the reset of a password', () => {
  it('works once, by the link of a mail, and ends every session', async () => {
    const user = await join();
    const link = await forget(user);
    expect(link.url).toBe(`${SITE}/reset-password#${link.token}`);
    expect(mailbox.messages.find(({ to }) => to === user.email)?.from).toBe('robot@example.com');
    expect(JSON.stringify(await linksOf(user))).not.toContain(link.token);
    expect((await reset(link.token)).json.data).toEqual({ resetPassword: true });
    expect([await signsIn(user.email, user.password), await signsIn(user.email, NEW)]).toEqual([
      'INVALID_CREDENTIALS',
      'ok',
    ]);
    expect(await me(user.token)).toBeUndefined();
    expect(codeOf(await reset(link.token, 'another one'))).toBe('INVALID_CREDENTIALS');
    expect(await signsIn(user.email, NEW)).toBe('ok');
    expect(await linksOf(user)).toEqual([]);
    await mailbox.take(user.email, 'Your password was changed');
  });

  it('does not reveal whether an email is registered', async () => {
    const user = await join();
    const unknown = `${randomUUID()}@example.com`;
    const [one, other] = [
      await call('requestPasswordReset', { email: unknown }),
      await call('requestPasswordReset', { email: user.email }),
    ];
    expect(one.text).toBe(other.text);
    await mailbox.take(user.email, 'new password');
    expect(mailbox.messages.filter(({ to }) => to === unknown)).toEqual([]);
    expect(codeOf(await call('requestPasswordReset', { email: '\u0000' }))).toBe('BAD_USER_INPUT');
  });

  it('accepts one of five concurrent uses of a link', async () => {
    const { token } = await forget(await join());
    const answers = await Promise.all(Array.from({ length: 5 }, (_, n) => reset(token, `${NEW} ${n}`)));
    expect(answers.map((answer) => codeOf(answer) ?? 'ok').toSorted()).toEqual([
      ...Array(4).fill('INVALID_CREDENTIALS'),
      'ok',
    ]);
  });

  it.each<[string, (user: Member) => Promise<unknown>]>([
    [
      'an hour later',
      ({ id }) =>
        product.mongo
          .collection('account_links')
          .updateMany({ userId: new Types.ObjectId(id) }, { $set: { expiresAt: new Date() } }),
    ],
    [
      'after another change of the password',
      ({ token, password }) => {
        const input = `{ currentPassword: "${password}", newPassword: "${password}" }`;
        return sendQuery(url, { query: `mutation { changePassword(input: ${input}) { id } }` }, token);
      },
    ],
    [
      'for a former email of the account',
      ({ token }) => call('updateProfile', { email: `${randomUUID()}@example.com` }, token),
    ],
    [
      'of a closed account',
      ({ email }) => product.mongo.collection('users').updateOne({ email }, { $set: { status: 'INACTIVE' } }),
    ],
  ])('rejects a link %s', async (_, happen) => {
    const user = await join();
    const { token } = await forget(user);
    await happen(user);
    expect(codeOf(await reset(token))).toBe('INVALID_CREDENTIALS');
    expect(await signsIn(user.email, NEW)).toBe('INVALID_CREDENTIALS');
  });

  it('keeps a link valid after a rejected password, and does not accept it as a verification', async () => {
    const user = await join();
    const { token } = await forget(user);
    expect(codeOf(await reset(token, 'short'))).toBe('BAD_USER_INPUT');
    expect(codeOf(await call('verifyEmail', { token }))).toBe('INVALID_CREDENTIALS');
    for (const none of ['', 'x', `${token.slice(0, -1)}!`])
      expect(codeOf(await reset(none))).toBe('INVALID_CREDENTIALS');
    expect((await reset(token)).json.data).toEqual({ resetPassword: true });
  });
});

describe('the verification of an email', () => {
  it('works once, by the link that a new account receives', async () => {
    const user = await join();
    expect(await me(user.token)).toMatchObject({ emailVerified: false, mailAvailable: true });
    const link = await verificationOf(user.email);
    expect(link.url).toBe(`${SITE}/verify-email#${link.token}`);
    expect((await call('verifyEmail', { token: link.token })).json.data).toEqual({ verifyEmail: true });
    expect(await me(user.token)).toMatchObject({ emailVerified: true });
    expect(codeOf(await call('verifyEmail', { token: link.token }))).toBe('INVALID_CREDENTIALS');
    expect(await linksOf(user)).toEqual([]);
  });

  it('can be requested again, and is also done by the link of a password reset', async () => {
    const user = await join();
    await verificationOf(user.email);
    expect((await call('requestEmailVerification', {}, user.token)).json.data).toEqual({
      requestEmailVerification: true,
    });
    await verificationOf(user.email);
    await reset((await forget(user)).token);
    const [row] = await product.mongo.collection('users').find({ email: user.email }).toArray();
    expect(row?.emailVerifiedAt).toBeInstanceOf(Date);
  });

  it('removes its links when the account is deleted', async () => {
    const user = await join();
    const { token } = await verificationOf(user.email);
    await sendQuery(url, { query: `mutation { deleteAccount(password: "${user.password}") }` }, user.token);
    expect(await linksOf(user)).toEqual([]);
    expect(codeOf(await call('verifyEmail', { token }))).toBe('INVALID_CREDENTIALS');
  });
});

describe('updateProfile', () => {
  it('changes only the name, and nothing without arguments', async () => {
    const user = await join();
    const calls: Variables[] = [{ name: ' Ada Lovelace ' }, {}, { name: null, email: null }];
    for (const args of calls) {
      const { json } = await call('updateProfile', args, user.token);
      expect(json.data?.updateProfile).toMatchObject({ name: 'Ada Lovelace', email: user.email });
    }
  });

  it('changes the email, requires a new verification, and notifies the old address', async () => {
    const user = await join();
    const first = await verificationOf(user.email);
    await call('verifyEmail', { token: first.token });
    const email = `${randomUUID()}@example.com`;
    const { json } = await call('updateProfile', { email: ` ${email.toUpperCase()}` }, user.token);
    expect(json.data?.updateProfile).toEqual({ name: 'Ada', email, emailVerified: false });
    expect((await mailbox.take(user.email, 'was changed')).text).toContain(email);
    expect([await signsIn(user.email, user.password), await signsIn(email, user.password)]).toEqual([
      'INVALID_CREDENTIALS',
      'ok',
    ]);
    const second = await verificationOf(email);
    await call('verifyEmail', { token: second.token });
    expect(await me(user.token)).toMatchObject({ email, emailVerified: true });
    await call('updateProfile', { email }, user.token);
    expect(await me(user.token)).toMatchObject({ emailVerified: true });
  });

  it('rejects the email of another account and invalid names and emails, and changes nothing', async () => {
    const [user, other] = await Promise.all([join(), join()]);
    const taken = await call('updateProfile', { name: 'Eve', email: other.email.toUpperCase() }, user.token);
    expect(codeOf(taken)).toBe('EMAIL_TAKEN');
    const wrong = await call('updateProfile', { name: ' ', email: 'x' }, user.token);
    expect(wrong.json.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ field: 'name' }, { field: 'email' }],
    });
    const { json } = await call('updateProfile', {}, user.token);
    expect(json.data?.updateProfile).toMatchObject({ name: 'Ada', email: user.email });
  });

  it('gives an email to one of five accounts that request it concurrently', async () => {
    const users = await Promise.all(Array.from({ length: 5 }, () => join()));
    const email = `${randomUUID()}@example.com`;
    const answers = await Promise.all(users.map(({ token }) => call('updateProfile', { email }, token)));
    expect(answers.map((answer) => codeOf(answer) ?? 'ok').toSorted()).toEqual([
      ...Array(4).fill('EMAIL_TAKEN'),
      'ok',
    ]);
  });
});

describe('a server', () => {
  it('in production without SMTP_URL reports that it sends no mail, to users and in the web app', async () => {
    const user = await join();
    expect(await me(user.token, off)).toMatchObject({ mailAvailable: false });
    for (const [field, args] of [
      ['requestPasswordReset', { email: user.email }],
      ['requestEmailVerification', {}],
    ] as const) {
      expect(codeOf(await call(field, args, user.token, off))).toBe('FORBIDDEN');
    }
    const mailOf = async (to: string) =>
      /<meta name="mail" content="(\w+)"/.exec(await (await fetch(new URL('/', to))).text())?.[1];
    expect([await mailOf(off), await mailOf(url)]).toEqual(['off', 'on']);
  });

  it('in development without SMTP_URL logs the link, which points to the server itself', async () => {
    const user = await join();
    const local = await product.startApi({ NODE_ENV: 'development' });
    await call('requestPasswordReset', { email: user.email }, undefined, local.url);
    await expect.poll(() => linkIn({ text: local.output() }).token).not.toBe('');
    const link = linkIn({ text: local.output().replaceAll('\\n', '\n') });
    expect(link.url).toBe(`${new URL(local.url).origin}/reset-password#${link.token}`);
    expect((await reset(link.token)).json.data).toEqual({ resetPassword: true });
  });

  it('counts mails the same for known and unknown emails, and logs a failed one without its link', async () => {
    const user = await join();
    const strict = await product.startApi({
      ...mailEnv,
      SMTP_URL: `smtp://mailer:secret-of-mail@127.0.0.1:${await freePort()}`,
      RATE_LIMITS: 'on',
      RATE_LIMIT_MAILS_PER_ACCOUNT: '1/1h',
    });
    for (const email of [user.email, `${randomUUID()}@example.com`]) {
      const ask = () => call('requestPasswordReset', { email }, undefined, strict.url);
      expect([codeOf(await ask()), codeOf(await ask())]).toEqual([undefined, 'RATE_LIMITED']);
    }
    await expect.poll(() => strict.output()).toContain('password reset was not sent');
    expect(strict.output()).not.toMatch(/reset-password#|secret-of-mail/);
    const ask = () => call('requestEmailVerification', {}, user.token, strict.url);
    expect([codeOf(await ask()), codeOf(await ask())]).toEqual([undefined, 'RATE_LIMITED']);
    const email = `${randomUUID()}@example.com`;
    expect(codeOf(await call('updateProfile', { email }, user.token, strict.url))).toBe('RATE_LIMITED');
    const named = await call('updateProfile', { name: 'Ada' }, user.token, strict.url);
    expect(named.json.errors).toBeUndefined();
  });
});
