import { expect, it } from 'vitest';
import { ATTEMPTED_FOR_MS, deliveryDelayMs } from '../../src/modules/webhooks/webhook-queue.js';

const delays = (random: number) =>
  Array.from({ length: 20 }, (_, index) => deliveryDelayMs(index + 1, () => random));

it('the backoff starts with 5 s and grows to 8 h', () => {
  const [first, second] = delays(0);
  expect([first, second]).toEqual([5_000, 20_000]);
  expect(delays(0).at(-1)).toBe(8 * 3_600_000);
});

it('the backoff has a jitter of a fifth at most, and never exceeds 8 h', () => {
  expect(deliveryDelayMs(1, () => 1)).toBe(6_000);
  expect(Math.max(...delays(1))).toBe(8 * 3_600_000);
});

it.each([0, 1])('the backoff gives 15 or 16 attempts in 3 days, with jitter %d', (random) => {
  let time = 0;
  let attempts = 1;
  for (const delay of delays(random)) {
    if (time + delay > ATTEMPTED_FOR_MS) break;
    time += delay;
    attempts += 1;
  }
  expect([15, 16]).toContain(attempts);
});
