import { Types, trusted } from 'mongoose';
import type { Logger } from '../../infra/logger.js';
import { cutText, normalizeText } from '../../text/text.js';
import type { SessionModel, SessionRecord } from './session.model.js';
import { epochOf, isOfEpoch } from './session-epoch.js';
import type { SessionLife } from './session-life.js';
import type { RefreshClaims, RefreshTerms } from './token.js';
import type { UserModel } from './user.model.js';
import { type UserRecord, UserStatus } from './user.model.js';

/** Sessions, each of one device. Every call names the owner. */
export interface Sessions {
  /** Starts a session. Of more than 100 the least recently used are ended. */
  open(user: UserRecord, userAgent: string | null): Promise<SessionRecord>;
  /**
   * Takes a refresh token and returns its successor. A token that is sent again within 30 s, by a second tab or after a
   * lost response, has the same successor. Null if it is not valid. Later reuse ends the session, because two clients
   * hold the token (RFC 9700, section 4.14.2).
   */
  refresh(claims: RefreshClaims): Promise<Refreshed | null>;
  /** The active sessions, the last used first. */
  list(userId: string): Promise<SessionRecord[]>;
  /** Ends a session; null if the user has no such session. */
  end(userId: string, sessionId: string): Promise<SessionRecord | null>;
  /** Removes all sessions, or all but one, after the user's epoch was raised or the account closed; returns their number. */
  removeAll(userId: string, except?: string): Promise<number>;
}

/** A refreshed session, and its next refresh token. */
export interface Refreshed {
  user: UserRecord;
  session: SessionRecord;
  successor: RefreshTerms;
}

/** A refresh token may be sent again within this time, in milliseconds. */
const REPEAT_MS = 30_000;
/** The number of latest refresh tokens whose times are kept: no client takes more within REPEAT_MS. */
const KEPT_TIMES = 10;
const MAX_PER_USER = 100;
const MAX_USER_AGENT = 200;

interface SessionsDeps {
  sessions: SessionModel;
  users: UserModel;
  life: SessionLife;
  lifetimeSeconds: number;
  log: Logger;
}

export function createSessions({ sessions, users, life, lifetimeSeconds, log }: SessionsDeps): Sessions {
  const endOf = (start: Date) => new Date(start.getTime() + lifetimeSeconds * 1_000);

  async function remove(filter: object): Promise<number> {
    const found = await sessions.find(filter).select({ _id: 1 }).lean<Pick<SessionRecord, '_id'>[]>().exec();
    if (found.length === 0) return 0;
    const { deletedCount } = await sessions.deleteMany({
      _id: trusted({ $in: found.map(({ _id }) => _id) }),
    });
    life.ended(found.map(({ _id }) => _id.toHexString()));
    return deletedCount;
  }

  async function endOne(userId: string, sessionId: string): Promise<SessionRecord | null> {
    const record = await sessions
      .findOneAndDelete({ _id: sessionId, userId: new Types.ObjectId(userId) })
      .lean<SessionRecord>()
      .exec();
    if (record) life.ended([sessionId]);
    return record;
  }

  /** The token that followed a taken one; null if that is too long ago. */
  function successorOf(session: SessionRecord, taken: number): RefreshTerms | null {
    const later = session.generation - taken;
    const takenAt = later > 0 ? session.refreshedAt?.at(-later) : undefined;
    if (!takenAt || Date.now() - takenAt.getTime() > REPEAT_MS) return null;
    return { generation: taken + 1, issuedAt: takenAt, expiresAt: endOf(takenAt) };
  }

  async function endOldest(userId: Types.ObjectId) {
    const surplus = await sessions
      .find({ userId })
      .sort({ lastSeenAt: -1 })
      .skip(MAX_PER_USER)
      .select({ _id: 1 })
      .lean<Pick<SessionRecord, '_id'>[]>()
      .exec();
    if (surplus.length > 0) await remove({ _id: trusted({ $in: surplus.map(({ _id }) => _id) }) });
  }

  return {
    async open(user, userAgent) {
      const now = new Date();
      const record = await sessions.create({
        userId: user._id,
        epoch: epochOf(user),
        userAgent: userAgent === null ? undefined : displayable(userAgent),
        createdAt: now,
        lastSeenAt: now,
        expiresAt: endOf(now),
      });
      await endOldest(user._id);
      return record.toObject();
    },

    async refresh({ userId, sessionId, generation }) {
      const user = await users.findById(userId).lean<UserRecord>().exec();
      if (user?.status !== UserStatus.ACTIVE) return null;
      const now = new Date();
      const active = { _id: sessionId, userId: user._id, expiresAt: trusted({ $gt: now }) };
      const session =
        (await sessions
          .findOneAndUpdate(
            { ...active, generation },
            {
              $inc: { generation: 1 },
              $set: { lastSeenAt: now, expiresAt: endOf(now) },
              $push: { refreshedAt: { $each: [now], $slice: -KEPT_TIMES } },
            },
            { returnDocument: 'after' },
          )
          .lean<SessionRecord>()
          .exec()) ?? (await sessions.findOne(active).lean<SessionRecord>().exec());
      const successor = session && isOfEpoch(session, user) ? successorOf(session, generation) : null;
      if (session && successor) return { user, session, successor };
      if (await endOne(userId, sessionId))
        log.warn({ userId, sessionId }, 'refresh token used twice: session ended');
      return null;
    },

    async list(userId) {
      const [user, records] = await Promise.all([
        users.findById(userId).lean<UserRecord>().exec(),
        sessions
          .find({ userId: new Types.ObjectId(userId), expiresAt: trusted({ $gt: new Date() }) })
          .sort({ lastSeenAt: -1, _id: -1 })
          .limit(MAX_PER_USER)
          .lean<SessionRecord[]>()
          .exec(),
      ]);
      return user ? records.filter((record) => isOfEpoch(record, user)) : [];
    },

    end: endOne,

    removeAll: (userId, except) =>
      remove({
        userId: new Types.ObjectId(userId),
        ...(except !== undefined && { _id: trusted({ $ne: new Types.ObjectId(except) }) }),
      }),
  };
}

/** A user agent is shown to people: without control characters, and cut. */
function displayable(userAgent: string): string {
  return cutText(normalizeText(userAgent.replace(/[^\x20-\x7e\xa0-\xff]/g, ' ')), MAX_USER_AGENT);
}
