/**
 * The normalization of text for search. The library's search and the web app's highlights share it, so this module has
 * no imports.
 */

/** Increment it when the results of `fold` change: every stored copy is then rebuilt. */
export const FOLD_RULES = 1;

/** Invisible characters, and the Arabic elongation stroke. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|\u0640/gu;
/**
 * Accents, points and vowel signs that a search ignores. The voicing marks of Japanese and the vowels of Indic scripts
 * and Thai distinguish words and are kept. A mark without a base is a character.
 */
const MARKS =
  /(?<=\S)(?![\u3099\u309a])(?=\p{M})[\p{sc=Zinh}\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}]/gu;
/** Letters that Unicode does not decompose, and the letters that they sort as; in lower case. */
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
/** Characters beyond ASCII with their predecessor, because marks combine with it. */
const BEYOND_ASCII = /.?[^\0-\x7f]+/g;

/** A cache of folded short runs: the same few occur throughout a text. */
const folded = new Map<string, string>();
const REMEMBERED_LENGTH = 8;
const REMEMBERED = 2_000;

/**
 * A text as searched: without case and accents, in one form of each character (NFKC), with one kind of
 * apostrophe, quotation mark and dash, and one space for any white space.
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
      // Unicode's full case folding except for the final sigma: "ẞ" becomes "ss" via "ß" and "SS".
      .toLowerCase()
      .toUpperCase()
      .toLowerCase()
      .replaceAll('ς', 'σ')
      .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
      // Recompose Korean syllables and Japanese letters, so that half of one does not match another.
      .normalize('NFC')
  );
}

/** A phrase in quotation marks, of which the closing one may be missing, or a word. */
const TERM = /(?<!\S)"([^"]*[^"\s][^"]*)(?:"(?!\S)|$)|\S+/g;

/**
 * The folded terms of a search: words and quoted phrases, each of which must occur. Empty for an empty search.
 */
export function searchTerms(search: string): string[] {
  const terms = Array.from(fold(search).matchAll(TERM), ([word, phrase]) => (phrase ?? word).trim());
  const longestFirst = [...new Set(terms)].sort((a, b) => b.length - a.length);
  // A text that contains a term contains its parts.
  return longestFirst.filter(
    (term, at) => !longestFirst.slice(0, at).some((longer) => longer.includes(term)),
  );
}
