import { countCharacters, LONGEST_TEXT, normalizeText } from '../../../src/text/text.js';

/** The API's maximum length of each text, in characters: code points in NFC. */
export const LONGEST = { title: 200, body: LONGEST_TEXT, search: 200, prompt: 4_000 } as const;

/** NFC turns one code unit into three at most. */
const MOST_FOR_ONE = 3;

/** How many characters a text may still have; negative if it has too many. Null while the limit is far away. */
export function charactersLeft(text: string, max: number, near = 0): number | null {
  // The fast path, because this runs at each key press: most texts are short.
  if (text.length * MOST_FOR_ONE < max - near) return null;
  const left = max - countCharacters(normalizeText(text));
  return left <= near ? left : null;
}

/** The error of a text that the API would refuse for its length, shown before anything is sent. */
export function tooLong(text: string, max: number): string | undefined {
  const left = charactersLeft(text, max);
  if (left === null || left >= 0) return undefined;
  return `must be ${max.toLocaleString('en')} characters at most: ${(-left).toLocaleString('en')} too many`;
}
