import { Types, trusted } from 'mongoose';
import { checkText } from '../../graphql/input.js';
import { type Order, type Page, readPage } from '../../graphql/pagination.js';
import { parseObjectId } from '../../infra/object-id.js';
import { normalizeText } from '../../text/text.js';
import type { Actor } from '../audit/audit-log.js';
import {
  normalizeEmail,
  presentEmail,
  roleOf,
  SEARCH_COLLATION,
  type UserModel,
  type UserRecord,
  type UserRole,
  UserStatus,
} from '../auth/user.model.js';
import type { AdminUser, AdminUsersArgs } from './account.types.js';
import type { AccountControl, ChangedAccount, OwnBudget } from './account-control.js';
import type { ClosedAccounts } from './closed-accounts.js';

/** The accounts of all users, as administrators see and change them. */
export interface Accounts {
  list(args: AdminUsersArgs): Promise<Page<AdminUser>>;
  /** @throws NOT_FOUND, FORBIDDEN, CONFLICT for the actor's own account */
  setStatus(actor: Actor, id: string, status: UserStatus): Promise<AdminUser>;
  /** @throws NOT_FOUND, FORBIDDEN, CONFLICT for the last administrator */
  setRole(actor: Actor, id: string, role: UserRole): Promise<AdminUser>;
  /** @throws NOT_FOUND, FORBIDDEN */
  setBudget(actor: Actor, id: string, budget: OwnBudget): Promise<AdminUser>;
  /** These users, by id; without those that were deleted. */
  byIds(ids: Iterable<string>): Promise<Map<string, AdminUser>>;
}

interface AccountsDeps {
  users: UserModel;
  control: AccountControl;
  shut: ClosedAccounts;
  /** Ends the sessions and sockets of a user whose epoch was raised. */
  endSessions: (userId: string) => Promise<unknown>;
}

const NEWEST: Order = { name: 'users', field: 'createdAt', direction: -1 };
const LONGEST_SEARCH = 254;
/** Sorts after every other character in MongoDB's collations. */
const LAST_CHARACTER = '\uffff';

export function createAccounts({ users, control, shut, endSessions }: AccountsDeps): Accounts {
  /** The transaction has ended the sessions already. This notifies every process, and removes their documents. */
  async function afterwards({ user, endedSessions }: ChangedAccount) {
    if (endedSessions) await endSessions(user._id.toHexString());
  }

  return {
    list({ status, search, ...args }) {
      const filter: Record<string, unknown> = { erasedAt: null };
      if (status) filter.status = status;
      const words =
        search == null ? '' : normalizeText(checkText('search', search, 0, LONGEST_SEARCH)).trim();
      const id = parseObjectId(words);
      if (id) filter._id = id;
      else if (words) {
        const email = words.includes('@') ? normalizeEmail(words) : words;
        filter.$or = [{ email: beginningWith(email) }, { name: beginningWith(words) }];
      }
      return readPage<UserRecord, AdminUser>({
        model: users,
        filter,
        order: NEWEST,
        args,
        ...(words && !id && { collation: SEARCH_COLLATION }),
        parseId: parseObjectId,
        toNode: toAdminUser,
      });
    },

    async setStatus(actor, id, status) {
      const changed = await control.setStatus(actor, id, status);
      await afterwards(changed);
      if (status === UserStatus.INACTIVE) shut.cancelJobs(id);
      return toAdminUser(changed.user);
    },

    async setRole(actor, id, role) {
      const changed = await control.setRole(actor, id, role);
      await afterwards(changed);
      return toAdminUser(changed.user);
    },

    async setBudget(actor, id, budget) {
      return toAdminUser((await control.setBudget(actor, id, budget)).user);
    },

    async byIds(ids) {
      const found = await users
        .find({
          _id: trusted({ $in: [...new Set(ids)].map((id) => new Types.ObjectId(id)) }),
          erasedAt: null,
        })
        .lean<UserRecord[]>()
        .exec();
      return new Map(found.map((user) => [user._id.toHexString(), toAdminUser(user)]));
    },
  };
}

const beginningWith = (words: string) => trusted({ $gte: words, $lt: `${words}${LAST_CHARACTER}` });

function toAdminUser(record: UserRecord): AdminUser {
  const { _id, name, email, status, createdAt } = record;
  return {
    id: _id.toHexString(),
    name,
    email: presentEmail(email),
    status,
    role: roleOf(record),
    monthlyBudgetUsd: record.monthlyBudgetUsd ?? null,
    monthlyTokens: record.monthlyTokens ?? null,
    createdAt,
  };
}
