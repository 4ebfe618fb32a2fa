import { extname } from 'node:path';
import type { ExportContentsInput } from '@smart-content/client';
import { EXPORT_FORMATS } from '@smart-content/client/enums';
import { EXIT, Failure } from '../failure.js';

type ExportFormat = ExportContentsInput['format'];

/** The formats of the API by their names here: those of their files. */
const NAMES = {
  DOCX: 'docx',
  HTML: 'html',
  JSON: 'json',
  JSONL: 'jsonl',
  MARKDOWN: 'zip',
  PDF: 'pdf',
} as const satisfies Record<ExportFormat, string>;

/** `md` is one document, which the API does not have. */
export type Format = 'md' | (typeof NAMES)[ExportFormat];
export const FORMATS: readonly Format[] = ['md', ...EXPORT_FORMATS.map((name) => NAMES[name])];

/**
 * Formats that this command writes itself, from pages of the library: they need no worker, no mutation (a read-only
 * token suffices) and no place among the exports of the user, and they begin at once.
 */
const OWN_FORMATS = ['md', 'json', 'jsonl'] as const satisfies readonly Format[];
export type OwnFormat = (typeof OWN_FORMATS)[number];
export const isOwn = (format: Format): format is OwnFormat =>
  (OWN_FORMATS as readonly Format[]).includes(format);

/** The format of the API for all others. */
export const apiFormatOf = (format: Exclude<Format, OwnFormat>): ExportFormat =>
  EXPORT_FORMATS.find((name) => NAMES[name] === format) as ExportFormat;

/** Formats that terminals can't show. */
export const BINARY: readonly Format[] = ['docx', 'pdf', 'zip'];

const OTHER_EXTENSIONS: Record<string, Format> = { markdown: 'md', ndjson: 'jsonl', htm: 'html' };

/** The given format, or that of the file's name, or Markdown. */
export function formatOf(file: string | undefined, given: Format | undefined): Format {
  if (given !== undefined) return given;
  if (file === undefined) return 'md';
  const extension = extname(file).slice(1).toLowerCase();
  const format = OTHER_EXTENSIONS[extension] ?? FORMATS.find((name) => name === extension);
  if (format) return format;
  throw new Failure(EXIT.usage, 'NO_FORMAT', `The name ${file} has no known format: give --format.`);
}
