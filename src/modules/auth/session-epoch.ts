import type { SessionRecord } from './session.model.js';
import type { UserRecord } from './user.model.js';

export interface SessionId {
  userId: string;
  sessionId: string;
}

type Epoch = Pick<UserRecord, 'sessionEpoch' | 'keptSession'>;

/** Accounts without an epoch, from earlier versions, have the first one. */
export const epochOf = ({ sessionEpoch }: Pick<UserRecord, 'sessionEpoch'>): number => sessionEpoch ?? 0;

/** Whether no change of the password and no sign-out everywhere has ended a session. */
export function isOfEpoch(session: Pick<SessionRecord, '_id' | 'epoch'>, user: Epoch): boolean {
  return session.epoch === epochOf(user) || user.keptSession?.equals(session._id) === true;
}
