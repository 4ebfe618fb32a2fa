import { nextDue, type Rule } from '../../src/time/due-times.js';

/** An hour, in milliseconds. */
export const HOUR_MS = 3_600_000;
/** Instants in the form of the tests: to the minute. */
export const iso = (times: Date[]) => times.map((time) => time.toISOString().replace(':00.000Z', 'Z'));

/** The due times that a simulated clock finds between two instants, with a check every ten minutes. */
export function dueBetween(rule: Rule, from: string, to: string): Date[] {
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
