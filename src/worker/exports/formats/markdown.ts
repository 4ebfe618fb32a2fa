import { Buffer } from 'node:buffer';
import { createPieceNames } from '../file-name.js';
import type { Bytes, Piece, Source } from '../source.js';
import { type ZipEntry, zip } from './zip.js';

/** A `.md` file for each piece. */
export function writeMarkdown({ pieces, total }: Source): Bytes {
  const nameOf = createPieceNames(total, 'md');
  async function* entries(): AsyncIterable<ZipEntry> {
    for await (const piece of pieces) {
      const bytes = Buffer.from(markdownOf(piece));
      yield { name: nameOf(piece.title), bytes, modifiedAt: piece.updatedAt };
    }
  }
  return zip(entries());
}

/** The body as it is, after YAML front matter. */
export function markdownOf(piece: Piece): string {
  const { id, title, type, version, tags, starred, createdAt, updatedAt, body } = piece;
  return [
    '---',
    `title: ${yamlString(title)}`,
    `type: ${type}`,
    `id: ${yamlString(id)}`,
    `version: ${version}`,
    `tags: [${tags.map(yamlString).join(', ')}]`,
    `starred: ${starred}`,
    `createdAt: ${createdAt.toISOString()}`,
    `updatedAt: ${updatedAt.toISOString()}`,
    '---',
    '',
    body.endsWith('\n') ? body : `${body}\n`,
  ].join('\n');
}

/** A JSON string is a string of YAML 1.2, apart from characters that YAML does not print. */
const yamlString = (text: string): string =>
  JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
