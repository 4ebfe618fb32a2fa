import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** People and scanners for leaked secrets recognize an access token by it. */
const PREFIX = 'scg_';
const RANDOM_BYTES = 32;
const FORM = /^scg_([\w-]{43})([\w-]{6})$/;

/** A new token: the prefix, 256 random bits, and a checksum of them. */
export function newToken(): string {
  const random = randomBytes(RANDOM_BYTES).toString('base64url');
  return `${PREFIX}${random}${checksum(random)}`;
}

/** Whether a text has the prefix of an access token. */
export const isAccessToken = (token: string): boolean => token.startsWith(PREFIX);

/** Whether a token has a valid checksum. Mistyped and invented tokens cost no read of the database. */
export function isWellFormed(token: string): boolean {
  const [, random = '', sum] = FORM.exec(token) ?? [];
  return sum === checksum(random);
}

/** What is stored of a token. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

function checksum(random: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(random));
  return bytes.toString('base64url');
}
