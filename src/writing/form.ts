/** One rule of a form, judged on a finished text. */
export interface Check {
  /** Stable within its form, such as `sections`. */
  name: string;
  passed: boolean;
  /** What was found and what is asked for, in English. */
  detail: string;
}

/** The checks that a text does not pass. */
export const failedOf = (checks: Check[]): Check[] => checks.filter(({ passed }) => !passed);

/** How many there may be of something. */
export interface Range {
  min: number;
  max: number;
}

/**
 * What one content type promises: the words of the prompt, the parser and the checks, all made from the same figures.
 */
export interface Form<Structure> {
  /** The system prompt: the task, the layout, and what belongs in it. */
  instructions: string;
  /** Words before the user's own. A prompt such as "Thank you for …" alone reads as said to the model, which then answers it. */
  lead?: string;
  /** The layout in GBNF, as llama.cpp takes it: a small model that is held to it passes the checks of its form. */
  grammar: string;
  /** The text's parts; null if one of them is missing, for example in a text that a person rewrote. */
  structure(text: string): Structure | null;
  /** Every rule of the form, in a fixed order. */
  check(text: string): Check[];
}

/** A repetition in GBNF. */
export const times = ({ min, max }: Range): string => `{${min},${max}}`;

export const within = (count: number, { min, max }: Range): boolean => count >= min && count <= max;

/** "5 to 7" */
export const inWords = ({ min, max }: Range): string => `${min} to ${max}`;

/** A check that a part exists. */
export const present = (name: string, part: string, found: boolean): Check => ({
  name,
  passed: found,
  detail: found ? `The text has ${part}.` : `The text has no ${part.replace(/^an? /, '')}.`,
});
