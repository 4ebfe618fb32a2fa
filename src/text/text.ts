/** The rules for texts of users, models and jobs. Characters are counted as Unicode code points. */

/** Control characters except tab and line breaks: line feed, carriage return and next line (U+0085). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern matches them on purpose
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/g;
/** Invisible characters: format characters, variation selectors, fillers, next line, Braille blank, null notehead. */
const INVISIBLE = /[\s\p{Cf}\p{Default_Ignorable_Code_Point}\u0085\u2800]|\u{1d159}/gu;

/** The normal form (NFC), so that equal words have equal bytes. Line breaks are kept. */
export const normalizeText = (text: string): string => text.normalize('NFC');

/** The maximum length of a stored text, in characters. */
export const LONGEST_TEXT = 100_000;

export const countCharacters = (text: string): number => [...text].length;

/** Whether a text has no visible character. */
export const isBlank = (text: string): boolean => text.replace(INVISIBLE, '') === '';

/** The first `max` characters of a text, cut before an incomplete letter or emoji. */
export function cutText(text: string, max: number): string {
  // The fast path: a character has at least one code unit.
  if (text.length <= max || countCharacters(text) <= max) return text;
  const beginning = [...text].slice(0, max + 1).join('');
  // The last letter may continue after the cut, and one letter may be longer than the limit.
  const last = [...graphemes.segment(beginning.slice(-LONGEST_GRAPHEME))].at(-1)?.segment ?? '';
  const cut = beginning.slice(0, -last.length || undefined);
  return last.length < LONGEST_GRAPHEME && cut !== '' ? cut : [...text].slice(0, max).join('');
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** In UTF-16 code units; no letter of any language is longer. */
const LONGEST_GRAPHEME = 64;

/** Well-formed Unicode without control characters. */
export const isPlainText = (text: string): boolean =>
  text.isWellFormed() && text.search(CONTROL_CHARACTERS) < 0;

/** A model's text by the rules for users' texts: removes forbidden characters, and normalizes to NFC. */
export const cleanModelText = (text: string): string =>
  normalizeText(text.replace(CONTROL_CHARACTERS, '').replace(/\p{Surrogate}/gu, '\uFFFD'));

/** A password as RFC 8265 compares it (OpaqueString): NFC, with every space as U+0020. */
export const normalizePassword = (password: string): string =>
  password.replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ').normalize('NFC');
