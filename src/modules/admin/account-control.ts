import { type ClientSession, type Connection, trusted } from 'mongoose';
import { conflict, forbidden, notFound } from '../../graphql/errors.js';
import { inTransaction } from '../../infra/mongo.js';
import { parseObjectId } from '../../infra/object-id.js';
import { AuditAction } from '../audit/audit.model.js';
import type { Actor, AuditLog } from '../audit/audit-log.js';
import {
  legacyEmail,
  normalizeEmail,
  roleOf,
  type UserModel,
  type UserRecord,
  UserRole,
  UserStatus,
} from '../auth/user.model.js';

/**
 * Changes of accounts. Each is one transaction with its entry in the audit log, and leaves at least one active
 * administrator if there was one.
 */
export interface AccountControl {
  /**
   * Opens or closes an account. Closing ends its sessions.
   * @throws NOT_FOUND, FORBIDDEN, CONFLICT for the actor's own account
   */
  setStatus(actor: Actor, id: string, status: UserStatus): Promise<ChangedAccount>;
  /**
   * Gives an account a role. One that loses a role signs in again: its sessions end.
   * @throws NOT_FOUND, FORBIDDEN, CONFLICT for the last administrator
   */
  setRole(actor: Actor, id: string, role: UserRole): Promise<ChangedAccount>;
  /** Sets an account's own budget. @throws NOT_FOUND, FORBIDDEN */
  setBudget(actor: Actor, id: string, budget: OwnBudget): Promise<ChangedAccount>;
  /** Gives the role ADMIN to the account of this email, unless there is an administrator. Returns the outcome. */
  appointFirst(email: string, actor: Actor): Promise<'appointed' | 'unknown' | 'unneeded'>;
  /** The id of the account with this email; null if there is none. */
  idOf(email: string): Promise<string | null>;
}

/** What an account may use in a month, instead of the settings. Null: the settings apply. */
export interface OwnBudget {
  usd: number | null;
  tokens: number | null;
}

export interface ChangedAccount {
  user: UserRecord;
  /** Whether the change ended all sessions of the account. */
  endedSessions: boolean;
}

interface AccountControlDeps {
  connection: Connection;
  users: UserModel;
  auditLog: AuditLog;
}

/** The part of a change that differs between a status and a role. */
interface Change {
  action: AuditAction;
  from: (user: UserRecord) => string;
  to: string;
  set: Partial<UserRecord>;
  unset?: Partial<Record<keyof UserRecord, 1>>;
  /** Whether the account's sessions end. */
  endsSessions: boolean;
}

const ACTIVE_ADMIN = { role: UserRole.ADMIN, status: UserStatus.ACTIVE };

const budgetText = (usd: number | null | undefined, tokens: number | null | undefined) =>
  `${usd ?? 'default'} USD, ${tokens ?? 'default'} tokens`;

const isActiveAdmin = (user: UserRecord) =>
  roleOf(user) === UserRole.ADMIN && user.status === UserStatus.ACTIVE;

export function createAccountControl({ connection, users, auditLog }: AccountControlDeps): AccountControl {
  /** Writes to an active administrator, so that a concurrent transaction that takes away the role conflicts. */
  async function holdAdmin(filter: object, session: ClientSession): Promise<boolean> {
    const held = await users.updateOne(
      { ...filter, ...ACTIVE_ADMIN },
      { $inc: { adminActs: 1 } },
      { session },
    );
    return held.matchedCount === 1;
  }

  async function change(actor: Actor, id: string, wanted: Change): Promise<ChangedAccount> {
    const _id = parseObjectId(id);
    const { action, from, to, set, unset, endsSessions } = wanted;
    return inTransaction(connection, async (session) => {
      if (actor.userId !== null && !(await holdAdmin({ _id: actor.userId }, session))) throw forbidden();
      const user = _id && (await users.findOne({ _id }).session(session).lean<UserRecord>().exec());
      if (!user || user.erasedAt) throw notFound('User');
      if (from(user) === to) return { user, endedSessions: false };
      const after = { ...user, ...set };
      const other = { _id: trusted({ $ne: user._id }) };
      if (isActiveAdmin(user) && !isActiveAdmin(after) && !(await holdAdmin(other, session))) {
        throw conflict('This is the last administrator.');
      }
      const changed = await users
        .findOneAndUpdate(
          { _id: user._id },
          {
            $set: set,
            ...((unset || endsSessions) && { $unset: { ...unset, ...(endsSessions && { keptSession: 1 }) } }),
            ...(endsSessions && { $inc: { sessionEpoch: 1 } }),
          },
          { returnDocument: 'after', session },
        )
        .lean<UserRecord>()
        .exec();
      const targetId = user._id.toHexString();
      await auditLog.record(session, actor, { action, targetId, userId: targetId, from: from(user), to });
      return { user: changed as UserRecord, endedSessions: endsSessions };
    });
  }

  async function idOf(email: string): Promise<string | null> {
    const spellings = [normalizeEmail(email), legacyEmail(email)];
    const user = await users
      .findOne({ email: trusted({ $in: spellings }) })
      .lean<UserRecord>()
      .exec();
    return user?._id.toHexString() ?? null;
  }

  const setRole = (actor: Actor, id: string, role: UserRole) =>
    change(actor, id, {
      action: AuditAction.USER_ROLE_CHANGED,
      from: roleOf,
      to: role,
      set: { role },
      endsSessions: role !== UserRole.ADMIN,
    });

  return {
    setRole,

    async setStatus(actor, id, status) {
      if (status === UserStatus.INACTIVE && actor.userId !== null && id.toLowerCase() === actor.userId) {
        throw conflict('You cannot close your own account here.');
      }
      const closes = status === UserStatus.INACTIVE;
      return change(actor, id, {
        action: AuditAction.USER_STATUS_CHANGED,
        from: (user) => user.status,
        to: status,
        set: { status, ...(closes && { shutAt: new Date() }) },
        ...(!closes && { unset: { shutAt: 1 } }),
        endsSessions: closes,
      });
    },

    setBudget: (actor, id, { usd, tokens }) =>
      change(actor, id, {
        action: AuditAction.USER_BUDGET_CHANGED,
        from: ({ monthlyBudgetUsd, monthlyTokens }) => budgetText(monthlyBudgetUsd, monthlyTokens),
        to: budgetText(usd, tokens),
        set: {
          ...(usd !== null && { monthlyBudgetUsd: usd }),
          ...(tokens !== null && { monthlyTokens: tokens }),
        },
        unset: {
          ...(usd === null && { monthlyBudgetUsd: 1 }),
          ...(tokens === null && { monthlyTokens: 1 }),
        },
        endsSessions: false,
      }),

    async appointFirst(email, actor) {
      if (await users.exists(ACTIVE_ADMIN)) return 'unneeded';
      const id = await idOf(email);
      if (id === null) return 'unknown';
      await setRole(actor, id, UserRole.ADMIN);
      return 'appointed';
    },

    idOf,
  };
}
