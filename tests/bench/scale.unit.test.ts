import { expect, it } from 'vitest';
import { random } from '../../bench/lib/text.js';
import { exponential, poisson } from '../../bench/scale/arrivals.js';
import { type Arrival, simulate } from '../../bench/scale/simulate.js';

const free = { acceptMs: 0, workMs: 0, deliverMs: 0 };
const one = { apis: 1, workers: 1, concurrency: 1, rate: null, cost: free };
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const at = (time: number, user = 0, modelMs = 0): Arrival => ({ at: time, user, modelMs });

/** The mean wait in a queue with `servers` servers (Erlang C). */
function erlangWait(perMs: number, serviceMs: number, servers: number): number {
  const load = perMs * serviceMs;
  let term = 1;
  let sum = 1;
  for (let busy = 1; busy < servers; busy++) {
    term *= load / busy;
    sum += term;
  }
  const all = ((term * load) / servers) * (servers / (servers - load));
  return (all / (sum + all)) * (serviceMs / (servers - load));
}

it.each([
  { slots: 1, part: 0.5 },
  { slots: 1, part: 0.8 },
  { slots: 5, part: 0.8 },
])('has the mean wait of M/M/$slots at a load of $part', ({ slots, part }) => {
  const perSecond = slots * part;
  const modelMs = exponential(1_000);
  // Every job has a user of its own, so turns have no effect.
  const arrivals = poisson({ perSecond, seconds: 40_000 / perSecond, users: 1, modelMs }, random(5)).map(
    (arrival, user) => ({ ...arrival, user }),
  );
  const { waits, busy } = simulate(arrivals, { ...one, concurrency: slots });
  const known = erlangWait(perSecond / 1_000, 1_000, slots);
  expect(Math.abs(mean(waits) - known) / known).toBeLessThan(0.1);
  expect(busy.slots).toBeCloseTo(part, 1);
});

it('halves the wait if all texts take the same time (M/D/1)', () => {
  const arrivals = poisson({ perSecond: 0.8, seconds: 50_000, users: 1, modelMs: () => 1_000 }, random(6));
  const { waits } = simulate(
    arrivals.map((arrival, user) => ({ ...arrival, user })),
    one,
  );
  expect(mean(waits) / 2_000).toBeGreaterThan(0.9);
  expect(mean(waits) / 2_000).toBeLessThan(1.1);
});

it('starts at most as many jobs in a window as the rate limit permits', () => {
  const arrivals = Array.from({ length: 25 }, (_, user) => at(0, user));
  const { waits } = simulate(arrivals, { ...one, concurrency: 50, rate: { max: 10, durationMs: 60_000 } });
  expect(waits).toEqual([...Array(10).fill(0), ...Array(10).fill(60_000), ...Array(5).fill(120_000)]);
});

it('alternates between users, so that one with many jobs delays the others by one job', () => {
  const arrivals = [
    ...Array.from({ length: 100 }, () => at(0, 1, 1_000)),
    at(500, 2, 1_000),
    at(600, 3, 1_000),
  ];
  const { waits, mostWaiting } = simulate(arrivals, one);
  expect(waits.slice(-2)).toEqual([500, 1_400]);
  expect(waits[99]).toBe(101_000);
  expect(mostWaiting).toBe(101);
});

it('runs the work of a core sequentially, and reports its utilization', () => {
  const cost = { acceptMs: 10, workMs: 100, deliverMs: 20 };
  const arrivals = [at(0, 1, 1_000), at(0, 2, 1_000)];
  const done = simulate(arrivals, { ...one, concurrency: 2, cost });
  expect(done.waits).toEqual([10, 20]);
  // The second text is complete while the worker still finishes the first one.
  expect(done.ends).toEqual([1_110, 1_210]);
  expect(done.deliveries).toEqual([20, 20]);
  expect(done.busy.workerCores).toBeCloseTo(200 / 1_210, 5);
  expect(done.busy.apiCores).toBeCloseTo(60 / 1_210, 5);
});
