import { toString as cronInWords } from 'cronstrue';

/** How often a schedule is due, as a choice in the form. */
export type Every = 'day' | 'weekday' | 'week' | 'month' | 'cron' | 'rrule';

/** A rule as it is edited: simple choices, or an expression. */
export interface Rule {
  every: Every;
  /** The time of day, `09:00`. */
  time: string;
  /** Of `week`: 0 for Sunday to 6. */
  weekday: string;
  /** Of `month`, 1 to 31. */
  day: string;
  cron: string;
  /** A recurrence rule of RFC 5545, and the wall time from which it counts; empty for now. */
  rrule: string;
  startsAt: string;
}

export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

export const USUAL: Rule = {
  every: 'day',
  time: '09:00',
  weekday: '1',
  day: '1',
  cron: '0 9 * * *',
  rrule: 'FREQ=DAILY;BYHOUR=9;BYMINUTE=0',
  startsAt: '',
};

/** A rule in the form of the API: an expression or a recurrence rule. */
export interface SentRule {
  cron: string | null;
  rrule: string | null;
  startsAt: string | null;
}

/** The fields of a rule that are sent; null while a part of it is missing. */
export function sentRule(rule: Rule): SentRule | null {
  if (rule.every !== 'rrule') {
    const cron = cronOf(rule);
    return cron === null ? null : { cron, rrule: null, startsAt: null };
  }
  const rrule = rule.rrule.trim();
  return rrule ? { cron: null, rrule, startsAt: rule.startsAt || null } : null;
}

/** The rule of a schedule, as it is edited. */
export const ruleOfSchedule = ({ cron, rrule, startsAt }: SentRule): Rule =>
  rrule === null ? ruleOf(cron ?? '') : { ...USUAL, every: 'rrule', rrule, startsAt: startsAt ?? '' };

/** The cron expression of a rule; null while a part of it is missing. */
export function cronOf({ every, time, weekday, day, cron }: Omit<Rule, 'rrule' | 'startsAt'>): string | null {
  if (every === 'cron') return cron.trim() || null;
  const [, hour, minute] = /^(\d{2}):(\d{2})/.exec(time) ?? [];
  if (hour === undefined) return null;
  const at = `${Number(minute)} ${Number(hour)}`;
  if (every === 'day') return `${at} * * *`;
  if (every === 'weekday') return `${at} * * 1-5`;
  if (every === 'week') return `${at} * * ${weekday}`;
  return /^([1-9]|[12]\d|3[01])$/.test(day) ? `${at} ${day} * *` : null;
}

const SIMPLE = /^(\d{1,2}) (\d{1,2}) (\*|\d{1,2}) \* (\*|[0-6]|1-5|MON-FRI)$/i;

/** The simple choice for an expression, or the expression itself. */
export function ruleOf(cron: string): Rule {
  const rule = { ...USUAL, cron };
  const [, minute = '', hour = '', day = '', weekday = ''] = SIMPLE.exec(cron) ?? [];
  const expression: Rule = { ...rule, every: 'cron' };
  if (minute === '' || (day !== '*' && weekday !== '*')) return expression;
  rule.time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (day !== '*') return { ...rule, every: 'month', day: String(Number(day)) };
  if (weekday === '*') return { ...rule, every: 'day' };
  return weekday.length === 1 ? { ...rule, every: 'week', weekday } : { ...rule, every: 'weekday' };
}

/** An expression in words, such as "At 09:00, only on Monday"; itself if it has none. */
export function inWords(cron: string): string {
  try {
    return cronInWords(cron, { use24HourTimeFormat: true });
  } catch {
    return cron;
  }
}
