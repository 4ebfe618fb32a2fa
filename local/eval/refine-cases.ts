import { countWords } from '../../src/writing/form.js';
import { languageOf } from './language.js';
import { toneFigures } from './tone.js';

/** A change that is asked of a text, and what of the new text tells whether it was made. */
export interface RefineCase {
  /** As the table names it. */
  name: string;
  instruction: string;
  made(after: string, before: string): boolean;
}

/** A text is shorter with at most so much of the words. */
const SHORTER = 0.85;

const informal = (text: string) => {
  const { exclamations, contractions } = toneFigures(text);
  return exclamations + contractions;
};

/** As a button of the web app asks for it. */
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
