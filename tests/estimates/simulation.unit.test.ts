import { expect, it } from 'vitest';
import { simulate } from './load.js';
import { LOADS } from './loads.js';
import { quantile, SHORTEST, shares } from './table.js';

it.each(LOADS)('estimates are close to the actual times: $name', (load) => {
  const samples = simulate({ ...load, hours: 8 }, 3).filter(({ waited }) => waited >= SHORTEST);
  expect(samples.length).toBeGreaterThan(300);
  // Measured: see docs/reliability.md. Later jobs, failures and durations are unknown to the estimator.
  expect(quantile(shares(samples), 0.5)).toBeLessThan(0.25);
  expect(quantile(shares(samples), 0.9)).toBeLessThan(0.8);
});
