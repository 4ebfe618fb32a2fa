import { Types } from 'mongoose';
import type { UsageDayModel } from './usage.model.js';
import type { DailyUsage, Usage } from './usage.types.js';
import { UsagePeriod } from './usage.types.js';
import { dayOf, readDays, sumOf } from './usage-ledger.js';

/** What a user used. Every call names the user. */
export interface UsageService {
  of(userId: string, period: UsagePeriod): Promise<Usage>;
  /** The latest `days` days, newest first; those without usage are left out. */
  byDay(userId: string, days: number): Promise<DailyUsage[]>;
  removeAll(userId: string): Promise<void>;
}

const DAY_MS = 86_400_000;

/** The first day of the period that contains this moment. */
function beginOf(period: UsagePeriod, now = new Date()): string {
  const day = dayOf(now);
  if (period === UsagePeriod.DAY) return day;
  return period === UsagePeriod.MONTH ? `${day.slice(0, 7)}-01` : `${day.slice(0, 4)}-01-01`;
}

export function createUsageService({ usageDays }: { usageDays: UsageDayModel }): UsageService {
  return {
    async of(userId, period) {
      return sumOf(await readDays(usageDays, userId, beginOf(period)));
    },

    async byDay(userId, days) {
      const from = dayOf(new Date(Date.now() - (days - 1) * DAY_MS));
      const found = await readDays(usageDays, userId, from);
      return found.map((record) => ({ day: record.day, ...sumOf([record]) }));
    },

    async removeAll(userId) {
      await usageDays.deleteMany({ userId: new Types.ObjectId(userId) });
    },
  };
}
