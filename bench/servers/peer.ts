// The common part of all peers: their connections, and their report that they are ready.
import { createSecretKey } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';

export const MONGO_URI = process.env.MONGO_URI ?? '';
export const REDIS_URL = process.env.REDIS_URL ?? '';
export const JWT_SECRET = process.env.JWT_SECRET ?? '';

const key = createSecretKey(Buffer.from(JWT_SECRET));

/** The user of a request, by a key that is created once, as in a tuned server. @throws without a valid token */
export function userOf(authorization: string | undefined): string {
  const claims = jwt.verify(authorization?.slice('Bearer '.length) ?? '', key, { algorithms: ['HS256'] });
  return String(claims.sub);
}

/** The same, by the secret as a string, as in most servers, at 40 times the cost. */
export function userOfByString(authorization: string | undefined): string {
  const claims = jwt.verify(authorization?.slice('Bearer '.length) ?? '', JWT_SECRET, {
    algorithms: ['HS256'],
  });
  return String(claims.sub);
}

export function announceReady(server?: Server) {
  const port = server ? (server.address() as AddressInfo).port : 0;
  process.send?.({ type: 'ready', ...(server && { url: `http://127.0.0.1:${port}` }) });
}

process.on('SIGTERM', () => process.exit(0));
