/** What text is, for people, models and jobs alike. Characters are counted as Unicode code points. */

/** Control characters but tab, line feed and carriage return. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
/** What is there and shows nothing: format characters, variation selectors, fillers and the blank of Braille. */
const INVISIBLE = /[\s\p{Cf}\u115f\u1160\u2800\u3164\uffa0]|[\ufe00-\ufe0f]|\u034f/gu;

/** The same words in the same bytes, however they were typed: NFC. Line breaks stay as they are. */
export const normalizeText = (text: string): string => text.normalize('NFC');

/** The longest text that is stored, whoever wrote it, in characters. */
export const LONGEST_TEXT = 100_000;

export const countCharacters = (text: string): number => [...text].length;

/** Whether nothing of a text can be seen. */
export const isBlank = (text: string): boolean => text.replace(INVISIBLE, '') === '';

/** The beginning of a text that has more than `max` characters, up to a whole letter or emoji. */
export function cutText(text: string, max: number): string {
  // Quick, as most texts are short: no character is less than a code unit.
  if (text.length <= max || countCharacters(text) <= max) return text;
  const beginning = [...text].slice(0, max + 1).join('');
  // The last one may go on behind the cut, and a single one may be longer than all that is allowed.
  const last = [...graphemes.segment(beginning.slice(-LONGEST_GRAPHEME))].at(-1)?.segment ?? '';
  const cut = beginning.slice(0, -last.length || undefined);
  return last.length < LONGEST_GRAPHEME && cut !== '' ? cut : [...text].slice(0, max).join('');
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** In UTF-16 code units; what is longer is no letter of any language. */
const LONGEST_GRAPHEME = 64;

/** Well-formed Unicode without control characters. */
export const isPlainText = (text: string): boolean =>
  text.isWellFormed() && text.search(CONTROL_CHARACTERS) < 0;

/** A model's text as people's texts must be: what they may not send is taken out, and it is NFC. */
export const cleanModelText = (text: string): string =>
  normalizeText(text.replace(CONTROL_CHARACTERS, '').replace(/\p{Surrogate}/gu, '\uFFFD'));

/** A password as RFC 8265 compares it (OpaqueString): NFC, with every space as U+0020. */
export const normalizePassword = (password: string): string =>
  password.replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ').normalize('NFC');
