/** Scripts whose words are not separated by spaces: a word of them may occur anywhere. */
export const UNSPACED =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}]/u;
const WORD = '[\\p{L}\\p{M}\\p{N}]';

/** Without case, also where upper case has more letters (ß), with one form of each character and of each space. */
const folded = (text: string): string =>
  text.normalize('NFKC').toUpperCase().toLowerCase().replace(/[’‘]/g, "'").replace(/\s+/gu, ' ');

function holds(text: string, word: string, before: string, after: string): boolean {
  const wanted = folded(word).trim();
  const escaped = wanted.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  const [start, end] = [wanted.at(0) ?? '', wanted.at(-1) ?? ''];
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
