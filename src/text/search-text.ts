/**
 * How a search reads text. The library's search and the web app's marks of what it found use the same rules, so this
 * module stays free of imports.
 */

/** Raise it when `fold` answers otherwise than before: every stored copy is then made anew. */
export const FOLD_RULES = 1;

/** What shows nothing, and the stroke that only makes an Arabic word longer. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|\u0640/gu;
/**
 * Accents, points and vowel signs that a word is read without. The voicing marks of Japanese and the vowels of Indic
 * scripts and Thai make other words, and stay. A mark that stands alone is a character of its own.
 */
const MARKS =
  /(?<=\S)(?![\u3099\u309a])(?=\p{M})[\p{sc=Zinh}\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}]/gu;
/** Letters that Unicode does not decompose, though they sort as these; in lower case, as `fold` meets them. */
const LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ł: 'l',
  æ: 'ae',
  œ: 'oe',
};
const LETTER = /[øđðħłæœ]/g;
/** Characters beyond ASCII, with the one before them: marks join what they follow. */
const BEYOND_ASCII = /.?[^\0-\x7f]+/g;

/** Short runs that were folded already: the same few occur all over a text. */
const folded = new Map<string, string>();
const REMEMBERED_LENGTH = 8;
const REMEMBERED = 2_000;

/**
 * A text as it is searched: without case and accents, in one form of each character (NFKC), with one kind of
 * apostrophe, quotation mark and dash, and with one space for any white space.
 */
export function fold(text: string): string {
  return text
    .replace(BEYOND_ASCII, (run) => (run.length > REMEMBERED_LENGTH ? foldRun(run) : rememberedFold(run)))
    .toLowerCase()
    .replace(/\s+/g, ' ');
}

function rememberedFold(run: string): string {
  let known = folded.get(run);
  if (known === undefined) {
    if (folded.size >= REMEMBERED) folded.clear();
    known = foldRun(run);
    folded.set(run, known);
  }
  return known;
}

function foldRun(run: string): string {
  return (
    run
      .replace(INVISIBLE, '')
      .replaceAll('\u00b4', "'")
      .normalize('NFKD')
      .replace(/[\u2018\u2019\u201b\u02bc\u2032]/g, "'")
      .replace(/[\u00ab\u00bb\u201c-\u201f]/g, '"')
      .replace(/[\u2010-\u2015\u2212]/g, '-')
      .replace(MARKS, '')
      // Unicode's full case folding, but for the sigma at a word's end: "ẞ" becomes "ss" by way of "ß" and "SS".
      .toLowerCase()
      .toUpperCase()
      .toLowerCase()
      .replaceAll('ς', 'σ')
      .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
      // Whole Korean syllables and Japanese letters again: half of one is not found in another.
      .normalize('NFC')
  );
}

/** A phrase in quotation marks, whose last one may still be missing, or a word. */
const TERM = /(?<!\S)"([^"]*[^"\s][^"]*)(?:"(?!\S)|$)|\S+/g;

/**
 * What a search looks for, folded: its words and its quoted phrases, each of which must occur. None where nothing is
 * looked for.
 */
export function searchTerms(search: string): string[] {
  const terms = Array.from(fold(search).matchAll(TERM), ([word, phrase]) => (phrase ?? word).trim());
  const longestFirst = [...new Set(terms)].sort((a, b) => b.length - a.length);
  // What holds a term holds every part of it.
  return longestFirst.filter(
    (term, at) => !longestFirst.slice(0, at).some((longer) => longer.includes(term)),
  );
}
