import type {
  GenerationOptionsInput,
  Platform,
  ScheduleTimeInput,
  SmartContent,
  TextLength,
  Tone,
  VariableValueInput,
} from '@smart-content/client';
import { variableValues } from '@smart-content/client/jobs';
import { Templates, Voices } from '@smart-content/client/operations';
import { EXIT, Failure } from './failure.js';

/** The options of `withTextOptions`. */
export interface TextOptions {
  template?: string;
  var?: Record<string, string>;
  tone?: Tone;
  toneDescription?: string;
  length?: TextLength;
  language?: string;
  audience?: string;
  keyword?: string[];
  avoid?: string[];
  platform?: Platform;
  voice?: string;
  model?: string;
  temperature?: number;
}

/** The template and the variables of a request; empty without a template. */
export async function templatePart(
  client: SmartContent,
  { template, var: values }: TextOptions,
): Promise<{ templateId?: string; variables?: VariableValueInput[] }> {
  if (template === undefined) {
    if (values) throw new Failure(EXIT.usage, 'NO_TEMPLATE', '--var needs --template.');
    return {};
  }
  return { templateId: await templateId(client, template), variables: variableValues(values ?? {}) };
}

/** The options of a text; undefined for none. */
export async function optionsPart(
  client: SmartContent,
  given: TextOptions,
): Promise<GenerationOptionsInput | undefined> {
  const { tone, toneDescription, length, language, audience, keyword, avoid, platform, voice } = given;
  const { model, temperature } = given;
  const brandVoice = voice === undefined ? undefined : await voiceId(client, voice);
  const all = { tone, toneDescription, length, language, audience, keywords: keyword, avoid, platform };
  const options = { ...all, brandVoice, model, temperature };
  const asked = Object.entries(options).filter(([, value]) => value !== undefined);
  return asked.length === 0 ? undefined : Object.fromEntries(asked);
}

export async function templateId(client: SmartContent, text: string): Promise<string> {
  const { templates } = await client.request(Templates, {});
  return only(templates, text, 'template').id;
}

async function voiceId(client: SmartContent, text: string): Promise<string> {
  const { brandVoices } = await client.request(Voices, {});
  return only(brandVoices, text, 'brand voice').id;
}

/** The entry with this id, or with this name in any case. */
export function only<T extends { id: string; name: string }>(
  all: readonly T[],
  text: string,
  what: string,
): T {
  const byId = all.find(({ id }) => id === text);
  if (byId) return byId;
  const found = all.filter(({ name }) => name.toLowerCase() === text.toLowerCase());
  const [first] = found;
  if (!first) throw new Failure(EXIT.failed, 'NOT_FOUND', `There is no ${what} ${text}.`);
  if (found.length > 1) {
    const ids = found.map(({ id }) => id).join(', ');
    throw new Failure(EXIT.usage, 'AMBIGUOUS', `${found.length} are named ${text}: give one of ${ids}.`);
  }
  return first;
}

/** A time as people type it: `2026-12-24 08:00`, with `T`, seconds or an offset if they like. */
export function startTime(text: string, timeZone = localZone()): ScheduleTimeInput {
  const parts = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(Z|[+-]\d\d:\d\d)?$/i.exec(text.trim());
  if (!parts)
    throw new Failure(
      EXIT.usage,
      'BAD_TIME',
      `${text} is no time such as 2026-12-24T08:00 or …T08:00+01:00.`,
    );
  const [, day, minutes, seconds = ':00', offset] = parts;
  const at = `${day}T${minutes}${seconds}`;
  return offset === undefined ? { at, timeZone } : { at: `${at}${offset.toUpperCase()}` };
}

export const localZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
