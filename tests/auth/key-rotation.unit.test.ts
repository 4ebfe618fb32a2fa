import { describe, expect, it } from 'vitest';
import { loadApiEnv } from '../../src/config/env.js';
import { EnvError } from '../../src/config/env-source.js';
import { createTokens } from '../../src/modules/auth/token.js';

const ids = { userId: 'a'.repeat(24), sessionId: 'b'.repeat(24) };
const OLD = 'the old secret of the tests and long enough';
const [FIRST, SECOND] = [
  'the first secret of the tests and long enough',
  'the second secret of the tests and long too',
];
const SETTINGS = { MONGO_URI: 'mongodb://db.test/app?replicaSet=rs0', REDIS_URL: 'redis://queue.test' };

type Tokens = ReturnType<typeof createTokens>;

/** The token service of a process with these settings. */
const processWith = (settings: Record<string, string>) =>
  createTokens(loadApiEnv({ ...SETTINGS, ...settings }).jwt);

/** An access token and a refresh token that this process issues. */
function signedBy(tokens: Tokens) {
  const terms = { generation: 1, issuedAt: new Date(), expiresAt: new Date(Date.now() + 60_000) };
  return { access: tokens.sign(ids).token, refresh: tokens.signRefresh({ ...ids, ...terms }).token };
}

const headerOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());

function expectValid(
  tokens: Tokens,
  { access, refresh }: { access: string; refresh: string },
  valid: boolean,
) {
  expect([tokens.verify(access).ok, tokens.verifyRefresh(refresh).ok]).toEqual([valid, valid]);
}

describe('a rotation of keys', () => {
  // The steps of docs/operating.md. Each step is deployed process by process, so two adjacent steps run side by side.
  const settings: Record<string, string>[] = [
    { JWT_SECRET: OLD },
    { JWT_SECRET: OLD, JWT_SECRETS: `old:${OLD},one:${FIRST}` },
    { JWT_SECRET: OLD, JWT_SECRETS: `one:${FIRST},old:${OLD}` },
    { JWT_SECRETS: `one:${FIRST},two:${SECOND}` },
    { JWT_SECRETS: `two:${SECOND},one:${FIRST}` },
  ];
  const steps = settings.map(processWith);
  const numbers = steps.map((_, index) => index);

  it.each(numbers)('ends no session while processes of step %i and its neighbors run', (number) => {
    const tokens = signedBy(steps[number] as Tokens);
    const neighbours = numbers.filter((other) => Math.abs(other - number) <= 1);
    for (const other of neighbours) expectValid(steps[other] as Tokens, tokens, true);
  });

  it('accepts tokens while their key is listed', () => {
    const listed = numbers.map((by) =>
      numbers.map((at) => (steps[at] as Tokens).verify(signedBy(steps[by] as Tokens).access).ok),
    );
    expect(listed).toEqual([
      [true, true, true, false, false],
      [true, true, true, false, false],
      [false, true, true, true, true],
      [false, true, true, true, true],
      [false, false, false, true, true],
    ]);
  });

  it('signs with the first key, and puts its id into the token', () => {
    const names = steps.map((tokens) => headerOf(signedBy(tokens).access).kid);
    expect(names).toEqual([undefined, 'old', 'one', 'one', 'two']);
  });

  it('rejects a token whose `kid` belongs to another key, is unknown or is not a string', () => {
    const tokens = processWith({ JWT_SECRETS: `one:${FIRST},two:${SECOND}` });
    const { access } = signedBy(tokens);
    const withHeader = (header: object) =>
      access.replace(/^[^.]+/, Buffer.from(JSON.stringify(header)).toString('base64url'));
    for (const kid of ['two', 'three', '__proto__', '', 1, null, ['one'], undefined]) {
      const forged = withHeader({ alg: 'HS256', typ: 'JWT', kid });
      expect([kid, tokens.verify(forged)]).toEqual([kid, { ok: false, reason: 'invalid' }]);
    }
    expect(tokens.verify(access).ok).toBe(true);
  });
});

describe('JWT_SECRETS', () => {
  const faults = (settings: Record<string, string>): string[] => {
    try {
      loadApiEnv({ ...SETTINGS, ...settings });
    } catch (error) {
      if (error instanceof EnvError) return error.faults;
      throw error;
    }
    return [];
  };

  it.each([
    ['no id', FIRST],
    ['a short secret', 'one:short'],
    ['an id twice', `one:${FIRST},one:${SECOND}`],
    ['an empty pair', `one:${FIRST},`],
  ])('with %s is rejected, and the message omits the value', (_, JWT_SECRETS) => {
    const [fault, ...more] = faults({ JWT_SECRETS });
    expect(more).toEqual([]);
    expect(fault).toMatch(/^JWT_SECRETS must be/);
    expect(fault).not.toContain(FIRST);
  });

  it('or JWT_SECRET is required', () => {
    expect(faults({})).toEqual(['JWT_SECRET is missing']);
    expect(faults({ JWT_SECRETS: `one:${FIRST}` })).toEqual([]);
  });

  it('rejects placeholders in production, at each position', () => {
    const JWT_SECRETS = `one:${FIRST},two:${'k'.repeat(40)}`;
    expect(faults({ NODE_ENV: 'production', JWT_SECRETS }).join()).toContain('JWT_SECRETS is a placeholder');
  });
});
