import { placesOf } from '../../../src/text/places.js';
import { blocksOf } from '../../../src/text/plain-text.js';
import { searchTerms } from '../../../src/text/search-text.js';

/** In UTF-16 code units. */
const LENGTH = 220;
/** The length of the text before a match. */
const BEFORE = 60;
/** The length of a body that is read, from its beginning or from the paragraph with the match. */
const READ = 2_000;

/** The beginning of a text, or the part around the first match; on one line, without Markdown syntax. */
export function excerpt(body: string, search: string | null): string {
  const beginning = plainText(body.slice(0, READ));
  const terms = searchTerms(search ?? '');
  if (terms.length === 0 || placesOf(beginning, terms).length > 0)
    return cutAround(beginning, terms, body.length > READ);
  const [found] = placesOf(body, terms);
  if (!found) return cutAround(beginning, terms, body.length > READ);
  const paragraph = body.lastIndexOf('\n\n', found.start) + 1;
  const from = Math.max(paragraph, found.start - READ / 2);
  const part = plainText(body.slice(from, from + READ));
  return `${from > 0 ? '…' : ''}${cutAround(part, terms, body.length > from + READ).replace(/^…/, '')}`;
}

const plainText = (markdown: string) =>
  blocksOf(markdown)
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ');

function cutAround(text: string, terms: string[], more: boolean): string {
  const at = placesOf(text, terms)[0]?.start ?? -1;
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
  for (const { start, end: after } of placesOf(text, searchTerms(search ?? ''))) {
    parts.push(text.slice(end, start), text.slice(start, after));
    end = after;
  }
  return [...parts, text.slice(end)];
}
