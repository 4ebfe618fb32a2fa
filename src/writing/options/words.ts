/** Scripts whose words are not separated by spaces: a word of them may occur anywhere. */
export const UNSPACED =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}]/u;
const WORD = '[\\p{L}\\p{M}\\p{N}]';

/**
 * Without case, with one form of each character, apostrophe, hyphen and space. Case includes letters that have more than
 * one form in it: ß and SS, İ and i with a dot, σ and ς at the end of a word.
 */
const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .replaceAll('i\u0307', 'i')
    .replaceAll('ς', 'σ')
    .replace(/[’‘]/g, "'")
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/\s+/gu, ' ');

function holds(text: string, word: string, before: string, after: string): boolean {
  const wanted = folded(word).trim();
  // Escapes the signs of syntax only: an escaped hyphen is an invalid pattern.
  const escaped = wanted.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const [start = '', end = ''] = [/^./u.exec(wanted)?.[0], /.$/u.exec(wanted)?.[0]];
  // A boundary separates two letters: a phrase that begins with a symbol has none.
  const left = UNSPACED.test(start) || !isLetter(start) ? '' : before;
  const right = UNSPACED.test(end) || !isLetter(end) ? '' : after;
  return new RegExp(`${left}${escaped}${right}`, 'u').test(folded(text));
}

const isLetter = (character: string) => new RegExp(WORD, 'u').test(character);

/** Whether a word begins with these letters somewhere: an inflected form counts, another word's end does not. */
export const holdsKeyword = (text: string, word: string): boolean => holds(text, word, `(?<!${WORD})`, '');

/** Whether a text holds exactly this word. */
export const holdsWord = (text: string, word: string): boolean =>
  holds(text, word, `(?<!${WORD})`, `(?!${WORD})`);
