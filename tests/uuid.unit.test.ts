import { v7 as timeOrderedId, version } from 'uuid';
import { expect, it } from 'vitest';

it('creates unique ids of version 7, in the order of their creation', () => {
  const before = Date.now();
  const ids = Array.from({ length: 20_000 }, () => timeOrderedId());
  const after = Date.now();
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids.map((id) => version(id)))).toEqual(new Set([7]));
  const times = ids.map((id) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16));
  expect(Math.min(...times)).toBeGreaterThanOrEqual(before);
  expect(Math.max(...times)).toBeLessThanOrEqual(after);
});

it('creates ids that cannot be guessed', () => {
  // After the time and the counter, the ids have 6 random bytes that differ.
  const tails = Array.from({ length: 1_000 }, () => timeOrderedId().slice(-12));
  expect(new Set(tails).size).toBe(tails.length);
});
