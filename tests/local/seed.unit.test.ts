import { expect, it } from 'vitest';
import { PIECES } from '../../local/seed/texts.js';
import { checksOf, FORMS } from '../../src/writing/forms.js';

it.each(PIECES.map((piece) => [piece.title, piece] as const))(
  'the seeded text "%s" passes its checks',
  (_, piece) => {
    expect(checksOf(piece, piece.text).filter(({ passed }) => !passed)).toEqual([]);
    expect(FORMS[piece.type].structure(piece.text)).not.toBeNull();
  },
);

it('every seeded text has a unique key, and those of the first version keep theirs', () => {
  const keys = PIECES.map(({ key }) => key);
  expect(new Set(keys).size).toBe(PIECES.length);
  expect(keys.slice(0, 5)).toEqual(['1', '2', '3', 'EMAIL_NEWSLETTER-1', 'BLOG_POST-1']);
});
