import { setTimeout as delay } from 'node:timers/promises';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { describe, expect, it } from 'vitest';
import { leasePoints } from '../../src/limits/leased-limiter.js';

const WINDOW = { points: 500, seconds: 1 };

/** A store that several processes share, with its latency. Counts its requests. */
function createStore(window = WINDOW) {
  const limiter = new RateLimiterMemory({ points: window.points, duration: window.seconds });
  const store = {
    asked: 0,
    async consume(key: string, points: number) {
      store.asked++;
      await delay(1);
      const result = await limiter.consume(key, points);
      await delay(1);
      return result;
    },
  };
  return store;
}

const admitted = (results: PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === 'fulfilled').length;

describe('points that are leased in blocks', () => {
  it('permit exactly the limit, and report the remaining points', async () => {
    const store = createStore({ points: 500, seconds: 60 });
    const count = leasePoints({ points: 500, seconds: 60 }, store.consume);
    for (let left = 499; left >= 0; left--) {
      expect(await count('a')).toMatchObject({ remainingPoints: left });
    }
    await expect(count('a')).rejects.toMatchObject({ remainingPoints: 0 });
    // The first half in single points, the other one in tens.
    expect(store.asked).toBeLessThan(300);
    expect(await count('b')).toMatchObject({ remainingPoints: 499 });
  });

  it('never exceed the limit, with any number of concurrent requests in any number of processes', async () => {
    const store = createStore();
    const processes = [1, 2, 3].map(() => leasePoints(WINDOW, store.consume));
    const results: PromiseSettledResult<unknown>[] = [];
    const begun = performance.now();
    for (let round = 0; round < 10; round++) {
      const calls = Array.from({ length: 75 }, (_, at) => processes[at % 3]?.('a'));
      results.push(...(await Promise.allSettled(calls)));
    }
    const windows = 1 + Math.ceil((performance.now() - begun) / 1_000);
    expect(admitted(results)).toBeGreaterThan(450);
    expect(admitted(results)).toBeLessThanOrEqual(500 * windows);
    if (performance.now() - begun < 900) expect(admitted(results)).toBeLessThanOrEqual(500);
  });

  it('are invalid in the next window', async () => {
    const store = createStore();
    const count = leasePoints(WINDOW, store.consume);
    await count('a');
    await count('a');
    await delay(1_050);
    // With the rest of the lease, this would have been the store’s third response or none.
    const before = store.asked;
    expect(await count('a')).toMatchObject({ remainingPoints: 499 });
    expect(store.asked).toBe(before + 1);
  });

  it('are not leased from a small limit, where each is counted individually', async () => {
    const store = createStore();
    const count = leasePoints({ points: 99, seconds: 1 }, store.consume);
    for (let time = 0; time < 5; time++) await count('a');
    expect(store.asked).toBe(5);
  });
});
