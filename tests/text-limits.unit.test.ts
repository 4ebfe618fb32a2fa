import { expect, it } from 'vitest';
import { faultOfText } from '../src/graphql/input.js';
import { charactersLeft, LONGEST, tooLong } from '../web/src/lib/text-limits.js';

it.each([
  '',
  'x'.repeat(200),
  'x'.repeat(201),
  '🍵'.repeat(200),
  '🍵'.repeat(201),
  'e\u0301'.repeat(200),
  'e\u0301'.repeat(201),
  '\u0958'.repeat(100),
  '\u0958'.repeat(101),
  '\ufb2c'.repeat(66),
  '\ufb2c'.repeat(67),
  '☎️'.repeat(101),
])('the web app accepts %j as a title if the API does', (text) => {
  expect(tooLong(text, LONGEST.title) === undefined).toBe(faultOfText(text, 0, LONGEST.title) === null);
});

it('shows the number of remaining characters near the limit', () => {
  expect(charactersLeft('🍵'.repeat(195), 200, 10)).toBe(5);
  expect(charactersLeft('🍵'.repeat(100), 200, 10)).toBe(null);
  expect(charactersLeft('x', 200, 10)).toBe(null);
  expect(tooLong('x'.repeat(100_002), LONGEST.body)).toBe('must be 100,000 characters at most: 2 too many');
});
