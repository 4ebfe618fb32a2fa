import { nextDue, type Rule } from '../../src/time/due-times.js';

/** An hour, in milliseconds. */
export const HOUR_MS = 3_600_000;
/** Instants as tests write them: to the minute. */
export const iso = (times: Date[]) => times.map((time) => time.toISOString().replace(':00.000Z', 'Z'));

/** What a clock that is played from one instant to another finds due, where it looks every ten minutes. */
export function played(rule: Rule, from: string, to: string): Date[] {
  const found: Date[] = [];
  let next = nextDue(rule, new Date(from));
  for (let now = Date.parse(from); now <= Date.parse(to); now += HOUR_MS / 6) {
    while (next && next.getTime() <= now) {
      found.push(next);
      next = nextDue(rule, next);
    }
  }
  return found;
}
