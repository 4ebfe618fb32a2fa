import { describe, expect, it } from 'vitest';
import { commonWords, editedShare } from '../../src/text/edited-share.js';

/** The dynamic programming table of textbooks. */
function slowly(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const next = [0];
    for (let at = 0; at < b.length; at += 1) {
      next.push(word === b[at] ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

describe('the longest common subsequence of words', () => {
  it('equals that of the textbook algorithm, for 120 pairs of up to 150 words from small and large vocabularies', () => {
    let seed = 7;
    const next = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const words = (different: number) => Array.from({ length: next(150) }, () => `w${next(different)}`);
    for (let round = 0; round < 120; round += 1) {
      const different = [2, 5, 40][round % 3] ?? 2;
      const [a, b] = [words(different), words(different)];
      expect(commonWords(a, b), `${a} | ${b}`).toBe(slowly(a, b));
    }
  });
});

describe('the edited share', () => {
  it.each([
    ['', '', 0],
    ['a b c d', 'a b c d', 0],
    ['a b c d', ' a  b\nc d ', 0],
    ['a b c d', 'a b x d', 0.25],
    ['a b c d', 'a b c d e f g h', 0.5],
    ['a b c d', '', 1],
    ['', 'a', 1],
    ['a b', 'c d', 1],
    ['a b', 'b a', 0.5],
    ['Tea 🫖 now', 'Tea 🫖 later', 1 / 3],
  ])('of %j as %j is %d', (before, after, share) => {
    expect(editedShare(before, after)).toBeCloseTo(share, 10);
  });

  it('of the longest texts compares at most 20,000 words', () => {
    const long = 'the '.repeat(25_000);
    expect(editedShare(long, `${long}x`)).toBe(0);
    expect(editedShare(long, 'a '.repeat(25_000))).toBe(1);
  });
});
