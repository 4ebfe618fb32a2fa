import { countCharacters } from '../../text/text.js';
import {
  type Check,
  contentType,
  type Form,
  inWords,
  type LayoutOptions,
  number,
  type Range,
  text,
  texts,
  times,
  within,
  wordCount,
} from '../form.js';
import { inLanguage } from '../options/language.js';
import { TextLength } from '../options/options.js';
import { PLATFORMS } from '../options/platforms.js';

export interface SocialMediaCaption {
  text: string;
  emoji: string[];
  hashtags: string[];
  characterCount: number;
}

const HASHTAGS: Range = { min: 2, max: 8 };
const ASKED_HASHTAGS: Range = { min: 3, max: 4 };
/** Of a caption for no platform in particular: Instagram's limit, in Unicode code points. */
const MAX_CHARACTERS = 2_200;

interface Figures {
  /** Sentences, as the instructions ask for them. */
  ask: string;
  /** Sentences of the grammar, before and after the first emoji. */
  before: Range;
  after: Range;
  /** The most characters of a sentence of the grammar. */
  sentence: number;
  /** A caption of this length, without its hashtags. One of another length makes a model fill up with its sentences. */
  example: string;
}

const USUAL: Figures = {
  ask: 'Two to three short, lively sentences, at most 50 words.',
  before: { min: 0, max: 1 },
  after: { min: 0, max: 2 },
  sentence: 140,
  example:
    'Our new album is out on Friday! 🎶 Twelve songs, two years and far too much coffee went into it. Which one will be yours?',
};
const WORDS: Record<TextLength, Range> = {
  [TextLength.SHORT]: { min: 3, max: 20 },
  [TextLength.MEDIUM]: { min: 10, max: 60 },
  [TextLength.LONG]: { min: 50, max: 150 },
};
const FIGURES: Record<TextLength, Figures> = {
  [TextLength.SHORT]: {
    ask: `One short, lively sentence, ${inWords(WORDS.SHORT)} words.`,
    before: { min: 0, max: 0 },
    after: { min: 0, max: 1 },
    sentence: 60,
    example: 'Our new album is out on Friday! 🎶 Which song will be yours?',
  },
  [TextLength.MEDIUM]: {
    ...USUAL,
    ask: `Two to three short, lively sentences, ${inWords(WORDS.MEDIUM)} words.`,
    sentence: 100,
  },
  [TextLength.LONG]: {
    ask: `Five to eight lively sentences, ${inWords(WORDS.LONG)} words.`,
    before: { min: 2, max: 3 },
    after: { min: 3, max: 4 },
    sentence: 120,
    example:
      'Our new album is out on Friday! We recorded it in a barn, with the windows open and the rain on the roof. 🎶 Twelve songs, two years and far too much coffee went into it. Some of them you know from our concerts, and others nobody has heard but the cows next door. Thank you for waiting so long, and for asking every week. Which one will be yours?',
  },
};
const figuresOf = ({ length }: LayoutOptions) => (length ? FIGURES[length] : USUAL);

/** What a platform, or any caption, may have. */
function limitsOf({ platform }: LayoutOptions) {
  if (platform) return PLATFORMS[platform];
  return { characters: MAX_CHARACTERS, count: countCharacters, unit: 'characters', hashtags: HASHTAGS };
}

/** Within what the platform accepts. */
function requiredHashtags(options: LayoutOptions): Range {
  const { max } = limitsOf(options).hashtags;
  return { min: Math.min(ASKED_HASHTAGS.min, max), max: Math.min(ASKED_HASHTAGS.max, max) };
}

function instructions(options: LayoutOptions = {}): string {
  const platform = options.platform && PLATFORMS[options.platform];
  const place = platform ? ` for ${platform.name}` : '';
  const limit = platform
    ? `\n- At most ${platform.characters} ${platform.unit} in all, the hashtags included.`
    : '';
  return `You are a social media specialist. Write one engaging caption${place}.

- The first sentence says what the post is about, with the user's own words.
- ${figuresOf(options).ask} The last one invites the reader to react.
- One or two fitting emoji in the text.
- A last line of ${inWords(requiredHashtags(options))} relevant hashtags.${limit}

Answer with the caption only, in plain text, ${inLanguage(options.language)}. An example about "Our band's new album is out on Friday":

${figuresOf(options).example}

#NewAlbum #NewMusic #OurBand`;
}

const pictographs =
  '\\U0001F300-\\U0001F3FA\\U0001F400-\\U0001F64F\\U0001F680-\\U0001F6C5\\U0001F90C-\\U0001F9FF\\u2615\\u2728\\u2B50';

