import type { SessionRecord } from './session.model.js';
import type { UserRecord } from './user.model.js';

export interface SessionId {
  userId: string;
  sessionId: string;
}

type Epoch = Pick<UserRecord, 'sessionEpoch' | 'keptSession'>;

/** Accounts and sessions of before there were epochs are of the first. */
export const epochOf = ({ sessionEpoch }: Pick<UserRecord, 'sessionEpoch'>): number => sessionEpoch ?? 0;

/** Whether a session outlived the last change of the password, or the last sign-out everywhere. */
export function isOfEpoch(session: Pick<SessionRecord, '_id' | 'epoch'>, user: Epoch): boolean {
  return session.epoch === epochOf(user) || user.keptSession?.equals(session._id) === true;
}
