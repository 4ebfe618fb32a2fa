import { Types } from 'mongoose';
import type { Budgets } from './budgets.js';
import type { UsageDayModel } from './usage.model.js';
import { type Budget, type DailyUsage, type Usage, UsagePeriod } from './usage.types.js';
import { dayOf, readDays, sumOf } from './usage-ledger.js';

/** What a user used. Every call names the user. */
export interface UsageService {
  of(userId: string, period: UsagePeriod): Promise<Usage>;
  /** The latest `days` days, newest first; those without usage are left out. */
  byDay(userId: string, days: number): Promise<DailyUsage[]>;
  /** The budget of the present month; null where there is no limit. */
  budget(userId: string): Promise<Budget | null>;
  removeAll(userId: string): Promise<void>;
}

interface UsageDeps {
  usageDays: UsageDayModel;
  budgets: Pick<Budgets, 'stateOf'>;
}

const DAY_MS = 86_400_000;

/** The first day of the period that contains this moment. */
function beginOf(period: UsagePeriod, now = new Date()): string {
  const day = dayOf(now);
  if (period === UsagePeriod.DAY) return day;
  return period === UsagePeriod.MONTH ? `${day.slice(0, 7)}-01` : `${day.slice(0, 4)}-01-01`;
}

export function createUsageService({ usageDays, budgets }: UsageDeps): UsageService {
  return {
    async of(userId, period) {
      return sumOf(await readDays(usageDays, userId, beginOf(period)));
    },

    async byDay(userId, days) {
      const from = dayOf(new Date(Date.now() - (days - 1) * DAY_MS));
      const found = await readDays(usageDays, userId, from);
      return found.map((record) => ({ day: record.day, ...sumOf([record]) }));
    },

    budget: budgets.stateOf,

    async removeAll(userId) {
      await usageDays.deleteMany({ userId: new Types.ObjectId(userId) });
    },
  };
}