function grammar(options: LayoutOptions = {}): string {
  const { before, after, sentence } = figuresOf(options);
  const hashtags = requiredHashtags(options);
  const moreTags = times({ min: hashtags.min - 1, max: hashtags.max - 1 });
  const longest = Math.min(sentence, (options.platform && PLATFORMS[options.platform].sentence) || sentence);
  const first = before.min === 0 && before.max === 1 ? '?' : times(before);
  const opening = before.max === 0 ? '' : ` (" " sentence)${first}`;
  return `root ::= sentence${opening} " " emoji (" " sentence)${times(after)} (" " emoji)? "\\n\\n" tag (" " tag)${moreTags}
sentence ::= [^\\n #*".!?] [^\\n#.!?\\u200D${pictographs}]{4,${longest}} [.!?]{1,3}
emoji ::= [${pictographs}]
tag ::= "#" [^\\n #.,!?]{2,30}
`;
}

/** Of the Unicode set, and pictographs that are written without their variation selector; not © ® ™. */
const EMOJI = /\p{RGI_Emoji}|(?![©®™])\p{Extended_Pictographic}/gv;
/** No emoji extends beyond a run of characters beyond ASCII, with the first character of a keycap. */
const BEYOND_ASCII = /[0-9#*]?[^\0-\x7f]+/gu;

/**
 * The emoji of a text, in order. V8 takes 0.7 ms to look for them in a whole caption, a fifth of a job's CPU in a worker
 * (`npm run bench:profile -- D`).
 */
export const emojiOf = (text: string): string[] =>
  (text.match(BEYOND_ASCII) ?? []).flatMap((run) => run.match(EMOJI) ?? []);

/** As the networks read them: letters, digits and underscores, at least one letter, and no word before the sign. */
const HASHTAG = /(?<![\p{L}\p{M}\p{N}_&/])[#＃](?=[\p{N}_]*\p{L})[\p{L}\p{M}\p{N}_]+/gu;

const LAST_HASHTAGS = new RegExp(`(?:\\s*${HASHTAG.source})+\\s*$`, 'u');

function partsOf(text: string): SocialMediaCaption {
  const words = text.trim();
  return {
    text: words.replace(LAST_HASHTAGS, ''),
    emoji: emojiOf(words),
    hashtags: words.match(HASHTAG) ?? [],
    characterCount: countCharacters(words),
  };
}

function check(text: string, options: LayoutOptions = {}): Check[] {
  const { emoji, hashtags, text: words } = partsOf(text);
  const limits = limitsOf(options);
  const length = limits.count(text.trim());
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
      passed: within(hashtags.length, limits.hashtags),
      detail: `The caption has ${hashtags.length} hashtags of ${inWords(limits.hashtags)}.`,
    },
    {
      name: 'length',
      passed: length <= limits.characters,
      detail: `The caption has ${length} ${limits.unit}; ${limits.characters} at most are asked for.`,
    },
    ownSentences(words, figuresOf(options).example),
    ...wordCount(words, options.length && WORDS[options.length]),
  ];
}

/**
 * A small model fills a caption up with what it is shown. The first sentence of the example is the user's words, and
 * the last one may stand anywhere; those between them are about that album.
 */
function ownSentences(text: string, example: string): Check {
  const facts = example.split(/(?<=[.!?])\s/).slice(1, -1);
  const taken = facts.filter((sentence) => text.includes(sentence.replace(/^\P{L}+/u, '')));
  return {
    name: 'ownSentences',
    passed: taken.length === 0,
    detail: `The caption has ${taken.length} sentences of the example in its instructions; none are asked for.`,
  };
}

const hasWords = (text: string) => /\p{L}/u.test(text.replace(HASHTAG, ''));

const form: Form<SocialMediaCaption> = {
  words: WORDS,
  instructions,
  lead: 'Write the caption of a post about: ',
  grammar,
  check,
  structure(text) {
    const caption = partsOf(text);
    return hasWords(text) && caption.hashtags.length > 0 && caption.emoji.length > 0 ? caption : null;
  },
};

export const socialMediaCaption = contentType({
  name: 'SOCIAL_MEDIA_CAPTION',
  label: 'Social Media Caption',
  description: 'An engaging caption with emoji and hashtags.',
  form,
  parts: {
    name: 'SocialMediaCaption',
    description: 'The parts of a social media caption.',
    fields: {
      text: text('The caption without the hashtags at its end.'),
      emoji: texts('The emoji in order; the form expects at least one.'),
      hashtags: texts('The hashtags in order, with `#`; the form expects 2 to 8.'),
      characterCount: number(
        'The length of the whole caption in Unicode code points; the form expects at most 2200.',
      ),
    },
  },
});
