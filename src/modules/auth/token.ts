import { createSecretKey, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { LRUCache } from 'lru-cache';
import type { Access } from './access.js';

const ISSUER = 'smart-content-generator';
/** The kinds of tokens: neither is accepted as the other. */
const AUDIENCES = {
  access: 'smart-content-generator-api',
  refresh: 'smart-content-generator-refresh',
} as const;
/** How far the clocks of two machines may differ, in seconds. */
const CLOCK_TOLERANCE = 30;
/** How many valid tokens are cached. Whether a session is active is checked each time. */
const REMEMBERED = 10_000;
type Header = { kid?: unknown };

const OBJECT_ID = /^[0-9a-f]{24}$/;

/** The claims of a valid token. */
export interface TokenClaims {
  userId: string;
  /** The session, or the access token itself. */
  sessionId: string;
  expiresAt: Date;
  /** Of an access token; a session has none. */
  access?: Access;
}

/** The claims of a refresh token, with its number in its session, counted from 1. */
export interface RefreshClaims extends TokenClaims {
  generation: number;
}

/** The claims of a refresh token besides its owner. */
export interface RefreshTerms {
  generation: number;
  issuedAt: Date;
  expiresAt: Date;
}

/** `expired`: not valid now; `invalid`: will never be valid. */
export type TokenCheck<Claims = TokenClaims> =
  | { ok: true; claims: Claims }
  | { ok: false; reason: 'expired' | 'invalid' };

export interface SignedToken {
  token: string;
  expiresAt: Date;
}

export interface Tokens {
  sign(session: { userId: string; sessionId: string }): SignedToken;
  /** The same arguments return the same token, in every process that has the key. */
  signRefresh(session: { userId: string; sessionId: string } & RefreshTerms): SignedToken;
  verify(token: string): TokenCheck;
  verifyRefresh(token: string): TokenCheck<RefreshClaims>;
}

export interface TokenKeys {
  /** The key of tokens without a `kid`; null for none. It signs if there are no `keys`. */
  secret: string | null;
  /** The first one signs, all verify. */
  keys?: readonly { id: string; secret: string }[];
  expiresInSeconds: number;
}

/** The secrets that verify what a process signs, the one that signs first. */
export const secretsOf = ({ secret, keys = [] }: Pick<TokenKeys, 'secret' | 'keys'>): string[] => [
  ...keys.map((key) => key.secret),
  ...(secret === null ? [] : [secret]),
];

// A KeyObject made once: given a string, jsonwebtoken tries it as a public key each time, at 40 times the cost.
const keyOf = (secret: string) => createSecretKey(Buffer.from(secret));

/** JWT (RFC 7519) with HS256 pinned and every claim required, after RFC 8725. */
export function createTokens({ secret, keys = [], expiresInSeconds }: TokenKeys): Tokens {
  /** By `kid`; undefined for tokens without one. */
  const known = new Map<unknown, KeyObject>(keys.map(({ id, secret: own }) => [id, keyOf(own)]));
  if (secret !== null) known.set(undefined, keyOf(secret));
  const signingId = keys[0]?.id;
  const signingKey = known.get(signingId);
  if (!signingKey) throw new Error('no key signs tokens');
  const header = signingId === undefined ? {} : { keyid: signingId };

  function sign(
    kind: keyof typeof AUDIENCES,
    userId: string,
    claims: { sid: string; gen?: number; iat?: number; exp: number },
  ): SignedToken {
    const token = jwt.sign(claims, signingKey as KeyObject, {
      ...header,
      algorithm: 'HS256',
      subject: userId,
      issuer: ISSUER,
      audience: AUDIENCES[kind],
    });
    return { token, expiresAt: new Date(claims.exp * 1_000) };
  }

  function verify(
    kind: keyof typeof AUDIENCES,
    token: string,
  ): TokenCheck<Partial<RefreshClaims> & TokenClaims> {
    // `kid` only chooses one of our keys: it is never a path or an address. Without `keys` it is ignored.
    const key = keys.length === 0 ? signingKey : known.get(kidOf(token));
    if (!key) return { ok: false, reason: 'invalid' };
    try {
      const claims = jwt.verify(token, key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: AUDIENCES[kind],
        clockTolerance: CLOCK_TOLERANCE,
      });
      if (typeof claims === 'string') return { ok: false, reason: 'invalid' };
      const { sub, sid, gen, iat, exp } = claims;
      if (!isObjectId(sub) || !isObjectId(sid) || typeof iat !== 'number' || typeof exp !== 'number') {
        return { ok: false, reason: 'invalid' };
      }
      const now = Date.now() / 1_000;
      // Signed by a process whose clock is ahead: it will be valid.
      if (iat > now + CLOCK_TOLERANCE) return { ok: false, reason: 'expired' };
      // The tolerance is not for `exp`.
      if (exp <= now) return { ok: false, reason: 'expired' };
      return {
        ok: true,
        claims: { userId: sub, sessionId: sid, generation: gen, expiresAt: new Date(exp * 1_000) },
      };
    } catch (error) {
      const temporary = error instanceof jwt.TokenExpiredError || error instanceof jwt.NotBeforeError;
      return { ok: false, reason: temporary ? 'expired' : 'invalid' };
    }
  }

  const good = new LRUCache<string, TokenClaims>({ max: REMEMBERED });

  function verifyAccess(token: string): TokenCheck {
    const claims = good.get(token);
    if (claims && claims.expiresAt.getTime() > Date.now()) return { ok: true, claims };
    const check = verify('access', token);
    if (check.ok) good.set(token, check.claims);
    return check;
  }

  return {
    sign: ({ userId, sessionId }) =>
      sign('access', userId, {
        sid: sessionId,
        exp: Math.floor(Date.now() / 1_000) + expiresInSeconds,
      }),
    signRefresh: ({ userId, sessionId, generation, issuedAt, expiresAt }) =>
      sign('refresh', userId, {
        sid: sessionId,
        gen: generation,
        iat: seconds(issuedAt),
        exp: seconds(expiresAt),
      }),
    verify: verifyAccess,
    verifyRefresh(token) {
      const check = verify('refresh', token);
      if (!check.ok) return check;
      const { generation } = check.claims;
      if (!Number.isSafeInteger(generation)) return { ok: false, reason: 'invalid' };
      return { ok: true, claims: { ...check.claims, generation: generation as number } };
    },
  };
}

/** The id of a token's key, not verified; undefined for none. Null for an invalid token. */
function kidOf(token: string): unknown {
  try {
    const { kid } = JSON.parse(Buffer.from(token.split('.', 1)[0] ?? '', 'base64url').toString()) as Header;
    return kid;
  } catch {
    return null;
  }
}

const seconds = (date: Date) => Math.floor(date.getTime() / 1_000);

const isObjectId = (value: unknown): value is string => typeof value === 'string' && OBJECT_ID.test(value);
