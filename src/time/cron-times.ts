import { CronExpressionParser } from 'cron-parser';
import { instantsOf, isTimeZone, offsetAt } from './wall-time.js';

/** A cron expression and the zone whose clock it means. */
export interface CronRule {
  cron: string;
  timeZone: string;
}

/** The longest cron expression, in characters. */
export const LONGEST_CRON = 200;

/** Five fields of numbers, names of months and weekdays, and the characters of cron. */
const FORM = /^\S+(?: \S+){4}$/;
/** `H` takes a random value, which differs between processes. */
const RANDOM = /(?<![A-Za-z])H(?![A-Za-z])/i;
/** The longest change of a clock. */
const CHANGE_MS = 3 * 3_600_000;
/** The part of the past that is searched first for a due time. */
const RECENT_MS = 3 * 3_600_000;
const DAY_MINUTES = 1_440;
const HOURS = 24;
const MINUTE_MS = 60_000;

/** Spaces in one form. */
export const tidyCron = (cron: string): string => cron.trim().replace(/\s+/g, ' ');

/**
 * The due times after an instant, in order, each once. If the clock skips an hour, a time in it is due later by the
 * length of the gap; if the clock repeats an hour, a time in it is due in the first one only. An expression whose hour
 * is `*` follows the elapsed time instead: it is due in each hour that passes.
 */
export function* dueTimes({ cron, timeZone }: CronRule, after: Date): Generator<Date, void> {
  // The library does not handle changes of a clock at midnight, or of half an hour: use it for wall times only.
  const currentDate = new Date(wallOf(after, timeZone).getTime() - CHANGE_MS);
  const walls = CronExpressionParser.parse(cron, { tz: 'UTC', currentDate });
  const elapsing = walls.fields.hour.values.length === HOURS;
  let last = after.getTime();
  /** Instants that an instant of a later wall time may precede, in order. */
  const pending: number[] = [];
  for (;;) {
    const wall = nextOf(walls);
    const found = wall ? instantsOf(wall.toISOString().slice(0, 16), timeZone) : [];
    pending.push(...(elapsing ? found : found.slice(0, 1)).map((instant) => instant.getTime()));
    pending.sort((one, other) => one - other);
    const known = wall ? (found[0]?.getTime() ?? 0) - CHANGE_MS : Number.POSITIVE_INFINITY;
    const waits = pending.findIndex((time) => time > known && !isQuiet(time, timeZone));
    const settled = pending.splice(0, waits < 0 ? pending.length : waits);
    for (const time of settled) {
      if (time <= last) continue;
      last = time;
      yield new Date(time);
    }
    if (!wall) return;
  }
}

/** The wall time of an instant, as if it were one in UTC. */
const wallOf = (at: Date, timeZone: string) => new Date(at.getTime() + offsetAt(at, timeZone) * MINUTE_MS);

/** Whether no clock changes around an instant: wall times are in the order of their instants there. */
const isQuiet = (time: number, timeZone: string) =>
  offsetAt(new Date(time - CHANGE_MS), timeZone) === offsetAt(new Date(time + CHANGE_MS), timeZone);

/** Null if there are no more. */
function nextOf(times: ReturnType<typeof CronExpressionParser.parse>): Date | null {
  try {
    return times.next().toDate();
  } catch {
    return null;
  }
}

/** The first due time after an instant; null if there is none. */
export const nextDue = (rule: CronRule, after: Date): Date | null => firstDue(rule, after, 1)[0] ?? null;

/** The first due times after an instant. */
export function firstDue(rule: CronRule, after: Date, count: number): Date[] {
  const times: Date[] = [];
  for (const time of dueTimes(rule, after)) {
    times.push(time);
    if (times.length >= count) break;
  }
  return times;
}

/** The last due time from `first`, itself a due time, to `now`. */
export function lastDue(rule: CronRule, first: Date, now: Date): Date {
  for (let searched = RECENT_MS; ; searched *= 8) {
    const from = Math.max(first.getTime(), now.getTime() - searched);
    let last: Date | undefined;
    for (const time of dueTimes(rule, new Date(from))) {
      if (time > now) break;
      last = time;
    }
    if (last) return last;
    if (from === first.getTime()) return first;
  }
}

/**
 * The fault of a rule; null for a valid one.
 * @param minMinutes the shortest time between two due times, in minutes
 */
export function faultOfRule(
  { cron, timeZone }: CronRule,
  now: Date,
  minMinutes: number,
): { field: 'cron' | 'timeZone'; message: string } | null {
  if (!isTimeZone(timeZone))
    return { field: 'timeZone', message: 'must be an IANA time zone, such as Europe/Berlin' };
  const form = 'must be a cron expression of five fields: minute, hour, day of month, month, day of week';
  if (!FORM.test(cron) || RANDOM.test(cron) || cron.length > LONGEST_CRON)
    return { field: 'cron', message: form };
  try {
    const { fields } = CronExpressionParser.parse(cron, { tz: timeZone, currentDate: now });
    const interval = shortestInterval(numbersOf(fields.minute), numbersOf(fields.hour));
    if (interval < minMinutes)
      return { field: 'cron', message: `must have ${minMinutes} minutes between two times at least` };
  } catch {
    return { field: 'cron', message: form };
  }
  return nextDue({ cron, timeZone }, now) ? null : { field: 'cron', message: 'must have a time that exists' };
}

const numbersOf = ({ values }: { values: readonly unknown[] }) =>
  values.map(Number).sort((one, other) => one - other);

/** The shortest time between two due times by the clock, in minutes; days that follow each other are assumed. */
function shortestInterval(minutes: number[], hours: number[]): number {
  const [first = 0] = minutes;
  const within = minutes.slice(1).map((minute, index) => minute - (minutes[index] ?? 0));
  const adjacent = hours.some((hour) => hours.includes((hour + 1) % 24));
  const across = adjacent ? [60 - ((minutes.at(-1) ?? 0) - first)] : [];
  return Math.min(DAY_MINUTES, ...within, ...across);
}
