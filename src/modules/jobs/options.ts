import { badUserInput, type FieldFault, notFound } from '../../graphql/errors.js';
import { isBlank, normalizeText } from '../../text/text.js';
import { ContentType } from '../../writing/content-type.js';
import { canonicalLanguage } from '../../writing/options/language.js';
import type {
  GenerationOptions,
  OwnOptions,
  RequestedOptions,
  VoiceSnapshot,
} from '../../writing/options/options.js';
import { PLATFORMS } from '../../writing/options/platforms.js';
import { holdsWord } from '../../writing/options/words.js';
import type { GenerationOptionsInput } from './options.input.js';

/** What the operator allows. */
export interface OptionLimits {
  /** The models that a request may name. */
  models: readonly string[];
  maxTemperature: number;
}

/** Finds a brand voice of a user; null if there is none with this id. */
export type FindVoice = (userId: string, id: string) => Promise<VoiceSnapshot | null>;

/**
 * The options in canonical form: without empty ones, texts in NFC, each word once. Undefined for a request without
 * options.
 */
export function requestedOptions(
  input: GenerationOptionsInput | null | undefined,
): RequestedOptions | undefined {
  if (!input) return undefined;
  const { tone, toneDescription, length, language, audience, platform, model, temperature } = input;
  const [keywords, avoid] = [distinctWords(input.keywords), distinctWords(input.avoid)];
  const options: RequestedOptions = {
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
    ...(input.brandVoice != null && { brandVoice: input.brandVoice.toLowerCase() }),
  };
  return Object.keys(options).length > 0 ? options : undefined;
}

/** The options of a request in canonical form, also those that it turns off. Undefined for a request without any. */
export function ownOptions(input: GenerationOptionsInput | null | undefined): OwnOptions | undefined {
  if (!input) return undefined;
  const off = Object.entries(input).filter(([, value]) => value === null || isEmptyList(value));
  const own = { ...Object.fromEntries(off.map(([name]) => [name, null])), ...requestedOptions(input) };
  return Object.keys(own).length > 0 ? own : undefined;
}

const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

/** Options of a template, of a batch and of a request in one: each overrides those before, also by turning off. */
export function mergedOptions(...layers: (OwnOptions | null | undefined)[]): RequestedOptions | undefined {
  const merged: OwnOptions = Object.assign({}, ...layers);
  const requested = Object.entries(merged).filter(([, value]) => value !== null);
  return requested.length > 0 ? (Object.fromEntries(requested) as RequestedOptions) : undefined;
}

/** Reads options as a job keeps them. @throws BAD_USER_INPUT, NOT_FOUND for an unknown brand voice */
export type ReadOptions = (
  userId: string,
  type: ContentType,
  requested: RequestedOptions | undefined,
) => Promise<GenerationOptions | undefined>;

export interface ReadOptionsDeps {
  /** The limits that the operator sets for options. */
  optionLimits: OptionLimits;
  findVoice: FindVoice;
}

export const createReadOptions =
  ({ optionLimits, findVoice }: ReadOptionsDeps): ReadOptions =>
  async (userId, type, requested) => {
    if (!requested) return undefined;
    checkOptions(requested, type, optionLimits);
    const { brandVoice: id, ...options } = requested;
    if (id === undefined) return options;
    const brandVoice = await findVoice(userId, id);
    if (!brandVoice) throw notFound('Brand voice');
    return { ...options, brandVoice };
  };

/** Kept options as they are shown, with the brand voice as it is now, or without it where it is deleted. */
export async function shownOptions(
  findVoice: FindVoice,
  userId: string,
  { brandVoice: id, ...rest }: OwnOptions,
): Promise<ShownOptions> {
  const brandVoice = id == null ? null : await findVoice(userId, id);
  return { ...rest, ...(brandVoice && { brandVoice }) };
}

export type ShownOptions = Omit<OwnOptions, 'brandVoice'> & { brandVoice?: VoiceSnapshot };

/** The part of stored options that the request itself set. */
export function requestedOf(stored: GenerationOptions | null | undefined): RequestedOptions | undefined {
  if (!stored) return undefined;
  const { brandVoice, ...options } = stored;
  return { ...options, ...(brandVoice && { brandVoice: brandVoice.id }) };
}

/** @throws BAD_USER_INPUT for options that contradict each other, the type, or what the operator allows */
export function checkOptions(
  options: RequestedOptions,
  type: ContentType,
  { models, maxTemperature }: OptionLimits,
): void {
  const faults: FieldFault[] = [];
  const refuse = (field: keyof RequestedOptions, message: string) =>
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
  // No text could pass both checks.
  if (avoid.some((word) => keywords.some((keyword) => holdsWord(keyword, word))))
    refuse('avoid', 'must not repeat a keyword, or a word of one');
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
