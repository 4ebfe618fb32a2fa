import { ContentType } from '../../src/writing/content-type.js';
import { FORMS } from '../../src/writing/forms.js';
import { type GenerationOptions, TextLength, Tone } from '../../src/writing/options/options.js';
import { holdsKeyword } from '../../src/writing/options/words.js';
import { languageOf } from './language.js';
import type { EvalPrompt } from './prompts.js';
import { toneFigures } from './tone.js';

/** Options of one kind, and a measure of whether a text follows them. */
export interface OptionCase {
  /** As the table names it. */
  name: string;
  prompts: EvalPrompt[];
  /** How many of the requirements a text follows, and their number. */
  obeys(text: string, prompt: EvalPrompt): { obeyed: number; of: number };
}

const { BLOG_POST_OUTLINE, PRODUCT_DESCRIPTION, SOCIAL_MEDIA_CAPTION } = ContentType;

/** One prompt of each type, the shortest first. */
const SUBJECTS: [ContentType, string, string[]][] = [
  [SOCIAL_MEDIA_CAPTION, 'Our bakery has a new gluten free cake', ['flour', 'Saturday']],
  [PRODUCT_DESCRIPTION, 'A leather wallet with room for eight cards', ['vegetable tanned', 'gift']],
  [BLOG_POST_OUTLINE, 'How to choose the right running shoes', ['budget', 'arch support']],
];

const promptsWith = (options: GenerationOptions[], language = 'en'): EvalPrompt[] =>
  SUBJECTS.flatMap(([type, prompt]) => options.map((each) => ({ type, prompt, language, options: each })));

const one = (obeyed: boolean) => ({ obeyed: obeyed ? 1 : 0, of: 1 });

export const OPTION_CASES: OptionCase[] = [
  {
    name: 'keywords',
    prompts: SUBJECTS.map(([type, prompt, keywords]) => ({
      type,
      prompt,
      language: 'en',
      options: { keywords },
    })),
    obeys: (text, { options }) => ({
      obeyed: options?.keywords?.filter((word) => holdsKeyword(text, word)).length ?? 0,
      of: options?.keywords?.length ?? 0,
    }),
  },
  {
    name: 'length',
    prompts: promptsWith(Object.values(TextLength).map((length) => ({ length }))),
    obeys: (text, { type, options }) =>
      one(FORMS[type].check(text, options).some(({ name, passed }) => name === 'wordCount' && passed)),
  },
  {
    name: 'language',
    prompts: promptsWith(['de', 'fr', 'es', 'it'].map((language) => ({ language }))),
    obeys: (text, { options }) => one(languageOf(text) === options?.language),
  },
  {
    name: 'tone',
    prompts: promptsWith(
      [Tone.ENTHUSIASTIC, Tone.FORMAL, Tone.FRIENDLY, Tone.CASUAL].map((tone) => ({ tone })),
    ),
    // The report compares them in pairs, because the tone of a single text can't be measured.
    obeys: () => ({ obeyed: 0, of: 0 }),
  },
];

/** Pairs of tones, and the figure that is expected to be higher in the first. */
export const TONE_PAIRS: [Tone, Tone, keyof ReturnType<typeof toneFigures>][] = [
  [Tone.ENTHUSIASTIC, Tone.FORMAL, 'exclamations'],
  [Tone.FRIENDLY, Tone.FORMAL, 'address'],
  [Tone.CASUAL, Tone.FORMAL, 'contractions'],
];
