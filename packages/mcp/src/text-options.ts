import { PLATFORMS, TEXT_LENGTHS, TONES } from '@smart-content/client/enums';
import { z } from 'zod';
import { characters, contentType } from './shapes.js';

const phrases = z.array(characters(1, 80)).max(10);
/** The options of a text. */
export const textOptions = z.strictObject({
  audience: characters(1, 200).optional().describe('The readers of the text.'),
  tone: z.enum(TONES).optional(),
  toneDescription: characters(1, 200).optional().describe('The tone in free words.'),
  language: z
    .string()
    .min(1)
    .max(35)
    .optional()
    .describe('A BCP 47 tag such as "de"; by default that of the prompt.'),
  length: z.enum(TEXT_LENGTHS).optional(),
  keywords: phrases.optional().describe('What the text must contain.'),
  avoid: phrases.optional().describe('What the text must not contain.'),
  platform: z.enum(PLATFORMS).optional().describe('The social network; for SOCIAL_MEDIA_CAPTION only.'),
  brandVoice: z.string().min(1).max(100).optional().describe('The id of a brand voice of the user.'),
  model: z.string().min(1).max(200).optional().describe('A model that the server allows.'),
  temperature: z.number().min(0).max(2).optional(),
});

/** The values of a template's variables, as an agent writes them. */
const variables = z
  .record(z.string().min(1).max(40), z.union([z.string(), z.number()]))
  .describe(
    'The values of the template’s variables by their names, such as {"topic": "Tea"}; each at most 4000 characters. Those with a default may be absent.',
  );

/** The subject of a text: a prompt with its type, or a template with its variables. */
export const about = {
  prompt: characters(1, 4_000)
    .optional()
    .describe('What the text is about. Give either this with `type`, or `templateId`.'),
  type: contentType.optional().describe('Required with `prompt`; a template has its own.'),
  templateId: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('The id of a template of list_templates, in place of `prompt`.'),
  variables: variables.optional(),
};

/** A start at a wall time. */
export const startAt = z
  .strictObject({
    at: z
      .string()
      .min(1)
      .max(40)
      .describe('"2026-12-24T08:00:00" with timeZone, or "2026-12-24T08:00:00+01:00" without.'),
    timeZone: z.string().min(1).max(100).optional().describe('IANA, such as "Europe/Berlin".'),
  })
  .describe('When the job starts: in the future, 366 days ahead at most.');

export const idempotencyKey = characters(1, 200)
  .optional()
  .describe('Makes a repetition of this call safe: the same key creates no second one.');
