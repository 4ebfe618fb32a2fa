import { expect, it } from 'vitest';
import { wordChanges } from '../web/src/lib/word-changes.js';

const formatted = (before: string, after: string) =>
  wordChanges(before, after)
    .map(({ value, added, removed }) => (added ? `+[${value}]` : removed ? `-[${value}]` : value))
    .join('');

it.each([
  ['Deep pots', 'Wide pots', '-[Deep]+[Wide] pots'],
  ['pots for tomatoes', 'pots for tomatoes and beans', 'pots for tomatoes+[ and beans]'],
  ['السلام عليكم', 'السلام عليهم', 'السلام -[عليكم]+[عليهم]'],
  ['これは古い家です', 'これは新しい家です', 'これは-[古い]+[新しい]家です'],
  ['Tea 👩‍👩‍👧', 'Tea 👩‍👩‍👦', 'Tea -[👩‍👩‍👧]+[👩‍👩‍👦]'],
  ['a\n\nb', 'a\n\nc', 'a\n\n-[b]+[c]'],
  ['', 'new', '+[new]'],
])('splits no word of %j and %j', (before, after, expected) => {
  expect(formatted(before, after)).toBe(expected);
});

it('contains both texts completely', () => {
  const [before, after] = ['one two three four', 'zero two 3 four five'];
  const changes = wordChanges(before, after);
  const textOf = (skip: 'added' | 'removed') =>
    changes
      .filter((change) => !change[skip])
      .map(({ value }) => value)
      .join('');
  expect([textOf('added'), textOf('removed')]).toEqual([before, after]);
});
