import { countCharacters } from '../text.js';
import { type Check, type Form, inWords, type Range, within } from './form.js';

export interface SocialMediaCaption {
  text: string;
  emoji: string[];
  hashtags: string[];
  characterCount: number;
}

const HASHTAGS: Range = { min: 2, max: 8 };
const ASKED_HASHTAGS: Range = { min: 3, max: 6 };
/** Instagram's limit, in Unicode code points. */
const MAX_CHARACTERS = 2_200;

const instructions = `You are a social media specialist. Write one engaging caption for a post about what the user describes.

Open with a hook. Keep it short and lively: two to four sentences, at most 80 words. Put two or three fitting emoji such as ☕ or 🎉 into the text, and invite the reader to react. End with ${inWords(ASKED_HASHTAGS)} relevant hashtags in the last line.
Write plain text without Markdown. Answer with the caption only, in the language of the user's request.`;

/** Of the Unicode set, and pictographs that are written without their variation selector; not © ® ™. */
const EMOJI = /\p{RGI_Emoji}|(?![©®™])\p{Extended_Pictographic}/gv;
/** As the networks read them: letters, digits and underscores, at least one letter, and no word before the sign. */
const HASHTAG = /(?<![\p{L}\p{M}\p{N}_&/])[#＃](?=[\p{N}_]*\p{L})[\p{L}\p{M}\p{N}_]+/gu;

const LAST_HASHTAGS = new RegExp(`(?:\\s*${HASHTAG.source})+\\s*$`, 'u');

function partsOf(text: string): SocialMediaCaption {
  const words = text.trim();
  return {
    text: words.replace(LAST_HASHTAGS, ''),
    emoji: words.match(EMOJI) ?? [],
    hashtags: words.match(HASHTAG) ?? [],
    characterCount: countCharacters(words),
  };
}

function check(text: string): Check[] {
  const { emoji, hashtags, characterCount } = partsOf(text);
  return [
    {
      name: 'words',
      passed: hasWords(text),
      detail: 'The caption has words besides its emoji and hashtags.',
    },
    {
      name: 'emoji',
      passed: emoji.length > 0,
      detail: `The caption has ${emoji.length} emoji; at least one is asked for.`,
    },
    {
      name: 'hashtags',
      passed: within(hashtags.length, HASHTAGS),
      detail: `The caption has ${hashtags.length} hashtags of ${inWords(HASHTAGS)}.`,
    },
    {
      name: 'length',
      passed: characterCount <= MAX_CHARACTERS,
      detail: `The caption has ${characterCount} characters; ${MAX_CHARACTERS} at most are asked for.`,
    },
  ];
}

const hasWords = (text: string) => /\p{L}/u.test(text.replace(HASHTAG, ''));

export const captionForm: Form<SocialMediaCaption> = {
  instructions,
  check,
  structure(text) {
    const caption = partsOf(text);
    return hasWords(text) && caption.hashtags.length > 0 && caption.emoji.length > 0 ? caption : null;
  },
};
