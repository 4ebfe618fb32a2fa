import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { readTogether } from '../src/infra/read-together.js';

/** Reads that take this long, and the ids of each. */
function slowReads(takesMs: number) {
  const reads: number[][] = [];
  const ask = readTogether(async (keys: readonly number[]) => {
    reads.push([...keys]);
    await delay(takesMs);
    return keys.map((key) => key * 2);
  }, 100);
  return { reads, ask };
}

it('requests of one turn become one read, and so do the requests during it', async () => {
  const { reads, ask } = slowReads(5);
  const first = [ask(1), ask(2)];
  await delay(2);
  const second = [ask(3), ask(4)];
  expect(await Promise.all([...first, ...second])).toEqual([2, 4, 6, 8]);
  expect(reads).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

it('does not wait for a read that never ends', async () => {
  const { reads, ask } = slowReads(60_000);
  void ask(1);
  await delay(5);
  void ask(2);
  await expect.poll(() => reads, { timeout: 2_000 }).toEqual([[1], [2]]);
});

it('a failed read fails only its own requests', async () => {
  const ask = readTogether(async (keys: readonly string[]) => {
    if (keys.includes('bad')) throw new Error('away');
    return [...keys];
  }, 1);
  const answers = await Promise.allSettled([ask('bad'), ask('good')]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
});
