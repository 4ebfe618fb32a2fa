import { Types } from 'mongoose';
import type { Logger } from '../../infra/logger.js';
import { nativeCollection } from '../../infra/mongo.js';
import type { SessionReader } from '../auth/session-reader.js';
import { type UserModel, type UserRecord, UserStatus } from '../auth/user.model.js';
import type { AccessTokenModel, AccessTokenRecord } from './access-token.model.js';

/** `lastUsedAt` is written no more often, in milliseconds. */
const USED_MS = 60_000;

interface AccessTokenReaderDeps {
  accessTokens: AccessTokenModel;
  users: UserModel;
  log: Logger;
}

/** Reads many access tokens together, as session-reader.ts does sessions. A token is active if its account is. */
export function createAccessTokenReader({ accessTokens, users, log }: AccessTokenReaderDeps): SessionReader {
  const tokenRecords = nativeCollection<AccessTokenRecord>(accessTokens);
  const userRecords = nativeCollection<UserRecord>(users);
  const among = (ids: Iterable<string>) => ({ $in: Array.from(ids, (id) => new Types.ObjectId(id)) });

  function markUsed(ids: Types.ObjectId[]) {
    if (ids.length === 0) return;
    tokenRecords
      .updateMany({ _id: { $in: ids } }, { $set: { lastUsedAt: new Date() } }, { writeConcern: { w: 1 } })
      .catch((error) => log.debug({ err: error }, 'lastUsedAt not written'));
  }

  const isDue = ({ lastUsedAt }: AccessTokenRecord) =>
    lastUsedAt == null || Date.now() - lastUsedAt.getTime() >= USED_MS;

  const reader: SessionReader = {
    async read(requested) {
      const [records, owners] = await Promise.all([
        tokenRecords.find({ _id: among(requested.map(({ sessionId }) => sessionId)) }).toArray(),
        userRecords
          .find(
            { _id: among(new Set(requested.map(({ userId }) => userId))), status: UserStatus.ACTIVE },
            { projection: { _id: 1 } },
          )
          .toArray(),
      ]);
      const active = new Set(owners.map(({ _id }) => _id.toHexString()));
      const now = Date.now();
      const on = records.filter(
        // MongoDB takes up to a minute to remove an expired document.
        ({ userId, expiresAt }) =>
          active.has(userId.toHexString()) && (expiresAt == null || expiresAt.getTime() > now),
      );
      markUsed(on.filter(isDue).map(({ _id }) => _id));
      return new Map(on.map(({ _id, userId }) => [_id.toHexString(), { id: _id, userId, userEpoch: 0 }]));
    },

    async unchanged(known) {
      const requested = known.map(({ id, userId }) => ({
        sessionId: id.toHexString(),
        userId: userId.toHexString(),
      }));
      return (await reader.read(requested)).size === known.length;
    },
  };
  return reader;
}
