import type { Access } from './access.js';
import type { SessionRecord } from './session.model.js';
import { type UserModel, type UserRecord, UserStatus } from './user.model.js';

export interface SessionId {
  userId: string;
  sessionId: string;
  /** Set for an access token, which ends independently of sessions. `sessionId` is its id then. */
  access?: Access;
}

type Epoch = Pick<UserRecord, 'sessionEpoch' | 'keptSession'>;

/** Accounts without an epoch, from earlier versions, have the first one. */
export const epochOf = ({ sessionEpoch }: Pick<UserRecord, 'sessionEpoch'>): number => sessionEpoch ?? 0;

/** Whether no change of the password and no sign-out everywhere has ended a session. */
export function isOfEpoch(session: Pick<SessionRecord, '_id' | 'epoch'>, user: Epoch): boolean {
  return session.epoch === epochOf(user) || user.keptSession?.equals(session._id) === true;
}

/**
 * The one write that ends all sessions but the kept one. Removing their documents comes after it, and may fail.
 * Null if the account has changed.
 */
export function raiseEpoch(
  users: UserModel,
  of: object,
  set: Partial<UserRecord>,
): Promise<UserRecord | null> {
  const { keptSession, ...rest } = set;
  return users
    .findOneAndUpdate(
      { ...of, status: UserStatus.ACTIVE },
      {
        $inc: { sessionEpoch: 1 },
        $set: keptSession ? { ...rest, keptSession } : rest,
        ...(!keptSession && { $unset: { keptSession: 1 } }),
      },
      { returnDocument: 'after' },
    )
    .lean<UserRecord>()
    .exec();
}
