import { LRUCache } from 'lru-cache';
import { Types } from 'mongoose';
import { badUserInput, conflict, notFound } from '../../graphql/errors.js';
import type { Channels } from '../../infra/channels.js';
import { insertInFreeSlot } from '../../infra/free-slot.js';
import type { Logger } from '../../infra/logger.js';
import { parseObjectId } from '../../infra/object-id.js';
import type { RedisClient } from '../../infra/redis-client.js';
import { normalizeText } from '../../text/text.js';
import type { AccessTokenCheck } from '../auth/auth.service.js';
import { createSessionLife } from '../auth/session-life.js';
import type { TokenCheck, TokenClaims } from '../auth/token.js';
import type { UserModel } from '../auth/user.model.js';
import type { AccessTokenModel, AccessTokenRecord } from './access-token.model.js';
import type { AccessToken, AccessTokenWithSecret, CreateAccessTokenInput } from './access-token.types.js';
import { createAccessTokenReader } from './access-token-reader.js';
import { hashOf, isAccessToken, isWellFormed, newToken } from './token-text.js';

/** The access tokens of a user. Every call names the owner. */
export interface AccessTokens extends AccessTokenCheck {
  /** Newest first. */
  list(userId: string): Promise<AccessToken[]>;
  /** @throws BAD_USER_INPUT for an expiry that is not in the future, CONFLICT for a user with 20 */
  create(userId: string, input: CreateAccessTokenInput): Promise<AccessTokenWithSecret>;
  /** @throws NOT_FOUND */
  revoke(userId: string, id: string): Promise<AccessToken>;
  removeAll(userId: string): Promise<void>;
  close(): void;
}

const MAX_PER_USER = 20;
/** How many tokens are cached. Whether a token is active is checked each time. */
const REMEMBERED = 10_000;
/** When a token without an expiry expires: the latest time that a Date can hold. */
const NEVER = new Date(8_640_000_000_000_000);

interface AccessTokensDeps {
  accessTokens: AccessTokenModel;
  users: UserModel;
  channels: Channels;
  redis: RedisClient;
  log: Logger;
}

export async function createAccessTokens(deps: AccessTokensDeps): Promise<AccessTokens> {
  const { accessTokens, channels, redis, log } = deps;
  // Ids of tokens and of sessions are distinct: one topic reports the end of both.
  const life = await createSessionLife({ reader: createAccessTokenReader(deps), channels, redis, log });
  const known = new LRUCache<string, TokenClaims>({ max: REMEMBERED });

  async function check(token: string): Promise<TokenCheck> {
    if (!isWellFormed(token)) return { ok: false, reason: 'invalid' };
    const hash = hashOf(token);
    const claims = known.get(hash) ?? (await find(hash));
    // A revoked token is deleted, and is never valid again.
    if (!claims) return { ok: false, reason: 'invalid' };
    if (claims.expiresAt.getTime() <= Date.now()) return { ok: false, reason: 'expired' };
    return { ok: true, claims };
  }

  async function find(hash: string): Promise<TokenClaims | null> {
    const record = await accessTokens.findOne({ hash }).lean<AccessTokenRecord>().exec();
    if (!record) return null;
    const { _id, userId, access, expiresAt } = record;
    const ids = { userId: userId.toHexString(), sessionId: _id.toHexString() };
    const claims = { ...ids, access, expiresAt: expiresAt ?? NEVER };
    known.set(hash, claims);
    return claims;
  }

  /** @throws CONFLICT if all places are taken */
  const insert = (row: Pick<AccessTokenRecord, 'userId' | 'name' | 'hash' | 'access' | 'expiresAt'>) =>
    insertInFreeSlot(
      {
        rows: accessTokens,
        userId: row.userId,
        most: MAX_PER_USER,
        full: () => conflict(`A user has ${MAX_PER_USER} access tokens at most.`),
      },
      async (slot) => (await accessTokens.create({ ...row, slot })).toObject<AccessTokenRecord>(),
    );

  return {
    check: (token) => (isAccessToken(token) ? check(token) : null),
    life,

    async list(userId) {
      const records = await accessTokens
        .find({ userId: new Types.ObjectId(userId) })
        .sort({ _id: -1 })
        .lean<AccessTokenRecord[]>()
        .exec();
      const now = Date.now();
      return records
        .filter(({ expiresAt }) => expiresAt == null || expiresAt.getTime() > now)
        .map(toAccessToken);
    },

    async create(userId, { name, access, expiresAt }) {
      if (expiresAt != null && expiresAt.getTime() <= Date.now()) {
        throw badUserInput({ field: 'input.expiresAt', message: 'must be in the future' });
      }
      const token = newToken();
      const record = await insert({
        userId: new Types.ObjectId(userId),
        name: normalizeText(name).trim(),
        hash: hashOf(token),
        access,
        ...(expiresAt != null && { expiresAt }),
      });
      log.info({ userId, accessTokenId: record._id.toHexString(), access }, 'access token created');
      return { token, accessToken: toAccessToken(record) };
    },

    async revoke(userId, id) {
      const _id = parseObjectId(id);
      const owned = { _id: _id ?? new Types.ObjectId(), userId: new Types.ObjectId(userId) };
      const record = await accessTokens.findOneAndDelete(owned).lean<AccessTokenRecord>().exec();
      if (!record) throw notFound('Access token');
      life.ended([record._id.toHexString()]);
      log.info({ userId, accessTokenId: record._id.toHexString() }, 'access token revoked');
      return toAccessToken(record);
    },

    async removeAll(userId) {
      const owned = { userId: new Types.ObjectId(userId) };
      const records = await accessTokens.find(owned).select({ _id: 1 }).lean<AccessTokenRecord[]>().exec();
      await accessTokens.deleteMany(owned);
      if (records.length > 0) life.ended(records.map(({ _id }) => _id.toHexString()));
    },

    close: () => life.close(),
  };
}

function toAccessToken(record: AccessTokenRecord): AccessToken {
  const { _id, name, access, createdAt, lastUsedAt, expiresAt } = record;
  return {
    id: _id.toHexString(),
    name,
    access,
    createdAt,
    lastUsedAt: lastUsedAt ?? null,
    expiresAt: expiresAt ?? null,
  };
}
