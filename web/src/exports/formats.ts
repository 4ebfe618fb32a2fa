import type { ExportFormat } from '../gql/graphql.js';

interface Format {
  name: string;
  /** A description of its files. */
  about: string;
}

/** In the order of the form. */
export const FORMATS: Record<ExportFormat, Format> = {
  PDF: { name: 'PDF', about: 'one document, with a bookmark for each piece' },
  DOCX: { name: 'Word', about: 'a document for each piece' },
  HTML: { name: 'Web page', about: 'one page with a table of contents' },
  MARKDOWN: { name: 'Markdown', about: 'a file for each piece' },
  JSON: { name: 'JSON', about: 'one list, for programs' },
  JSONL: { name: 'JSON Lines', about: 'a line for each piece; it can be imported again' },
};
export const formats = Object.keys(FORMATS) as ExportFormat[];
