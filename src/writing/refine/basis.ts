/** How a job uses the text of another one. The values are the GraphQL enum's and MongoDB's. */
export enum BasisKind {
  REFINE = 'REFINE',
  CONTINUE = 'CONTINUE',
}

/** A part of a text, in UTF-16 code units: from `start` to before `end`. */
export interface Part {
  text: string;
  start: number;
  end: number;
}

/** A part of a text, and what to change about it. */
export interface Change extends Part {
  instruction: string;
}

/** The text that another one is made from. The new text replaces the part; a continuation stands at an empty part. */
export type Basis =
  | ({ kind: BasisKind.REFINE } & Change)
  | ({
      kind: BasisKind.CONTINUE;
      /** The instruction of the text that ends early, if it is a changed text itself. */
      change?: Change;
    } & Part);

/** What stays before the part, the part, and what stays after it. */
export interface Parted {
  head: string;
  part: string;
  tail: string;
}

export const isWhole = ({ text, start, end }: Part): boolean =>
  start === 0 && end === text.length && text !== '';

/** White space around a passage stays: a model's answer has none. */
export function partedOf(part: Part): Parted {
  const { text, start, end } = part;
  if (isWhole(part)) return { head: '', part: text, tail: '' };
  const passage = text.slice(start, end);
  const from = start + passage.length - passage.trimStart().length;
  const to = Math.max(from, end - (passage.length - passage.trimEnd().length));
  return { head: text.slice(0, from), part: text.slice(from, to), tail: text.slice(to) };
}

/** Whether a place in a text is within a surrogate pair. */
export function splitsPair(text: string, at: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(Math.max(0, at - 1), at + 1));
}

/** The basis of a continuation of a text that was cut off, from what that text was made from. */
export function continuationOf(text: string, of: Basis | null): Basis {
  const tail = of ? partedOf(of).tail : '';
  const at = text.endsWith(tail) ? text.length - tail.length : text.length;
  const change = of?.kind === BasisKind.REFINE ? changeOf(of) : of?.change;
  return { kind: BasisKind.CONTINUE, text, start: at, end: at, ...(change && { change }) };
}

const changeOf = ({ text, start, end, instruction }: Change): Change => ({ text, start, end, instruction });
