import { extname } from 'node:path';
import type { ExportContentsInput } from '@smart-content/client';
import { EXIT, Failure } from '../failure.js';

/**
 * Formats that this command writes itself, from pages of the library: they need no worker, no mutation (a read-only
 * token suffices) and no place among the exports of the user, and they begin at once.
 */
export const OWN_FORMATS = ['md', 'json', 'jsonl'] as const;
export type OwnFormat = (typeof OWN_FORMATS)[number];

/** Formats that an export of the API writes. */
export const API_FORMATS = {
  html: 'HTML',
  docx: 'DOCX',
  pdf: 'PDF',
  zip: 'MARKDOWN',
} as const satisfies Record<string, ExportContentsInput['format']>;
export type ApiFormat = keyof typeof API_FORMATS;

export type Format = OwnFormat | ApiFormat;
export const FORMATS: readonly Format[] = [...OWN_FORMATS, ...(Object.keys(API_FORMATS) as ApiFormat[])];

/** Not for terminals. */
export const BINARY: readonly Format[] = ['docx', 'pdf', 'zip'];

const OTHER_EXTENSIONS: Record<string, Format> = { markdown: 'md', ndjson: 'jsonl', htm: 'html' };

export const isOwn = (format: Format): format is OwnFormat => !(format in API_FORMATS);

/** As given, else as the name of the file says it, else Markdown. */
export function formatOf(file: string | undefined, given: Format | undefined): Format {
  if (given !== undefined) return given;
  if (file === undefined) return 'md';
  const extension = extname(file).slice(1).toLowerCase();
  const format = OTHER_EXTENSIONS[extension] ?? FORMATS.find((name) => name === extension);
  if (format) return format;
  throw new Failure(EXIT.usage, 'NO_FORMAT', `The name ${file} does not say a format: give --format.`);
}
