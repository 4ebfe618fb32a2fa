import type { Check } from '../form.js';
import { languageName } from './language.js';
import { type GenerationOptions, Tone, type VoiceSnapshot } from './options.js';
import { holdsKeyword, holdsWord } from './words.js';

export type { GenerationOptions } from './options.js';

/** The rule of one option: words for the prompt, and checks of the finished text. */
export interface Wish {
  ask: string;
  check(text: string): Check[];
}

/** How each tone is described to a model. */
export const TONES: Record<Tone, string> = {
  [Tone.PROFESSIONAL]: 'professional: competent and to the point, without slang',
  [Tone.FRIENDLY]: 'friendly: warm, and speaks to the reader as "you"',
  [Tone.CASUAL]: 'casual: relaxed everyday language, short sentences, contractions',
  [Tone.FORMAL]: 'formal: polite and impersonal, without contractions or exclamation marks',
  [Tone.ENTHUSIASTIC]: 'enthusiastic: full of energy, with exclamation marks',
  [Tone.HUMOROUS]: 'humorous: witty and playful',
  [Tone.INFORMATIVE]: 'informative: neutral and factual, without praise',
  [Tone.PERSUASIVE]: 'persuasive: argues with benefits, and asks the reader to act',
  [Tone.EMPATHETIC]: 'empathetic: understands the worries of the reader',
  [Tone.INSPIRING]: 'inspiring: encourages the reader',
};

const none = (): Check[] => [];
const quoted = (words: readonly string[]) => words.map((word) => `"${word}"`).join(', ');

/** The rules, in the order in which a prompt names them. Each is null where its option is not set. */
type Rule = (options: GenerationOptions) => Wish | null;

const RULES: readonly Rule[] = [
  ({ language }) =>
    language === undefined
      ? null
      : { ask: `Language: write everything in ${languageName(language)} (${language}).`, check: none },
  ({ tone, toneDescription }) => {
    const tones = [tone && TONES[tone], toneDescription].filter(Boolean);
    return tones.length === 0 ? null : { ask: `Tone: ${tones.join('; ')}.`, check: none };
  },
  ({ audience }) => (audience === undefined ? null : { ask: `Readers: ${audience}.`, check: none }),
  ({ keywords }) =>
    keywords === undefined
      ? null
      : {
          ask: `Use each of these words or phrases exactly as they are: ${quoted(keywords)}.`,
          check: (text) => [keywordsCheck(text, keywords)],
        },
  ({ avoid }) =>
    avoid === undefined
      ? null
      : {
          ask: `Never use these words or phrases: ${quoted(avoid)}.`,
          check: (text) => [avoidCheck(text, avoid)],
        },
  ({ brandVoice }) => (brandVoice === undefined ? null : { ask: voiceRequest(brandVoice), check: none }),
];

/** The rules of the options; empty if they change only the layout. */
export const wishesOf = (options: GenerationOptions | null | undefined): Wish[] =>
  options ? RULES.flatMap((rule) => rule(options) ?? []) : [];

/** Stands between the prompt and the rules of the options. */
export const REQUIREMENTS = '\n\nRequirements for the text:\n';

/** The text after the prompt; empty if the options change only the layout. */
export function requirementsOf(options: GenerationOptions | null | undefined): string {
  const wishes = wishesOf(options);
  return wishes.length === 0 ? '' : `${REQUIREMENTS}${wishes.map(({ ask }) => `- ${ask}`).join('\n')}`;
}

function keywordsCheck(text: string, keywords: string[]): Check {
  const missing = keywords.filter((keyword) => !holdsKeyword(text, keyword));
  return {
    name: 'keywords',
    passed: missing.length === 0,
    detail:
      missing.length === 0
        ? `The text contains ${quoted(keywords)}.`
        : `The text must contain these words, which are missing: ${quoted(missing)}.`,
  };
}

function avoidCheck(text: string, avoid: string[]): Check {
  const found = avoid.filter((word) => holdsWord(text, word));
  return {
    name: 'avoid',
    passed: found.length === 0,
    detail:
      found.length === 0
        ? `The text does not contain ${quoted(avoid)}.`
        : `The text must not contain these words: ${quoted(found)}.`,
  };
}

function voiceRequest({ name, description, samples }: VoiceSnapshot): string {
  const examples = samples.map((sample) => `"""\n${sample}\n"""`).join('\n');
  const imitate =
    samples.length === 0
      ? ''
      : `\nTexts in this voice. Take over their style, not their content:\n${examples}`;
  return `Write in the voice of the brand "${name}": ${description}${imitate}`;
}
