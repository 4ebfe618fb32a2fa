import { Types } from 'mongoose';
import type { Logger } from '../../infra/logger.js';
import { nativeCollection } from '../../infra/mongo.js';
import type { SessionModel, SessionRecord } from './session.model.js';
import { epochOf, isOfEpoch, type SessionId } from './session-epoch.js';
import type { UserModel } from './user.model.js';
import { type UserRecord, UserStatus } from './user.model.js';

/** An active session, and what ends it if it changes. */
export interface LiveSession {
  id: Types.ObjectId;
  userId: Types.ObjectId;
  /** The user's epoch: a higher one may have ended the session. */
  userEpoch: number;
}

/** Reads many sessions together. */
export interface SessionReader {
  /** The active ones of these sessions, by id. */
  read(sessions: SessionId[]): Promise<Map<string, LiveSession>>;
  /** Whether all of these are still active, at a fraction of the cost of `read`. */
  unchanged(sessions: LiveSession[]): Promise<boolean>;
}

/** `lastSeenAt` is written no more often, in milliseconds. */
const SEEN_MS = 60_000;

type SessionFields = Pick<SessionRecord, '_id' | 'userId' | 'epoch' | 'lastSeenAt'>;
type UserFields = Pick<UserRecord, '_id' | 'sessionEpoch' | 'keptSession'>;

interface SessionReaderDeps {
  sessions: SessionModel;
  users: UserModel;
  log: Logger;
}

export function createSessionReader({ sessions, users, log }: SessionReaderDeps): SessionReader {
  const among = (ids: Iterable<string>) => ({ $in: Array.from(ids, (id) => new Types.ObjectId(id)) });
  // Uses the driver: thousands are read at a time, and mongoose would cast each id.
  const sessionRecords = nativeCollection<SessionFields>(sessions);
  const userRecords = nativeCollection<UserFields>(users);

  function markSeen(ids: Types.ObjectId[]) {
    if (ids.length === 0) return;
    const now = Date.now();
    sessionRecords
      .updateMany(
        { _id: { $in: ids }, lastSeenAt: { $lte: new Date(now - SEEN_MS) } },
        { $set: { lastSeenAt: new Date(now) } },
        { writeConcern: { w: 1 } },
      )
      .catch((error) => log.debug({ err: error }, 'lastSeenAt not written'));
  }

  const isUnseen = ({ lastSeenAt }: { lastSeenAt: Date }) => Date.now() - lastSeenAt.getTime() >= SEEN_MS;

  return {
    async read(requested) {
      const [records, owners] = await Promise.all([
        sessionRecords
          .find(
            { _id: among(requested.map(({ sessionId }) => sessionId)), expiresAt: { $gt: new Date() } },
            { projection: { userId: 1, epoch: 1, lastSeenAt: 1 } },
          )
          .toArray(),
        userRecords
          .find(
            { _id: among(new Set(requested.map(({ userId }) => userId))), status: UserStatus.ACTIVE },
            { projection: { sessionEpoch: 1, keptSession: 1 } },
          )
          .toArray(),
      ]);
      const userOf = new Map(owners.map((user) => [user._id.toHexString(), user]));
      const recordOf = new Map(records.map((record) => [record._id.toHexString(), record]));
      const on = new Map<string, LiveSession>();
      const unseen: Types.ObjectId[] = [];
      for (const { sessionId, userId } of requested) {
        const record = recordOf.get(sessionId);
        const user = userOf.get(userId);
        if (!record || !user?._id.equals(record.userId) || !isOfEpoch(record, user)) continue;
        on.set(sessionId, { id: record._id, userId: user._id, userEpoch: epochOf(user) });
        if (isUnseen(record)) unseen.push(record._id);
      }
      markSeen(unseen);
      return on;
    },

    async unchanged(known) {
      const ids = known.map(({ id }) => id);
      const epochOfUser = new Map(known.map(({ userId, userEpoch }) => [userId.toHexString(), userEpoch]));
      const userIds = [...new Map(known.map(({ userId }) => [userId.toHexString(), userId])).values()];
      // MongoDB counts. Epochs only rise: their sum changes with each of them.
      const [[session], [user]] = await Promise.all([
        sessionRecords
          .aggregate<{ count: number; lastSeenAt: Date }>([
            { $match: { _id: { $in: ids }, expiresAt: { $gt: new Date() } } },
            { $group: { _id: null, count: { $sum: 1 }, lastSeenAt: { $min: '$lastSeenAt' } } },
          ])
          .toArray(),
        userRecords
          .aggregate<{ count: number; epochs: number }>([
            { $match: { _id: { $in: userIds }, status: UserStatus.ACTIVE } },
            { $group: { _id: null, count: { $sum: 1 }, epochs: { $sum: '$sessionEpoch' } } },
          ])
          .toArray(),
      ]);
      const epochs = [...epochOfUser.values()].reduce((sum, epoch) => sum + epoch, 0);
      if (session?.count !== ids.length || user?.count !== userIds.length || user.epochs !== epochs)
        return false;
      if (isUnseen(session)) markSeen(ids);
      return true;
    },
  };
}
