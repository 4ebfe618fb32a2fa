import { RRuleTemporal } from 'rrule-temporal';
import { formOf, instantOf } from './wall-time.js';

/** A recurrence rule of RFC 5545, and the zone whose clock it means. */
export interface RecurrenceRule {
  /** The value of RRULE, in canonical form. */
  rrule: string;
  /** The wall time of DTSTART, to the minute: `2026-12-24T08:00`. */
  startsAt: string;
  timeZone: string;
}

/** The longest rule, in characters. */
export const LONGEST_RRULE = 300;
/** The most due times of a rule with COUNT: each search counts from the first. */
export const MAX_COUNT = 500;
/** How far the start of a rule may be from now, in years. */
export const START_YEARS = 5;

/** Periods without a due time after which a search ends. A rule for 29 February on a Monday needs 28. */
const MAX_PERIODS = 1_000;
/** The due times that are compared for the shortest interval: the pattern of a rule repeats earlier. */
const COMPARED = 200;
const MINUTE_MS = 60_000;
const YEAR_MS = 366 * 86_400_000;

const list = (one: string) => new RegExp(`^(?:${one})(?:,(?:${one}))*$`);
const from = (min: number, max: number) => (value: string) =>
  /^\d{1,4}$/.test(value) && Number(value) >= min && Number(value) <= max;
const days = (max: number) => (value: string) =>
  /^[+-]?\d+$/.test(value) && Number(value) !== 0 && Math.abs(Number(value)) <= max;
const each = (is: (value: string) => boolean) => (value: string) => value.split(',').every(is);
const like = (form: RegExp) => (value: string) => form.test(value);

/** The parts of a rule. The library ignores unknown parts, which would change the rule. */
const PARTS: Record<string, (value: string) => boolean> = {
  FREQ: like(/^(?:HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$/),
  INTERVAL: from(1, 1_000),
  COUNT: from(1, MAX_COUNT),
  UNTIL: like(/^\d{8}T\d{6}Z$/),
  BYMONTH: each(from(1, 12)),
  BYWEEKNO: each(days(53)),
  BYYEARDAY: each(days(366)),
  BYMONTHDAY: each(days(31)),
  BYDAY: like(list('[+-]?\\d{0,2}(?:MO|TU|WE|TH|FR|SA|SU)')),
  BYHOUR: each(from(0, 23)),
  BYMINUTE: each(from(0, 59)),
  BYSETPOS: each(days(366)),
  WKST: like(/^(?:MO|TU|WE|TH|FR|SA|SU)$/),
};
/** Parts with which an hourly rule would be searched through years. */
const NOT_HOURLY = ['BYWEEKNO', 'BYYEARDAY', 'BYMONTHDAY', 'BYSETPOS'];

/** A rule in canonical form: without the name of the property, spaces and small letters. */
export const tidyRrule = (rrule: string): string =>
  rrule
    .replace(/\s+/g, '')
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .replace(/;$/, '');

/** The start of a rule that has none of its own: the next full minute. */
export const nextMinute = (now: Date): Date =>
  new Date(Math.ceil((now.getTime() + 1) / MINUTE_MS) * MINUTE_MS);

const compact = (startsAt: string) => `${startsAt.replace(/[-:]/g, '')}00`;

function parse({ rrule, startsAt, timeZone }: RecurrenceRule): RRuleTemporal {
  return new RRuleTemporal({
    rruleString: `DTSTART;TZID=${timeZone}:${compact(startsAt)}\nRRULE:${rrule}`,
    strict: true,
    maxIterations: MAX_PERIODS,
  });
}

type Found = { epochMilliseconds: number } | null;
const dateOf = (found: Found) => found && new Date(found.epochMilliseconds);

/**
 * The first due time after an instant; null if there is none. As RFC 5545 says, a time that the clock skips is left out,
 * and one that exists twice is the first.
 */
export function nextOccurrence(rule: RecurrenceRule, after: Date): Date | null {
  try {
    return dateOf(parse(rule).next(after));
  } catch {
    // The library throws if it finds none for too long.
    return null;
  }
}

/** The last due time up to an instant, which is one of them or after one. */
export function lastOccurrence(rule: RecurrenceRule, first: Date, now: Date): Date {
  const last = dateOf(parse(rule).previous(now, true));
  return last && last > first ? last : first;
}

/**
 * The fault of a rule; null for a valid one.
 * @param minMinutes the shortest time between two due times, in minutes
 */
export function faultOfRecurrence(
  rule: RecurrenceRule,
  now: Date,
  minMinutes: number,
): { field: 'rrule' | 'startsAt'; message: string } | null {
  const start = formOf(rule.startsAt) === 'local' ? instantOf(rule.startsAt, rule.timeZone) : null;
  if (!start) return { field: 'startsAt', message: 'must be a wall time, such as 2026-12-24T08:00' };
  if (Math.abs(start.getTime() - now.getTime()) > START_YEARS * YEAR_MS)
    return { field: 'startsAt', message: `must be within ${START_YEARS} years of now` };
  const refuse = (message: string) => ({ field: 'rrule' as const, message });
  const fault = faultOfParts(rule.rrule);
  if (fault) return refuse(fault);
  try {
    if (shortestInterval(rule) < minMinutes)
      return refuse(`must have ${minMinutes} minutes between two times at least`);
  } catch {
    return refuse('must be a recurrence rule of RFC 5545, such as FREQ=WEEKLY;BYDAY=MO,TH');
  }
  return nextOccurrence(rule, now) ? null : refuse('must have a time that is still to come');
}

function faultOfParts(rrule: string): string | null {
  const parts = rrule.split(';').map((part) => part.split('='));
  const names = parts.map(([name = '']) => name);
  if (rrule.length > LONGEST_RRULE || new Set(names).size < names.length || !names.includes('FREQ'))
    return 'must be a recurrence rule of RFC 5545, such as FREQ=WEEKLY;BYDAY=MO,TH';
  for (const [name = '', value = '', ...more] of parts) {
    const isRight = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
    if (!isRight) return `must not have ${name || 'an empty part'}`;
    if (more.length > 0 || !isRight(value)) return `must have another ${name} than ${value || 'none'}`;
  }
  if (names.includes('COUNT') && names.includes('UNTIL')) return 'must not have both COUNT and UNTIL';
  const wrong = rrule.includes('FREQ=HOURLY') && NOT_HOURLY.find((name) => names.includes(name));
  return wrong ? `must not have ${wrong} with FREQ=HOURLY` : null;
}

/** The shortest time between two due times, in minutes; of a clock that does not change. @throws for no rule */
function shortestInterval(rule: RecurrenceRule): number {
  const parsed = parse({ ...rule, timeZone: 'UTC' });
  const times: number[] = [];
  try {
    parsed.all(({ epochMilliseconds }) => times.push(epochMilliseconds) < COMPARED);
  } catch {
    // The library found no further time for too long: compare those found before.
  }
  const apart = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  return Math.min(Number.POSITIVE_INFINITY, ...apart) / MINUTE_MS;
}
