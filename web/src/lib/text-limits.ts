import { countCharacters, LONGEST_TEXT, normalizeText } from '../../../src/text/text.js';

/** How long the API lets each text be, in its characters: code points in NFC. */
export const LONGEST = { title: 200, body: LONGEST_TEXT, search: 200, prompt: 4_000 } as const;

/** NFC makes one code unit three at most. */
const MOST_FOR_ONE = 3;

/** How many characters a text may still have; negative where it has too many. Null where that is far off. */
export function charactersLeft(text: string, max: number, near = 0): number | null {
  // Quick, as it is asked at each key: most texts are short.
  if (text.length * MOST_FOR_ONE < max - near) return null;
  const left = max - countCharacters(normalizeText(text));
  return left <= near ? left : null;
}

/** What is wrong with a text that the API would refuse for its length; it is said before anything is sent. */
export function tooLong(text: string, max: number): string | undefined {
  const left = charactersLeft(text, max);
  if (left === null || left >= 0) return undefined;
  return `must be ${max.toLocaleString('en')} characters at most: ${(-left).toLocaleString('en')} too many`;
}
