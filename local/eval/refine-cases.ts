import { countWords } from '../../src/writing/form.js';
import { languageOf } from './language.js';
import { toneFigures } from './tone.js';

/** A change of a text, and a measure of whether the new text has it. */
export interface RefineCase {
  /** As the table names it. */
  name: string;
  instruction: string;
  made(after: string, before: string): boolean;
}

/** The maximum share of the words of a text that counts as shorter. */
const SHORTER = 0.85;

const informal = (text: string) => {
  const { exclamations, contractions } = toneFigures(text);
  return exclamations + contractions;
};

/** The instruction of a button in the web app. */
export const MAKE_SHORTER = 'Make it shorter.';

/** The buttons of the web app, and a change in the author's own words. */
export const REFINE_CASES: RefineCase[] = [
  {
    name: 'shorter',
    instruction: MAKE_SHORTER,
    made: (after, before) => countWords(after) <= SHORTER * countWords(before),
  },
  {
    name: 'more formal',
    instruction: 'Make it more formal.',
    made: (after, before) =>
      after !== before && (informal(before) === 0 || informal(after) < informal(before)),
  },
  {
    name: 'translated to German',
    instruction: 'Translate it to German.',
    made: (after) => languageOf(after) === 'de',
  },
  {
    name: 'translated to French',
    instruction: 'Translate it to French.',
    made: (after) => languageOf(after) === 'fr',
  },
  {
    name: 'with an addition',
    instruction: 'Mention that everything is half price until Sunday.',
    made: (after) => /\bhalf\b/i.test(after) && /\bSunday\b/i.test(after),
  },
];
