import { Buffer } from 'node:buffer';
import { z } from 'zod';
import { AppError } from '../../graphql/errors.js';
import { faultOfText } from '../../graphql/input.js';
import { LONGEST_TEXT } from '../../text/text.js';
import { ContentType } from '../../writing/content-type.js';
import type { TagRecord } from '../content/content.model.js';
import type { ImportedPiece } from '../content/content-import.js';
import { tagsOf } from '../content/content-labels.js';
import { TITLE_LENGTH } from '../content/title.js';

/** The longest line, in bytes: a body of 100,000 characters in escapes, and room for the rest. */
const LONGEST_LINE = 2_500_000;
const LINE_FEED = 0x0a;

/** A line of a file: its number from 1, and its bytes; null for one that is too long to be read. */
export interface RawLine {
  number: number;
  bytes: Buffer | null;
}

/** The lines of a stream, which keeps no more than one line. */
export async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncIterable<RawLine> {
  let parts: Buffer[] = [];
  let length = 0;
  let number = 0;
  const add = (part: Buffer) => {
    length += part.byteLength;
    if (length <= LONGEST_LINE) parts.push(part);
    else parts = [];
  };
  const end = (): RawLine => {
    number += 1;
    const bytes = length <= LONGEST_LINE ? Buffer.concat(parts) : null;
    parts = [];
    length = 0;
    return { number, bytes };
  };
  for await (const chunk of stream) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (let at = buffer.indexOf(LINE_FEED); at >= 0; at = buffer.indexOf(LINE_FEED, from)) {
      add(buffer.subarray(from, at));
      yield end();
      from = at + 1;
    }
    add(buffer.subarray(from));
  }
  if (length > 0) yield end();
}

const TAGS = 'tags must be a list of texts';
const lineSchema = z.object(
  {
    title: z.string('title must be text'),
    type: z.enum(ContentType, `type must be one of ${Object.values(ContentType).join(', ')}`),
    body: z.string('body must be text'),
    tags: z.array(z.string(TAGS), TAGS).optional(),
    starred: z.boolean('starred must be true or false').optional(),
    createdAt: z.iso.datetime({ offset: true, error: 'createdAt must be a time in ISO 8601' }).optional(),
    updatedAt: z.iso.datetime({ offset: true, error: 'updatedAt must be a time in ISO 8601' }).optional(),
  },
  'the line must be a JSON object',
);
const decoder = new TextDecoder('utf-8', { fatal: true });

/** The piece of a line; why it is refused; null for a blank line. */
export function pieceOf(
  { bytes }: RawLine,
  now: Date,
): { piece: ImportedPiece } | { refused: string } | null {
  if (bytes === null) return { refused: `the line is longer than ${LONGEST_LINE} bytes` };
  let value: unknown;
  try {
    const text = decoder.decode(bytes);
    if (text.trim() === '') return null;
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'the line is not JSON' : 'the line is not UTF-8';
    return { refused: reason };
  }
  const { success, data, error } = lineSchema.safeParse(value);
  if (!success) return { refused: error.issues[0]?.message ?? 'the line is no piece' };
  const { title, type, body } = data;
  const titleFault = faultOfText(title, 1, TITLE_LENGTH);
  if (titleFault) return { refused: `title ${titleFault}` };
  const bodyFault = faultOfText(body, 0, LONGEST_TEXT);
  if (bodyFault) return { refused: `body ${bodyFault}` };
  const tags = readTags(data.tags ?? []);
  if ('refused' in tags) return tags;
  const createdAt = timeOf(data.createdAt, now);
  const updatedAt = timeOf(data.updatedAt, now);
  return {
    piece: {
      ...{ title, type, body },
      ...(tags.length > 0 && { tags }),
      ...(data.starred && { starred: true }),
      createdAt,
      updatedAt: updatedAt < createdAt ? createdAt : updatedAt,
    },
  };
}

function readTags(given: string[]): TagRecord[] | { refused: string } {
  try {
    return tagsOf(given);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const [fault] = error.extensions.fields as { message: string }[];
    return { refused: `tags ${fault?.message}` };
  }
}

/** A library has no pieces of the future. */
const timeOf = (text: string | undefined, now: Date): Date =>
  text === undefined ? now : new Date(Math.min(new Date(text).getTime(), now.getTime()));
