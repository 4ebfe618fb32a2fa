// What all peers have in common: where they connect to, and how they say that they are ready.
import { createSecretKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
export const MONGO_URI = process.env.MONGO_URI ?? '';
export const REDIS_URL = process.env.REDIS_URL ?? '';
export const JWT_SECRET = process.env.JWT_SECRET ?? '';
const key = createSecretKey(Buffer.from(JWT_SECRET));
/** The user of a request, by a key that is made once: what a tuned server does. @throws where it has no good token */
export function userOf(authorization) {
    const claims = jwt.verify(authorization?.slice('Bearer '.length) ?? '', key, { algorithms: ['HS256'] });
    return String(claims.sub);
}
/** The same, by the secret as a string: what most servers do, and what costs them 40 times as much. */
export function userOfByString(authorization) {
    const claims = jwt.verify(authorization?.slice('Bearer '.length) ?? '', JWT_SECRET, {
        algorithms: ['HS256'],
    });
    return String(claims.sub);
}
export function announceReady(server) {
    const port = server ? server.address().port : 0;
    process.send?.({ type: 'ready', ...(server && { url: `http://127.0.0.1:${port}` }) });
}
process.on('SIGTERM', () => process.exit(0));
