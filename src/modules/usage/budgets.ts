import { type ClientSession, type Connection, Types } from 'mongoose';
import { budgetExceeded } from '../../graphql/errors.js';
import { inTransaction, nativeCollection } from '../../infra/mongo.js';
import type { UserModel, UserRecord } from '../auth/user.model.js';
import type { JobModel } from '../jobs/model/job.model.js';
import { createPromises, type NewJob } from './promised.js';
import type { UsageDayModel } from './usage.model.js';
import type { Budget } from './usage.types.js';
import { dayOf, readDays, sumOf } from './usage-ledger.js';

/** What each user may use in a calendar month (UTC). Null: no limit. */
export interface BudgetSettings {
  usd: number | null;
  tokens: number | null;
  /** The maximum length of a text, in tokens: what a job in the queue may still write. */
  maxTokens: number;
}

export interface Budgets {
  /**
   * Starts a run of a job if the budget permits it. Requests of one user are admitted one after the other.
   * @param start gets the session that its writes belong to, if there is one; it may be called again
   * @param before jobs that `start` creates besides the last one. The budget must permit the last one after them.
   * @throws BUDGET_EXCEEDED
   */
  admit<T>(
    userId: string,
    start: (session?: ClientSession) => Promise<T>,
    before?: readonly NewJob[],
  ): Promise<T>;
  /** The budget of the present month; null where there is no limit. */
  stateOf(userId: string): Promise<Budget | null>;
}

interface BudgetsDeps {
  users: UserModel;
  jobs: JobModel;
  usageDays: UsageDayModel;
  connection: Connection;
  /** Null if budgets are off. */
  settings: BudgetSettings | null;
}

type Limits = Pick<UserRecord, '_id' | 'monthlyBudgetUsd' | 'monthlyTokens'>;
const LIMITS = { monthlyBudgetUsd: 1, monthlyTokens: 1 };

/** Permits every run. */
export const noBudgets: Pick<Budgets, 'admit'> = { admit: (_, start) => start() };

export function createBudgets({ users, jobs, usageDays, connection, settings }: BudgetsDeps): Budgets {
  const promisedTo = createPromises(jobs);

  async function read(
    own: Limits,
    session?: ClientSession,
    before?: readonly NewJob[],
  ): Promise<Budget | null> {
    if (!settings) return null;
    const limitUsd = own.monthlyBudgetUsd ?? settings.usd;
    const limitTokens = own.monthlyTokens ?? settings.tokens;
    if (limitUsd === null && limitTokens === null) return null;
    const now = new Date();
    const month = `${dayOf(now).slice(0, 7)}-01`;
    // One after the other: a transaction permits nothing else.
    const sums = sumOf(await readDays(usageDays, own._id.toHexString(), month, session));
    const promised = await promisedTo(own._id, settings.maxTokens, session, before);
    return {
      limitUsd,
      limitTokens,
      usedUsd: sums.costUsd ?? 0,
      usedTokens: (sums.promptTokens ?? 0) + (sums.completionTokens ?? 0),
      promisedUsd: promised.usd,
      promisedTokens: promised.tokens,
      resetsAt: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)),
    };
  }

  return {
    async admit(userId, start, before) {
      if (!settings) return start();
      return inTransaction(connection, async (session) => {
        // The write makes two requests of one user conflict: without it, both would see a budget that is for one.
        const own = await nativeCollection<UserRecord>(users).findOneAndUpdate(
          { _id: new Types.ObjectId(userId) },
          { $inc: { budgetChecks: 1 } },
          { session, projection: LIMITS },
        );
        const budget = own && (await read(own, session, before));
        if (budget) refuseExceeded(budget);
        return start(session);
      });
    },

    async stateOf(userId) {
      if (!settings) return null;
      const own = await nativeCollection<UserRecord>(users).findOne(
        { _id: new Types.ObjectId(userId) },
        { projection: LIMITS },
      );
      return own && read(own);
    },
  };
}

/** @throws BUDGET_EXCEEDED */
function refuseExceeded(budget: Budget): void {
  const { limitUsd, usedUsd, promisedUsd, limitTokens, usedTokens, promisedTokens, resetsAt } = budget;
  const limits = [
    { unit: 'USD', limit: limitUsd, used: usedUsd, promised: promisedUsd },
    { unit: 'TOKENS', limit: limitTokens, used: usedTokens, promised: promisedTokens },
  ];
  for (const { limit, ...rest } of limits)
    if (limit !== null && rest.used + rest.promised >= limit)
      throw budgetExceeded({ ...rest, limit, resetsAt: resetsAt.toISOString() });
}
