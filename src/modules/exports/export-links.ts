import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Access } from '../auth/access.js';

/** How long a link is valid, in seconds. */
const LIFETIME = 3_600;
const PURPOSE = 'smart-content-generator export links';

/** The owner of a link. It ends with the session, or the access token, that requested it. */
export interface LinkOwner {
  userId: string;
  sessionId: string;
  /** Of an access token: `sessionId` is its id then. */
  access?: Access;
}

/** The signed part of a link, as it arrives. */
export interface LinkParts {
  session?: unknown;
  access?: unknown;
  expires?: unknown;
  signature?: unknown;
}

export interface ExportLinks {
  /** The path of a download, with its signature. */
  create(exportId: string, owner: LinkOwner): string;
  /** The owner of a link; null for a link that is changed, expired, or of another user's export. */
  check(exportId: string, userId: string, parts: LinkParts): LinkOwner | null;
}

const ACCESSES = Object.values(Access) as unknown[];

/**
 * Signs links with HMAC-SHA-256. Every API process that has the secret accepts them; nothing is stored.
 * @param secrets the first one signs, all verify
 */
export function createExportLinks(secrets: readonly string[], now: () => number = Date.now): ExportLinks {
  // Keys of their own (RFC 5869): the signature of a link is never valid for a token.
  const keys = secrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', PURPOSE, 32)));
  const [first] = keys;
  if (!first) throw new Error('a secret to sign links with is missing');
  const sign = (key: Buffer, exportId: string, owner: LinkOwner, expires: number) =>
    createHmac('sha256', key)
      .update(JSON.stringify([exportId, owner.userId, owner.sessionId, owner.access ?? null, expires]))
      .digest();

  return {
    create(exportId, owner) {
      const expires = Math.floor(now() / 1_000) + LIFETIME;
      const signature = sign(first, exportId, owner, expires).toString('base64url');
      const { sessionId, access } = owner;
      const parts = { session: sessionId, ...(access && { access }), expires: String(expires), signature };
      return `/exports/${exportId}?${new URLSearchParams(parts)}`;
    },
    check(exportId, userId, { session, access, expires, signature }) {
      if (typeof session !== 'string' || typeof signature !== 'string') return null;
      if (typeof expires !== 'string' || !/^[1-9]\d{0,11}$/.test(expires)) return null;
      if (access !== undefined && !ACCESSES.includes(access)) return null;
      const owner = { userId, sessionId: session, ...(access !== undefined && { access: access as Access }) };
      const given = Buffer.from(signature, 'base64url');
      // base64url reads several texts as the same bytes.
      if (given.toString('base64url') !== signature) return null;
      const valid = keys.some((key) => {
        const expected = sign(key, exportId, owner, Number(expires));
        return given.length === expected.length && timingSafeEqual(given, expected);
      });
      return valid && Number(expires) * 1_000 > now() ? owner : null;
    },
  };
}
