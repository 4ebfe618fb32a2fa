import type { GenerationOptions, TextLength } from './options/options.js';
import { UNSPACED } from './options/words.js';

/** One rule of a form, applied to a finished text. */
export interface Check {
  /** Stable within its form, such as `sections`. */
  name: string;
  passed: boolean;
  /** What was found and what is required, in English. */
  detail: string;
}

/** The checks that a text does not pass. */
export const failedOf = (checks: Check[]): Check[] => checks.filter(({ passed }) => !passed);

/** The permitted number of something. */
export interface Range {
  min: number;
  max: number;
}

/** The options that change the layout of a text. Without one, a text has the usual layout. */
export type LayoutOptions = Pick<GenerationOptions, 'length' | 'language' | 'platform'>;

/** The form of one content type: the words of the prompt, the parser and the checks, all from the same figures. */
export interface Form<Structure> {
  /** What each length means, in words. */
  words: Record<TextLength, Range>;
  /** The system prompt: the task, the layout, and what belongs in it. */
  instructions(options?: LayoutOptions): string;
  /**
   * Words before the user's own. Without them, the model would answer a prompt such as "Thank you for …" instead of
   * writing about it.
   */
  lead?: string;
  /** The layout in GBNF, for llama.cpp: a small model that is constrained by it passes the checks of its form. */
  grammar(options?: LayoutOptions): string;
  /** How many times the usual tokens and time a text may take; 1 by default. */
  effort?(options: LayoutOptions): number;
  /** The text's parts; null if one of them is missing, for example in a text that a user rewrote. */
  structure(text: string): Structure | null;
  /** Every rule of the form, in a fixed order. */
  check(text: string, options?: LayoutOptions): Check[];
}

/** A part of a structure, as the schema describes it. */
export type Part =
  | { kind: 'text' | 'texts' | 'number'; description: string }
  | { kind: 'list'; description: string; of: Parts<object> };

/** The parts of a structure, and its name in the schema. */
export interface Parts<Structure extends object> {
  name: string;
  description: string;
  fields: { [Name in keyof Structure]: Part };
}

/** The definition of a content type. */
export interface ContentTypeDefinition<Name extends string, Structure extends object> {
  /** The value in the schema and in MongoDB. */
  name: Name;
  /** As people read and search it. */
  label: string;
  /** As the schema describes it. */
  description: string;
  form: Form<Structure>;
  parts: Parts<Structure>;
}

export const contentType = <const Name extends string, Structure extends object>(
  definition: ContentTypeDefinition<Name, Structure>,
): ContentTypeDefinition<Name, Structure> => definition;

export const text = (description: string): Part => ({ kind: 'text', description });
export const texts = (description: string): Part => ({ kind: 'texts', description });
export const number = (description: string): Part => ({ kind: 'number', description });
export const listOf = <Item extends object>(description: string, of: Parts<Item>): Part => ({
  kind: 'list',
  description,
  of: of as Parts<object>,
});

/** A repetition in GBNF. */
export const times = ({ min, max }: Range): string => `{${min},${max}}`;

/** How far a sentence may go beyond the longest length of a line, in characters. */
const TO_END_OF_SENTENCE = 200;

/**
 * Words of a line in GBNF, without punctuation at their end. A sentence that has begun at the maximum length continues
 * to its end: a grammar that stops it there would leave half a sentence. In two branches, so that a place in a text has
 * few readings: llama.cpp follows all of them.
 */
export const wholeSentences = ({ min, max }: Range): string =>
  `([^\\n]{${min},${max - 1}} | [^\\n]{${max}} [^\\n.!?]{0,${TO_END_OF_SENTENCE}})`;

export const within = (count: number, { min, max }: Range): boolean => count >= min && count <= max;

/** "5 to 7" */
export const inWords = ({ min, max }: Range): string => `${min} to ${max}`;

/** A check that a part exists. */
export const present = (name: string, part: string, found: boolean): Check => ({
  name,
  passed: found,
  detail: found ? `The text has ${part}.` : `The text has no ${part.replace(/^an? /, '')}.`,
});

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
const RUN = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;

/** The words of a text in any language. In scripts without spaces, a dictionary separates them (UAX #29). */
export function countWords(text: string): number {
  let count = 0;
  for (const [run] of text.matchAll(RUN)) {
    // The segmenter takes 10 us for each word.
    if (!UNSPACED.test(run)) count += 1;
    else for (const { isWordLike } of segmenter.segment(run)) if (isWordLike) count += 1;
  }
  return count;
}

/** The check of the number of words; none if no number is required. */
export function wordCount(text: string, range: Range | undefined): Check[] {
  if (!range) return [];
  const count = countWords(text);
  const detail = `The text has ${count} words; ${inWords(range)} are asked for.`;
  return [{ name: 'wordCount', passed: within(count, range), detail }];
}
