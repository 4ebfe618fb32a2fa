import { expect, it } from 'vitest';
import { DateTime, isoTimestamp } from '../src/graphql/date-time.js';

it('writes the same text as toISOString, for all years', () => {
  const times = [
    0, -1, 1, 999, 1_000, 59_999, 3_599_999, 86_399_999, 86_400_000, -86_400_001, 1_709_209_845_007,
  ];
  const ages = [-62_198_755_200_000, 253_402_300_800_000, 8_640_000_000_000_000, -8_640_000_000_000_000];
  const random = Array.from({ length: 5_000 }, () => Math.round((Math.random() - 0.4) * 4e12));
  for (const time of [...times, ...ages, ...random]) {
    const date = new Date(time);
    expect(isoTimestamp(date)).toBe(date.toISOString());
  }
});

it('leaves a timestamp as it is that toISOString wrote, and formats any other one', () => {
  expect(DateTime.serialize('2026-02-03T04:05:06.007Z')).toBe('2026-02-03T04:05:06.007Z');
  expect(DateTime.serialize('2026-02-03T04:05:06Z')).toBe('2026-02-03T04:05:06.000Z');
  expect(DateTime.serialize('2026-02-03T04:05:06.007+02:00')).toBe('2026-02-03T02:05:06.007Z');
  for (const text of ['2026-02-03', 'yesterday', '2026-02-03T04:05:06.007Zz'])
    expect(() => DateTime.serialize(text)).toThrow();
});

it('rejects an invalid date', () => {
  expect(() => DateTime.serialize(new Date(Number.NaN))).toThrow();
});

it('accepts what RFC 3339 allows, and nothing else', () => {
  expect(DateTime.parseValue('2026-02-03T04:05:06.007Z')).toEqual(new Date(Date.UTC(2026, 1, 3, 4, 5, 6, 7)));
  expect(() => DateTime.parseValue('yesterday')).toThrow();
});
