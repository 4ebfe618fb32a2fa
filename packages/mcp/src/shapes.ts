import type { ContentType, Piece } from '@smart-content/client';
import { CONTENT_TYPES, JOB_STATUSES } from '@smart-content/client/enums';
import { z } from 'zod';

/** The types of texts, in words. */
export const TYPES = {
  BLOG_POST: 'blog post',
  BLOG_POST_OUTLINE: 'blog post outline',
  EMAIL_NEWSLETTER: 'newsletter',
  PRODUCT_DESCRIPTION: 'product description',
  SOCIAL_MEDIA_CAPTION: 'social media caption',
} satisfies Record<ContentType, string>;

export const contentType = z.enum(CONTENT_TYPES);

/** Text of `min` to `max` characters, counted as the API and JSON Schema count them: an emoji is one. */
export const characters = (min: number, max: number) =>
  z
    .string()
    .refine((text) => {
      const { length } = Array.from(text.normalize('NFC'));
      return length >= min && length <= max;
    }, `must be ${min} to ${max} characters`)
    .refine((text) => min === 0 || text.trim() !== '', 'must not be blank')
    .meta({ minLength: min, maxLength: max });

/** The ids of the API are short; a longer text is invalid. */
export const id = (what: string) => z.string().min(1).max(100).describe(`The id of the ${what}.`);

const time = z.string().describe('ISO 8601, UTC');

/** The fields of the client package's fragment, in its order. Enums are text: a newer API may have more values. */
export const jobShape = z.object({
  id: z.string(),
  type: z.string(),
  prompt: z.string(),
  status: z.string().describe(`One of ${JOB_STATUSES.join(', ')}`),
  run: z.number().int(),
  attempts: z.number().int(),
  scheduledFor: time,
  createdAt: time,
  startedAt: time.nullable(),
  completedAt: time.nullable(),
  generatedContent: z.string().nullable().describe('The text, once there is one'),
  finishReason: z.string().nullable().describe('LENGTH for a text that was cut off, otherwise STOP'),
  error: z.object({ code: z.string(), message: z.string(), retriable: z.boolean() }).nullable(),
  savedContent: z.object({ id: z.string() }).nullable().describe('The piece that was saved from the job'),
});

/** A job, with the rest of its event once it has ended. */
export const endShape = {
  cursor: z.string().optional().describe('The cursor of the event that ended the job.'),
  occurredAt: time.optional().describe('When the job ended.'),
  job: jobShape,
};

export const pieceShape = z.object({
  id: z.string(),
  title: z.string(),
  type: z.string(),
  body: z.string(),
  version: z.number().int(),
  createdAt: time,
  updatedAt: time,
});

export const uriOf = (piece: Pick<Piece, 'id'>): string => `smart-content://library/${piece.id}`;

/** A piece as a link that the client can read as a resource. */
export const linkTo = (piece: Pick<Piece, 'id' | 'title' | 'type'>) => ({
  type: 'resource_link' as const,
  uri: uriOf(piece),
  name: piece.title,
  description: piece.type,
  mimeType: 'text/markdown',
});
