import { setTimeout as delay } from 'node:timers/promises';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { describe, expect, it } from 'vitest';
import { leasePoints } from '../../src/limits/leased-limiter.js';

const WINDOW = { points: 500, seconds: 1 };

/** A store that several processes share, with the way there; counts how often it is asked. */
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

describe('points that are taken several at a time', () => {
  it('let in exactly as many as the limit says, and tell what is left', async () => {
    const store = createStore({ points: 500, seconds: 60 });
    const count = leasePoints({ points: 500, seconds: 60 }, store.consume);
    for (let left = 499; left >= 0; left--) {
      expect(await count('a')).toMatchObject({ remainingPoints: left });
    }
    await expect(count('a')).rejects.toMatchObject({ remainingPoints: 0 });
    // The nearer half one by one, the other one in tens.
    expect(store.asked).toBeLessThan(300);
    expect(await count('b')).toMatchObject({ remainingPoints: 499 });
  });

  it('never let in more, however many come at once to however many processes', async () => {
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

  it('are worth nothing in the next window', async () => {
    const store = createStore();
    const count = leasePoints(WINDOW, store.consume);
    await count('a');
    await count('a');
    await delay(1_050);
    // Had the rest of the lease been kept, this would have been the store's third answer or none.
    const before = store.asked;
    expect(await count('a')).toMatchObject({ remainingPoints: 499 });
    expect(store.asked).toBe(before + 1);
  });

  it('are not taken from a small limit: each is counted by itself', async () => {
    const store = createStore();
    const count = leasePoints({ points: 99, seconds: 1 }, store.consume);
    for (let time = 0; time < 5; time++) await count('a');
    expect(store.asked).toBe(5);
  });
});
