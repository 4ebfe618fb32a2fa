import { z } from 'zod';
import { listOf, NUMBER, objectOf, oneOf, STRING } from '../../../infra/row-rules.js';
import { type GenerationOptions, Platform, TextLength, Tone } from '../../../writing/options/options.js';

/** Rules for the stored options of a job. */
export const OPTIONS = objectOf(
  {},
  {
    tone: oneOf(Tone),
    toneDescription: STRING,
    length: oneOf(TextLength),
    language: STRING,
    audience: STRING,
    keywords: listOf(STRING),
    avoid: listOf(STRING),
    platform: oneOf(Platform),
    model: STRING,
    temperature: NUMBER,
    brandVoice: objectOf({ id: STRING, name: STRING, description: STRING, samples: listOf(STRING) }),
  },
);

/** The options of a job as they cross Redis. Only this product publishes, so the values are not validated again. */
export const optionsSchema: z.ZodType<GenerationOptions> = z.custom<GenerationOptions>(
  (value) => typeof value === 'object' && value !== null,
);
