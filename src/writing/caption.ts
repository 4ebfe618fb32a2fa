import { countCharacters } from '../text/text.js';
import { type Check, type Form, inWords, type Range, times, within } from './form.js';

export interface SocialMediaCaption {
  text: string;
  emoji: string[];
  hashtags: string[];
  characterCount: number;
}

const HASHTAGS: Range = { min: 2, max: 8 };
const ASKED_HASHTAGS: Range = { min: 3, max: 4 };
/** Instagram's limit, in Unicode code points. */
const MAX_CHARACTERS = 2_200;

const instructions = `You are a social media specialist. Write one engaging caption.

- The first sentence says what the post is about, with the user's own words.
- Two to three short, lively sentences, at most 50 words. The last one invites the reader to react.
- One or two fitting emoji in the text.
- A last line of ${inWords(ASKED_HASHTAGS)} relevant hashtags.

Answer with the caption only, in plain text, in the language of the user's request. An example about "Our band's new album is out on Friday":

Our new album is out on Friday! 🎶 Twelve songs, two years and far too much coffee went into it. Which one will be yours?

#NewAlbum #NewMusic #OurBand`;

const moreTags = times({ min: ASKED_HASHTAGS.min - 1, max: ASKED_HASHTAGS.max - 1 });
const pictographs =
  '\\U0001F300-\\U0001F3FA\\U0001F400-\\U0001F64F\\U0001F680-\\U0001F6C5\\U0001F90C-\\U0001F9FF\\u2615\\u2728\\u2B50';

const grammar = `root ::= sentence (" " sentence)? " " emoji (" " sentence){0,2} (" " emoji)? "\\n\\n" tag (" " tag)${moreTags}
sentence ::= [^\\n #*".!?] [^\\n#.!?\\u200D${pictographs}]{4,140} [.!?]{1,3}
emoji ::= [${pictographs}]
tag ::= "#" [^\\n #.,!?]{2,30}
`;

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
  lead: 'Write the caption of a post about: ',
  grammar,
  check,
  structure(text) {
    const caption = partsOf(text);
    return hasWords(text) && caption.hashtags.length > 0 && caption.emoji.length > 0 ? caption : null;
  },
};
