import { createSecretKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { LRUCache } from 'lru-cache';
const ISSUER = 'smart-content-generator';
/** What a token is for: neither kind is taken for the other. */
const AUDIENCES = {
    access: 'smart-content-generator-api',
    refresh: 'smart-content-generator-refresh',
};
/** How far the clocks of two machines may differ, in seconds. */
const CLOCK_TOLERANCE = 5;
/** Tokens that were found good and are remembered: whether a session is over is asked elsewhere, each time. */
const REMEMBERED = 10_000;
const OBJECT_ID = /^[0-9a-f]{24}$/;
/** JWT (RFC 7519) with HS256 pinned and every claim asked for, after RFC 8725. */
export function createTokens(settings) {
    // A KeyObject made once: given a string, jsonwebtoken tries it as a public key each time, at 40 times the cost.
    const key = createSecretKey(Buffer.from(settings.secret));
    function sign(kind, userId, claims) {
        const token = jwt.sign(claims, key, {
            algorithm: 'HS256',
            subject: userId,
            issuer: ISSUER,
            audience: AUDIENCES[kind],
        });
        return { token, expiresAt: new Date(claims.exp * 1_000) };
    }
    function verify(kind, token) {
        try {
            const claims = jwt.verify(token, key, {
                algorithms: ['HS256'],
                issuer: ISSUER,
                audience: AUDIENCES[kind],
                clockTolerance: CLOCK_TOLERANCE,
            });
            if (typeof claims === 'string')
                return { ok: false, reason: 'invalid' };
            const { sub, sid, gen, iat, exp } = claims;
            if (!isObjectId(sub) || !isObjectId(sid) || typeof iat !== 'number' || typeof exp !== 'number') {
                return { ok: false, reason: 'invalid' };
            }
            const now = Date.now() / 1_000;
            if (iat > now + CLOCK_TOLERANCE)
                return { ok: false, reason: 'invalid' };
            // The tolerance is for clocks that differ, which `exp` of our own tokens doesn't need.
            if (exp <= now)
                return { ok: false, reason: 'expired' };
            return {
                ok: true,
                claims: { userId: sub, sessionId: sid, generation: gen, expiresAt: new Date(exp * 1_000) },
            };
        }
        catch (error) {
            return { ok: false, reason: error instanceof jwt.TokenExpiredError ? 'expired' : 'invalid' };
        }
    }
    const good = new LRUCache({ max: REMEMBERED });
    function verifyAccess(token) {
        const claims = good.get(token);
        if (claims && claims.expiresAt.getTime() > Date.now())
            return { ok: true, claims };
        const check = verify('access', token);
        if (check.ok)
            good.set(token, check.claims);
        return check;
    }
    return {
        sign: ({ userId, sessionId }) => sign('access', userId, {
            sid: sessionId,
            exp: Math.floor(Date.now() / 1_000) + settings.expiresInSeconds,
        }),
        signRefresh: ({ userId, sessionId, generation, expiresAt }) => sign('refresh', userId, {
            sid: sessionId,
            gen: generation,
            exp: Math.floor(expiresAt.getTime() / 1_000),
        }),
        verify: verifyAccess,
        verifyRefresh(token) {
            const check = verify('refresh', token);
            if (!check.ok)
                return check;
            const { generation } = check.claims;
            if (!Number.isSafeInteger(generation))
                return { ok: false, reason: 'invalid' };
            return { ok: true, claims: { ...check.claims, generation: generation } };
        },
    };
}
const isObjectId = (value) => typeof value === 'string' && OBJECT_ID.test(value);
//# sourceMappingURL=token.js.map