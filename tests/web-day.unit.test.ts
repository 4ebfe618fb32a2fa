import { afterAll, beforeAll, expect, it } from 'vitest';
import { startOfDay } from '../web/src/lib/day.js';

const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'America/New_York';
});
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

it.each<[date: string, later: number, start: string | null]>([
  ['2026-11-27', 0, '2026-11-27T05:00:00.000Z'],
  ['2026-12-31', 1, '2027-01-01T05:00:00.000Z'],
  // A day of 23 hours.
  ['2026-03-08', 0, '2026-03-08T05:00:00.000Z'],
  ['2026-03-08', 1, '2026-03-09T04:00:00.000Z'],
  ['2026-02-31', 0, null],
  ['2026-11', 0, null],
  ['', 0, null],
])('the day %s, %i later, begins at the user’s midnight', (date, later, start) => {
  expect(startOfDay(date, later)).toBe(start);
});
