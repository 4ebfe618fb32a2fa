import { countCharacters, cutText, LONGEST_TEXT, normalizeText } from '../../text/text.js';
import { type Basis, BasisKind, partedOf } from './basis.js';
import { ContinuationFilter } from './continuation-filter.js';
import { PassageFilter } from './passage-filter.js';

/**
 * Reads an answer in pieces, and passes on the part that is certainly text. The result does not depend on the cuts
 * between the pieces.
 */
export interface AnswerFilter {
  add(piece: string): string;
  /** @returns the rest that was held back, if it is text */
  end(): string;
}

const filterFor = ({ kind }: Basis, head: string): AnswerFilter =>
  kind === BasisKind.CONTINUE ? new ContinuationFilter(head) : new PassageFilter();

/** Makes the new text of a basis and the answer of a model while it arrives: up to what stays after the part. */
export class Splice {
  readonly #head: string;
  readonly #filter: AnswerFilter;
  #begun = false;

  constructor(basis: Basis) {
    this.#head = partedOf(basis).head;
    this.#filter = filterFor(basis, this.#head);
  }

  /** @returns what follows in the new text; nothing until the model writes some of it */
  add(piece: string): string {
    const text = this.#filter.add(piece);
    if (text === '' || this.#begun) return text;
    this.#begun = true;
    return this.#head + text;
  }
}

export interface Spliced {
  text: string;
  /** Whether the answer was cut off, as a text would have been too long with all of it. */
  cut: boolean;
}

/** The whole new text; null for an answer that leaves nothing of a passage. */
export function splicedText(basis: Basis, answer: string): Spliced | null {
  const { head, tail } = partedOf(basis);
  const filter = filterFor(basis, head);
  const written = filter.add(answer) + filter.end();
  const part = tail === '' ? written : written.trimEnd();
  if (part === '' && basis.kind === BasisKind.REFINE) return null;
  const kept = cutText(part, Math.max(0, LONGEST_TEXT - countCharacters(head) - countCharacters(tail)));
  return { text: normalizeText(head + kept + tail), cut: kept !== part };
}
