import * as cronTimes from './cron-times.js';
import {
  faultOfRecurrence,
  lastOccurrence,
  nextOccurrence,
  type RecurrenceRule,
} from './recurrence-times.js';
import { isTimeZone } from './wall-time.js';

/** When a schedule is due, on the clock of its zone: by a cron expression or by a recurrence rule. */
export type Rule = cronTimes.CronRule | RecurrenceRule;

const isCron = (rule: Rule): rule is cronTimes.CronRule => 'cron' in rule;

/** The first due time after an instant; null if there is none. */
export const nextDue = (rule: Rule, after: Date): Date | null =>
  isCron(rule) ? cronTimes.nextDue(rule, after) : nextOccurrence(rule, after);

/** The first due times after an instant. */
export function firstDue(rule: Rule, after: Date, count: number): Date[] {
  if (isCron(rule)) return cronTimes.firstDue(rule, after, count);
  const times: Date[] = [];
  for (let next = nextOccurrence(rule, after); next && times.length < count; ) {
    times.push(next);
    next = nextOccurrence(rule, next);
  }
  return times;
}

/** The last due time from `first`, itself a due time, to `now`. */
export const lastDue = (rule: Rule, first: Date, now: Date): Date =>
  isCron(rule) ? cronTimes.lastDue(rule, first, now) : lastOccurrence(rule, first, now);

/** The fault of a rule; null for a valid one. */
export function faultOfRule(
  rule: Rule,
  now: Date,
  minMinutes: number,
): { field: 'cron' | 'rrule' | 'startsAt' | 'timeZone'; message: string } | null {
  if (isCron(rule)) return cronTimes.faultOfRule(rule, now, minMinutes);
  if (!isTimeZone(rule.timeZone))
    return { field: 'timeZone', message: 'must be an IANA time zone, such as Europe/Berlin' };
  return faultOfRecurrence(rule, now, minMinutes);
}
