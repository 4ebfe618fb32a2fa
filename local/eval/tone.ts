import { countWords } from '../../src/writing/form.js';

/** Figures of an English text, each for 100 words, that differ between tones. */
export interface ToneFigures {
  exclamations: number;
  /** "you" and "your". */
  address: number;
  contractions: number;
}

export function toneFigures(text: string): ToneFigures {
  const words = Math.max(1, countWords(text));
  const per100 = (pattern: RegExp) => (100 * (text.match(pattern)?.length ?? 0)) / words;
  return {
    exclamations: per100(/!/g),
    address: per100(/\byou(?:r|rs|rself)?\b/gi),
    contractions: per100(/\b\p{L}+['’](?:s|t|re|ve|ll|d|m)\b/giu),
  };
}
