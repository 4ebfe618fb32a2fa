import { diffArrays } from 'diff';

/** A part of two texts: in both, or in one of them. */
export interface WordChange {
  value: string;
  added: boolean;
  removed: boolean;
}

/** Texts that have little in common take too long to compare word by word. In milliseconds. */
const TIME_LIMIT_MS = 1_000;

/**
 * By Unicode's word boundaries (UAX #29), so that no word of any script is cut. Old browsers separate words by white
 * space only.
 */
const words: (text: string) => string[] =
  'Segmenter' in Intl
    ? (text) => Array.from(segmenter().segment(text), ({ segment }) => segment)
    : (text) => text.split(/(\s+)/).filter(Boolean);

let made: Intl.Segmenter | undefined;
function segmenter(): Intl.Segmenter {
  made ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  return made;
}

/** The differences of two texts, word by word. */
export function wordChanges(before: string, after: string): WordChange[] {
  const changes = diffArrays(words(before), words(after), { timeout: TIME_LIMIT_MS });
  if (!changes) {
    return [
      { value: before, added: false, removed: true },
      { value: after, added: true, removed: false },
    ];
  }
  return changes.map(({ value, added, removed }) => ({ value: value.join(''), added, removed }));
}
