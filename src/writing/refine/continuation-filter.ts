import { UNSPACED } from '../options/words.js';

const LETTER = /[\p{L}\p{M}\p{N}]/u;
/** A shorter repetition may be the beginning of another word. */
const SHORTEST = 2;
/** The same in scripts without spaces, where any character may begin a word. */
const SHORTEST_UNSPACED = 4;
/** The same where only the case differs: a model begins its answer with a capital letter. */
const SHORTEST_FOLDED = 8;

/**
 * Joins a continuation with the text before it: removes what the answer repeats of the end of that text, and adds a
 * space between two words that would become one.
 */
export class ContinuationFilter {
  /** The text before without white space at its end, and that white space. */
  readonly #words: string;
  readonly #folded: string;
  readonly #gap: string;
  #held = '';
  #begun = false;

  constructor(before: string) {
    this.#words = before.trimEnd();
    this.#folded = folded(this.#words);
    this.#gap = before.slice(this.#words.length);
  }

  add(piece: string): string {
    if (this.#begun) return piece;
    this.#held += piece;
    const answer = this.#held.trimStart();
    // It may go on as a repetition, at whose end the text before ends too.
    if (answer === '' || this.#folded.includes(folded(answer))) return '';
    return this.#join(answer);
  }

  end(): string {
    const answer = this.#held.trimStart();
    return this.#begun || answer === '' ? '' : this.#join(answer);
  }

  #join(answer: string): string {
    const repeated = this.#repeated(answer);
    const rest = answer.slice(repeated);
    // White space after a repetition has to be complete to be compared.
    if (repeated > 0 && rest !== '' && rest.trim() === '') return '';
    this.#begun = true;
    if (repeated > 0) return this.#afterGap(rest);
    const glued = this.#gap === '' && this.#held === answer && wordsMeet(this.#words, answer);
    return glued ? ` ${this.#held}` : this.#held;
  }

  /** What follows the repeated words, without the white space that stands after them already. */
  #afterGap(rest: string): string {
    if (this.#gap === '') return rest;
    const space = rest.slice(0, rest.length - rest.trimStart().length);
    if (space.startsWith(this.#gap)) return rest.slice(this.#gap.length);
    return space.includes('\n') && !this.#gap.includes('\n') ? rest : rest.trimStart();
  }

  /** The length of the longest end of the text before with which the answer begins. */
  #repeated(answer: string): number {
    const [words, foldedAnswer] = [this.#words, folded(answer)];
    for (let length = Math.min(words.length, answer.length); length >= SHORTEST; length--) {
      const at = words.length - length;
      const same =
        words.endsWith(answer.slice(0, length)) ||
        (length >= SHORTEST_FOLDED && this.#folded.endsWith(foldedAnswer.slice(0, length)));
      if (same && isBoundary(words, at, length)) return length;
    }
    return 0;
  }
}

/** Without the case of letters, and as long as before. */
const folded = (text: string): string =>
  text.replace(/\p{Lu}/gu, (letter) => {
    const lower = letter.toLowerCase();
    return lower.length === letter.length ? lower : letter;
  });

/** Whether the end of a text from here on may be a repetition: it begins with a word, or after white space. */
function isBoundary(text: string, at: number, length: number): boolean {
  const [before, first] = [text.charAt(at - 1), text.charAt(at)];
  if (before === '' || /\s/.test(before)) return true;
  if (UNSPACED.test(before) || UNSPACED.test(first)) return length >= SHORTEST_UNSPACED;
  return LETTER.test(first) && !LETTER.test(before);
}

/** Whether two texts would make one word, in a script that separates words. */
function wordsMeet(before: string, after: string): boolean {
  const [last, first] = [
    [...before.slice(-2)].at(-1) ?? '',
    String.fromCodePoint(after.codePointAt(0) ?? 32),
  ];
  return LETTER.test(last) && LETTER.test(first) && !UNSPACED.test(last) && !UNSPACED.test(first);
}
