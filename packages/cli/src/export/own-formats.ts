import type { LibraryPiece, SmartContent } from '@smart-content/client';
import { Library } from '@smart-content/client/operations';
import type { PieceFilter } from '../commands/library.js';
import type { OwnFormat } from './formats.js';

/** A piece with the fields that exports of the API have. */
export type ExportedPiece = Omit<LibraryPiece, 'source'>;

/** The largest page of the API. */
const PAGE = 100;

/** Every page, the oldest first: a piece that is saved meanwhile comes last instead of moving the pages. */
export async function* readPieces(
  client: SmartContent,
  { tag, ...filter }: PieceFilter,
  signal: AbortSignal,
): AsyncGenerator<ExportedPiece> {
  const variables = { ...filter, ...(tag && { tags: tag }), first: PAGE, orderBy: 'OLDEST' as const };
  let after: string | null = null;
  for (;;) {
    const { contents }: PageOfPieces = await client.request(Library, { ...variables, after }, { signal });
    for (const { node } of contents.edges) {
      const { id, title, type, body, version, tags, starred, createdAt, updatedAt } = node;
      yield { id, title, type, body, version, tags, starred, createdAt, updatedAt };
    }
    if (!contents.pageInfo.hasNextPage) return;
    after = contents.pageInfo.endCursor;
  }
}

interface PageOfPieces {
  contents: {
    edges: { node: LibraryPiece }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

/** All pieces as one document. @param oneLine JSON without line breaks */
export async function* asDocument(
  pieces: AsyncIterable<ExportedPiece>,
  format: OwnFormat,
  oneLine = false,
): AsyncGenerator<string> {
  const inner = oneLine ? '' : '\n';
  const [start, between, end] = {
    md: ['', '\n', ''],
    json: [`[${inner}`, `,${inner}`, `${inner}]\n`],
    jsonl: ['', '\n', '\n'],
  }[format] as [string, string, string];
  let count = 0;
  for await (const piece of pieces) {
    yield (count === 0 ? start : between) + (format === 'md' ? asMarkdown(piece) : JSON.stringify(piece));
    count += 1;
  }
  if (count > 0) yield end;
  else if (format === 'json') yield '[]\n';
}

/** A piece as a file of its own. */
export const asFile = (piece: ExportedPiece, format: 'md' | 'json'): string =>
  format === 'json' ? `${JSON.stringify(piece, null, 2)}\n` : asMarkdown(piece);

/** With its data as front matter. JSON is YAML. */
function asMarkdown({ body, ...data }: ExportedPiece): string {
  const { id, title, type, version, tags, starred, createdAt, updatedAt } = data;
  const head = Object.entries({ id, title, type, version, tags, starred, createdAt, updatedAt });
  const lines = head.map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `---\n${lines.join('\n')}\n---\n\n${body.trimEnd()}\n`;
}

/** Readable, and unique by the id. */
export function fileName({ id, title }: ExportedPiece): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const short = Array.from(words).slice(0, 50).join('');
  return [short, id].filter(Boolean).join('-');
}
