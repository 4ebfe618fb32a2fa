import { fold } from './search-text.js';

/**
 * Where the terms of a search are in a text. The API's matches and the web app's highlights share this module, so it
 * imports nothing else.
 */

/** A part of a text, in UTF-16 code units; `end` is after its last one. */
export interface Place {
  start: number;
  end: number;
}

/**
 * A letter with all that folds together with it: marks, invisible characters, the Arabic elongation stroke, voicing
 * marks of half width, and the vowels and final consonants of Korean syllables.
 */
const CONTINUES =
  '\\p{M}\\p{Default_Ignorable_Code_Point}\\u0640\\uff9e\\uff9f\\u1160-\\u11ff\\ud7b0-\\ud7fb\\u3133\\u3135\\u3136\\u313a-\\u313f\\u314f-\\u3163\\uffc2-\\uffdc';
const LETTER = new RegExp(`[^${CONTINUES}][${CONTINUES}]*|[${CONTINUES}]+`, 'suy');

const isAscii = (code: number) => code < 0x80;
const isAsciiSpace = (code: number) => code === 0x20 || (code >= 0x09 && code <= 0x0d);

interface FoldedText {
  folded: string;
  /** For each code unit of `folded` the start and the end of its letter in the text. */
  starts: number[];
  ends: number[];
}

/** The text as `fold` makes it, with the place of each code unit. */
export function foldWithPlaces(text: string): FoldedText {
  const pieces: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let spaceBefore = false;
  function add(piece: string, start: number, end: number) {
    const kept = spaceBefore && piece.startsWith(' ') ? piece.slice(1) : piece;
    // The space that stands for several ends with the last of them.
    if (kept !== piece) ends[ends.length - 1] = end;
    if (piece !== '') spaceBefore = piece.endsWith(' ');
    for (let unit = 0; unit < kept.length; unit += 1) {
      starts.push(start);
      ends.push(end);
    }
    pieces.push(kept);
  }
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    // The fast path: no mark follows.
    if (isAscii(code) && (at + 1 === text.length || isAscii(text.charCodeAt(at + 1)))) {
      add(isAsciiSpace(code) ? ' ' : text.charAt(at).toLowerCase(), at, at + 1);
      at += 1;
      continue;
    }
    LETTER.lastIndex = at;
    const letter = LETTER.exec(text)?.[0] ?? text.charAt(at);
    add(fold(letter), at, at + letter.length);
    at += letter.length;
  }
  return { folded: pieces.join(''), starts, ends };
}

/**
 * The places of folded terms (see `searchTerms`), in order. Places that touch are one. A letter is in a place as a
 * whole, with its accents.
 * @param perTerm the maximum number of occurrences of a term
 */
export function placesOf(
  text: string,
  terms: readonly string[],
  perTerm = Number.POSITIVE_INFINITY,
): Place[] {
  if (terms.length === 0) return [];
  const { folded, starts, ends } = foldWithPlaces(text);
  const found: Place[] = [];
  for (const term of terms) {
    let count = 0;
    for (
      let at = folded.indexOf(term);
      at >= 0 && count < perTerm;
      at = folded.indexOf(term, at + term.length)
    ) {
      found.push({ start: starts[at] ?? 0, end: ends[at + term.length - 1] ?? text.length });
      count += 1;
    }
  }
  const places: Place[] = [];
  for (const place of found.sort((a, b) => a.start - b.start)) {
    const before = places.at(-1);
    if (before && place.start <= before.end) before.end = Math.max(before.end, place.end);
    else places.push({ ...place });
  }
  return places;
}
