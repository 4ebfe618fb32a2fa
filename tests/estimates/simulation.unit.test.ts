import { expect, it } from 'vitest';
import { simulate } from './load.js';
import { LOADS } from './loads.js';
import { quantile, SHORTEST, shares } from './table.js';

it.each(LOADS)('estimates are near what comes: $name', (load) => {
  const samples = simulate({ ...load, hours: 8 }, 3).filter(({ waited }) => waited >= SHORTEST);
  expect(samples.length).toBeGreaterThan(300);
  // Measured: see docs/reliability.md. Jobs that come later, failures and durations are not known.
  expect(quantile(shares(samples), 0.5)).toBeLessThan(0.25);
  expect(quantile(shares(samples), 0.9)).toBeLessThan(0.8);
});
