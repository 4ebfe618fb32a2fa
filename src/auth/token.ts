import { createSecretKey } from 'node:crypto';
import jwt from 'jsonwebtoken';

const ISSUER = 'smart-content-generator';
const AUDIENCE = 'smart-content-generator-api';
/** How far the clocks of two machines may differ, in seconds. */
const CLOCK_TOLERANCE = 5;

/** What a checked token says. */
export interface TokenClaims {
  userId: string;
  expiresAt: Date;
}

/** `expired` may be answered with a new sign-in or token; `invalid` will never become valid. */
export type TokenCheck = { ok: true; claims: TokenClaims } | { ok: false; reason: 'expired' | 'invalid' };

export interface Tokens {
  sign(userId: string): { token: string; expiresAt: Date };
  verify(token: string): TokenCheck;
}

/** JWT (RFC 7519) with HS256 pinned and every claim asked for, after RFC 8725. */
export function createTokens(settings: { secret: string; expiresInSeconds: number }): Tokens {
  // A KeyObject made once: given a string, jsonwebtoken tries it as a public key each time, at 40 times the cost.
  const key = createSecretKey(Buffer.from(settings.secret));
  return {
    sign(userId) {
      const token = jwt.sign({}, key, {
        algorithm: 'HS256',
        subject: userId,
        issuer: ISSUER,
        audience: AUDIENCE,
        expiresIn: settings.expiresInSeconds,
      });
      const { exp } = jwt.decode(token) as { exp: number };
      return { token, expiresAt: new Date(exp * 1_000) };
    },
    verify(token) {
      try {
        const claims = jwt.verify(token, key, {
          algorithms: ['HS256'],
          issuer: ISSUER,
          audience: AUDIENCE,
          clockTolerance: CLOCK_TOLERANCE,
        });
        if (typeof claims === 'string' || typeof claims.sub !== 'string')
          return { ok: false, reason: 'invalid' };
        const { sub, iat, exp } = claims;
        if (!/^[0-9a-f]{24}$/.test(sub) || typeof iat !== 'number' || typeof exp !== 'number') {
          return { ok: false, reason: 'invalid' };
        }
        const now = Date.now() / 1_000;
        if (iat > now + CLOCK_TOLERANCE) return { ok: false, reason: 'invalid' };
        // The tolerance is for clocks that differ, which `exp` of our own tokens doesn't need.
        if (exp <= now) return { ok: false, reason: 'expired' };
        return { ok: true, claims: { userId: sub, expiresAt: new Date(exp * 1_000) } };
      } catch (error) {
        return { ok: false, reason: error instanceof jwt.TokenExpiredError ? 'expired' : 'invalid' };
      }
    },
  };
}
