/** What text is, for people, models and jobs alike. Characters are counted as Unicode code points. */

/** Control characters but tab, line feed and carriage return. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
/** What is there and shows nothing: format characters, variation selectors, fillers and the blank of Braille. */
const INVISIBLE = /[\s\p{Cf}\u115f\u1160\u2800\u3164\uffa0]|[\ufe00-\ufe0f]|\u034f/gu;

/** The same words in the same bytes, however they were typed: NFC. Line breaks stay as they are. */
export const normalizeText = (text: string): string => text.normalize('NFC');

export const countCharacters = (text: string): number => [...text].length;

/** Whether nothing of a text can be seen. */
export const isBlank = (text: string): boolean => text.replace(INVISIBLE, '') === '';

/** Well-formed Unicode without control characters. */
export const isPlainText = (text: string): boolean =>
  text.isWellFormed() && text.search(CONTROL_CHARACTERS) < 0;

/** A model's text as people's texts must be: what they may not send is taken out. */
export const cleanModelText = (text: string): string =>
  text.replace(CONTROL_CHARACTERS, '').replace(/\p{Surrogate}/gu, '\uFFFD');

/** A password as RFC 8265 compares it (OpaqueString): NFC, with every space as U+0020. */
export const normalizePassword = (password: string): string =>
  password.replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ').normalize('NFC');
