import { ExportFormat } from '../../../modules/exports/export.model.js';
import { fileNameOf } from '../file-name.js';
import type { Bytes, Source, WrittenFile } from '../source.js';

interface Format {
  extension: string;
  mediaType: string;
  /** Loads its libraries on demand: a worker that writes no such file does not load them. */
  load(): Promise<(source: Source) => Bytes>;
  /** Whether several pieces are a ZIP of such files. */
  zipped?: boolean;
}

const FORMATS: Record<ExportFormat, Format> = {
  [ExportFormat.JSONL]: {
    extension: 'jsonl',
    mediaType: 'application/x-ndjson',
    load: async () => (await import('./json.js')).writeJsonLines,
  },
  [ExportFormat.JSON]: {
    extension: 'json',
    mediaType: 'application/json',
    load: async () => (await import('./json.js')).writeJson,
  },
  [ExportFormat.MARKDOWN]: {
    extension: 'zip',
    mediaType: 'application/zip',
    load: async () => (await import('./markdown.js')).writeMarkdown,
  },
  [ExportFormat.HTML]: {
    extension: 'html',
    mediaType: 'text/html; charset=utf-8',
    load: async () => (await import('./html.js')).writeHtml,
  },
  [ExportFormat.DOCX]: {
    extension: 'docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    load: async () => (await import('./docx.js')).writeDocx,
    zipped: true,
  },
  [ExportFormat.PDF]: {
    extension: 'pdf',
    mediaType: 'application/pdf',
    load: async () => (await import('./pdf/pdf.js')).writePdf,
  },
};

/** The file of an export of the library. */
export async function fileOf(format: ExportFormat, source: Source): Promise<WrittenFile> {
  const { extension, mediaType, load, zipped = false } = FORMATS[format];
  const bytes = (await load())(source);
  if (zipped && source.total > 1) return zipOf(source.createdAt, bytes);
  return { name: fileNameOf(source.createdAt, extension), mediaType, bytes };
}

export const zipOf = (createdAt: Date, bytes: Bytes, what?: string): WrittenFile => ({
  name: fileNameOf(createdAt, 'zip', what),
  mediaType: 'application/zip',
  bytes,
});
