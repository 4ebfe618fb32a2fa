import { v7 as timeOrderedId, version } from 'uuid';
import { expect, it } from 'vitest';

it('makes ids of version 7, each once, in the order of their making', () => {
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

it('leaves nobody to guess the next id', () => {
  // Of what follows the time and the count, 6 random bytes that differ.
  const tails = Array.from({ length: 1_000 }, () => timeOrderedId().slice(-12));
  expect(new Set(tails).size).toBe(tails.length);
});
