import { createHmac } from 'node:crypto';
import type { Product, TestUser } from './product.js';

/** A token of the user’s session as the API would sign it, valid for this many seconds. */
export function tokenFor(
  { env }: Product,
  user: TestUser,
  seconds: number,
  secret = env.JWT_SECRET ?? '',
): string {
  const now = Math.floor(Date.now() / 1_000);
  const { sub, sid } = JSON.parse(Buffer.from(user.token.split('.')[1] ?? '', 'base64url').toString());
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    sub,
    sid,
    iat: now - 10,
    exp: now + seconds,
    iss: 'smart-content-generator',
    aud: 'smart-content-generator-api',
  };
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  const signature = createHmac('sha256', secret).update(body).digest('base64url');
  return `${body}.${signature}`;
}
