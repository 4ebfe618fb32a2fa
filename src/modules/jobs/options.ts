import { badUserInput, type FieldFault } from '../../graphql/errors.js';
import { isBlank, normalizeText } from '../../text/text.js';
import { ContentType } from '../../writing/content-type.js';
import { canonicalLanguage } from '../../writing/options/language.js';
import type { GenerationOptions, VoiceSnapshot } from '../../writing/options/options.js';
import { PLATFORMS } from '../../writing/options/platforms.js';
import type { GenerationOptionsInput } from './options.input.js';

/** What the operator allows. */
export interface OptionLimits {
  /** The models that a request may name. */
  models: readonly string[];
  maxTemperature: number;
}

/** Finds a brand voice of a user; null if there is none with this id. */
export type FindVoice = (userId: string, id: string) => Promise<VoiceSnapshot | null>;

/** As stored, but with the id of the voice only: what makes two requests the same one. */
export type AskedOptions = Omit<GenerationOptions, 'brandVoice'> & { brandVoice?: string };

/**
 * The options in canonical form: without those that ask for nothing, texts in NFC, each word once.
 * Undefined for a request that asks for nothing.
 */
export function askedOptions(input: GenerationOptionsInput | null | undefined): AskedOptions | undefined {
  if (!input) return undefined;
  const { tone, toneDescription, length, language, audience, platform, model, temperature } = input;
  const [keywords, avoid] = [distinctWords(input.keywords), distinctWords(input.avoid)];
  const options: AskedOptions = {
    ...(tone && { tone }),
    ...(toneDescription != null && { toneDescription: normalizeText(toneDescription).trim() }),
    ...(length && { length }),
    ...(language != null && { language: canonicalLanguage(language) ?? language }),
    ...(audience != null && { audience: normalizeText(audience).trim() }),
    ...(keywords.length > 0 && { keywords }),
    ...(avoid.length > 0 && { avoid }),
    ...(platform && { platform }),
    ...(model != null && { model }),
    ...(temperature != null && { temperature }),
    ...(input.brandVoice != null && { brandVoice: input.brandVoice }),
  };
  return Object.keys(options).length > 0 ? options : undefined;
}

/** What of stored options a request asked for. */
export function askedOf(stored: GenerationOptions | null | undefined): AskedOptions | undefined {
  if (!stored) return undefined;
  const { brandVoice, ...options } = stored;
  return { ...options, ...(brandVoice && { brandVoice: brandVoice.id }) };
}

/** @throws BAD_USER_INPUT for options that contradict each other, the type, or what the operator allows */
export function checkOptions(
  options: AskedOptions,
  type: ContentType,
  { models, maxTemperature }: OptionLimits,
): void {
  const faults: FieldFault[] = [];
  const refuse = (field: keyof AskedOptions, message: string) =>
    faults.push({ field: `options.${field}`, message });
  const { language, length, platform, model, temperature, keywords = [], avoid = [] } = options;
  if (language !== undefined && canonicalLanguage(language) === null)
    refuse('language', 'must be a BCP 47 tag of a known language, such as de or pt-BR');
  if (platform && type !== ContentType.SOCIAL_MEDIA_CAPTION)
    refuse('platform', 'is for a SOCIAL_MEDIA_CAPTION only');
  if (platform && length && PLATFORMS[platform].tooLong?.includes(length))
    refuse('length', `must be shorter for ${PLATFORMS[platform].name}`);
  if (model !== undefined && !models.includes(model))
    refuse('model', 'must be a model that this server allows');
  if (temperature !== undefined && temperature > maxTemperature)
    refuse('temperature', `must be at most ${maxTemperature}`);
  const wanted = keywords.map(lowered);
  if (avoid.map(lowered).some((word) => wanted.includes(word))) refuse('avoid', 'must not repeat a keyword');
  if (faults.length > 0) throw badUserInput(...faults);
}

const lowered = (word: string) => word.toLowerCase();

function distinctWords(words: string[] | null | undefined): string[] {
  const distinct = new Map<string, string>();
  for (const word of words ?? []) {
    const tidy = normalizeText(word).replace(/\s+/gu, ' ').trim();
    if (!isBlank(tidy) && !distinct.has(lowered(tidy))) distinct.set(lowered(tidy), tidy);
  }
  return [...distinct.values()];
}
