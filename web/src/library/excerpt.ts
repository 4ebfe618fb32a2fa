import { blocksOf } from '../../../src/text/plain-text.js';
import { fold, searchTerms } from '../../../src/text/search-text.js';

/** In UTF-16 code units. */
const LENGTH = 220;
/** The length of the text before a match. */
const BEFORE = 60;
/** The length that is read of a body, from its beginning or from the paragraph with the match. */
const READ = 2_000;

interface Range {
  from: number;
  to: number;
}

/** The beginning of a text, or the part around the first match; on one line, without Markdown syntax. */
export function excerpt(body: string, search: string | null): string {
  const beginning = plainText(body.slice(0, READ));
  const terms = searchTerms(search ?? '');
  if (terms.length === 0 || placesOf(beginning, terms).length > 0)
    return cutAround(beginning, terms, body.length > READ);
  const [found] = placesOf(body, terms);
  if (!found) return cutAround(beginning, terms, body.length > READ);
  const paragraph = body.lastIndexOf('\n\n', found.from) + 1;
  const from = Math.max(paragraph, found.from - READ / 2);
  const part = plainText(body.slice(from, from + READ));
  return `${from > 0 ? '…' : ''}${cutAround(part, terms, body.length > from + READ).replace(/^…/, '')}`;
}

const plainText = (markdown: string) =>
  blocksOf(markdown)
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ');

function cutAround(text: string, terms: string[], more: boolean): string {
  const at = placesOf(text, terms)[0]?.from ?? -1;
  const from = at > LENGTH - 40 ? wholeCharacter(text, at - BEFORE) : 0;
  const to = wholeCharacter(text, from + LENGTH);
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${more || to < text.length ? '…' : ''}`;
}

/** The start of the letter or emoji at this index. */
function wholeCharacter(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const start = Math.max(0, at - 32);
  const segment = new Intl.Segmenter().segment(text.slice(start)).containing(at - start);
  return start + (segment?.index ?? at - start);
}

/** A text split at its matches: the odd parts are the matches. */
export function partsOf(text: string, search: string | null): string[] {
  const parts: string[] = [];
  let end = 0;
  for (const { from, to } of placesOf(text, searchTerms(search ?? ''))) {
    parts.push(text.slice(end, from), text.slice(from, to));
    end = to;
  }
  return [...parts, text.slice(end)];
}

/** The matches, by the rules of the server's search, in order. Adjacent ones are merged. */
function placesOf(text: string, terms: string[]): Range[] {
  if (terms.length === 0) return [];
  const { folded, starts } = foldWithPlaces(text);
  const found = terms.flatMap((term) => {
    const ranges: Range[] = [];
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
      // To the end of the last letter, including its accents.
      let end = at + term.length;
      while (end < starts.length && starts[end] === starts[end - 1]) end += 1;
      ranges.push({ from: starts[at] ?? 0, to: starts[end] ?? text.length });
    }
    return ranges;
  });
  const places: Range[] = [];
  for (const range of found.sort((a, b) => a.from - b.from)) {
    const before = places.at(-1);
    if (before && range.from <= before.to) before.to = Math.max(before.to, range.to);
    else places.push({ ...range });
  }
  return places;
}

/** The folded text, and for each of its code units the start of its original letter. */
function foldWithPlaces(text: string): { folded: string; starts: number[] } {
  let folded = '';
  const starts: number[] = [];
  for (const { 0: letter, index } of text.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    let piece = fold(letter);
    if (folded.endsWith(' ') && piece.startsWith(' ')) piece = piece.slice(1);
    for (let unit = 0; unit < piece.length; unit += 1) starts.push(index);
    folded += piece;
  }
  return { folded, starts };
}
