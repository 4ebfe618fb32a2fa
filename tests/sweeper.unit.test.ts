import { expect, it, vi } from 'vitest';
import { startSweeper } from '../src/worker/sweeper.js';

const INTERVAL_MS = 1_000;

it('a sweep that takes long delays the next one, and a stop waits for no more than that one', async () => {
  vi.useFakeTimers();
  try {
    const takes: ((taken: boolean) => void)[] = [];
    const lease = {
      take: () => new Promise<boolean>((resolve) => void takes.push(resolve)),
      release: async () => {},
    };
    const sweeper = startSweeper({ lease, intervalMs: INTERVAL_MS } as unknown as Parameters<
      typeof startSweeper
    >[0]);
    await vi.advanceTimersByTimeAsync(5 * INTERVAL_MS);
    expect(takes).toHaveLength(1);
    takes[0]?.(false);
    await vi.advanceTimersByTimeAsync(INTERVAL_MS / 2);
    expect(takes).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(INTERVAL_MS);
    expect(takes).toHaveLength(2);
    const closed = sweeper.close();
    takes[1]?.(false);
    await closed;
    expect(takes).toHaveLength(2);
  } finally {
    vi.useRealTimers();
  }
});
