import { expect, it } from 'vitest';
import { emojiOf } from '../../src/writing/types/social-media-caption.js';
import { Random } from '../support/random.js';

const WHOLE = /\p{RGI_Emoji}|(?![©®™])\p{Extended_Pictographic}/gv;
const PARTS = [
  ...'aé0159#* \n©®™あ✨☕',
  ...['5️⃣', '#️⃣', '*⃣', '👩‍🚀', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🇩🇪', '🇩', '👍🏽', '❤', '❤️', '™️', '\u200d', '\ufe0f', '\u20e3', '🎶'],
];

it('finds the emoji that a search of the whole text finds', () => {
  const random = new Random(7);
  for (let round = 0; round < 2_000; round++) {
    const length = 1 + random.below(12);
    const text = Array.from({ length }, () => random.pick(PARTS)).join('');
    expect(emojiOf(text)).toEqual(text.match(WHOLE) ?? []);
  }
  expect(emojiOf('10 reasons: 5️⃣5️⃣ 👩‍🚀, ©')).toEqual(['5️⃣', '5️⃣', '👩‍🚀']);
});
