import { countCharacters } from '../../text/text.js';
import type { Range } from '../form.js';
import { Platform, TextLength } from './options.js';

/** The limits of a social network. */
export interface PlatformLimits {
  /** As people write it. */
  name: string;
  characters: number;
  /** How the network counts. */
  count(text: string): number;
  /** What is counted. */
  unit: string;
  /** What a caption of this network has. */
  hashtags: Range;
  /** The longest sentence of the grammar, in characters; by default the usual one. */
  sentence?: number;
  /** Lengths that do not fit. */
  tooLong?: readonly TextLength[];
}

const USUAL_HASHTAGS: Range = { min: 2, max: 8 };

export const PLATFORMS: Record<Platform, PlatformLimits> = {
  [Platform.INSTAGRAM]: {
    name: 'Instagram',
    characters: 2_200,
    count: countCharacters,
    unit: 'characters',
    hashtags: { min: 2, max: 30 },
  },
  [Platform.X]: {
    name: 'X',
    characters: 280,
    count: weightedLength,
    unit: 'weighted characters',
    hashtags: { min: 1, max: 3 },
    // Four sentences, two emoji and three hashtags fit.
    sentence: 38,
    tooLong: [TextLength.LONG],
  },
  [Platform.LINKEDIN]: {
    name: 'LinkedIn',
    characters: 3_000,
    count: countCharacters,
    unit: 'characters',
    hashtags: USUAL_HASHTAGS,
  },
  [Platform.TIKTOK]: {
    name: 'TikTok',
    characters: 2_200,
    count: ({ length }) => length,
    unit: 'UTF-16 code units',
    hashtags: USUAL_HASHTAGS,
  },
  [Platform.FACEBOOK]: {
    name: 'Facebook',
    characters: 63_206,
    count: countCharacters,
    unit: 'characters',
    hashtags: USUAL_HASHTAGS,
  },
};

/** X counts every link alike, since it shortens all of them. */
const LINK_WEIGHT = 23;
const LINK = /\bhttps?:\/\/[^\s]+/giu;
/** X counts an emoji as two, however many code points it has. */
const EMOJI = /\p{RGI_Emoji}/gv;
/** Code points that X counts once (configuration v3 of its text library); all others count twice. */
const LIGHT: readonly Range[] = [
  { min: 0, max: 4_351 },
  { min: 8_192, max: 8_205 },
  { min: 8_208, max: 8_223 },
  { min: 8_242, max: 8_247 },
];

/** The length of a text as X counts it. */
export function weightedLength(text: string): number {
  let weight = 0;
  const rest = text
    .normalize('NFC')
    .replace(LINK, () => {
      weight += LINK_WEIGHT;
      return '';
    })
    .replace(EMOJI, () => {
      weight += 2;
      return '';
    });
  for (const character of rest) {
    const code = character.codePointAt(0) ?? 0;
    weight += LIGHT.some(({ min, max }) => code >= min && code <= max) ? 1 : 2;
  }
  return weight;
}
