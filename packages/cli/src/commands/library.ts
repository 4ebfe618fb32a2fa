import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContentType, Piece as LibraryPiece, SmartContent } from '@smart-content/client';
import { DeletePiece, Library, Piece, Pieces, SaveJob } from '@smart-content/client/operations';
import type { Context } from '../context.js';
import { EXIT, Failure } from '../failure.js';
import { oneLine, terminalWidth } from '../output.js';

export interface PieceFilter {
  search?: string;
  type?: ContentType;
}

export interface PageOptions extends PieceFilter {
  first: number;
  after?: string;
  tag?: string[];
  starred?: boolean;
}

export async function list(context: Context, { tag, ...variables }: PageOptions): Promise<number> {
  const data = await (await context.signedIn()).request(Library, { ...variables, ...(tag && { tags: tag }) });
  if (context.out.json) context.out.data(data);
  else {
    for (const { node } of data.contents.edges) {
      const line = `${node.id}  ${node.createdAt.slice(0, 16)}  ${node.type.padEnd(20)}  ${node.starred ? '* ' : ''}`;
      context.out.line(line + oneLine(node.title, Math.max(20, terminalWidth() - line.length)));
    }
    const { hasNextPage, endCursor } = data.contents.pageInfo;
    if (hasNextPage) context.out.note(`More: --after ${endCursor}`);
  }
  return EXIT.done;
}

export async function show(context: Context, id: string): Promise<number> {
  const data = await (await context.signedIn()).request(Piece, { id });
  if (!data.content) throw new Failure(EXIT.failed, 'NOT_FOUND', `There is no piece ${id}.`);
  if (context.out.json) context.out.data(data);
  else {
    context.out.note(`${data.content.title}  (${data.content.type})`);
    context.out.line(data.content.body);
  }
  return EXIT.done;
}

export async function save(context: Context, jobId: string, options: { title?: string }): Promise<number> {
  const data = await (await context.signedIn()).request(SaveJob, { id: jobId, ...options });
  if (context.out.json) context.out.data(data);
  else context.out.line(data.saveJobToLibrary.id);
  return EXIT.done;
}

export async function remove(context: Context, id: string): Promise<number> {
  const data = await (await context.signedIn()).request(DeletePiece, { id });
  if (context.out.json) context.out.data(data);
  else context.out.note(`Moved "${oneLine(data.deleteContent.title, 80)}" to the bin.`);
  return EXIT.done;
}

export interface ExportOptions extends PieceFilter {
  format: 'md' | 'json';
  dir?: string;
}

/** The largest page of the API. */
const PAGE = 100;

/** All pieces that match: one document on stdout, or a file each in a folder. */
export async function exportAll(
  context: Context,
  { format, dir, ...filter }: ExportOptions,
): Promise<number> {
  const client = await context.signedIn();
  if (dir === undefined) {
    const pieces: LibraryPiece[] = [];
    for await (const piece of all(client, filter)) pieces.push(piece);
    if (format === 'json' || context.out.json) context.out.data(pieces);
    else context.out.write(pieces.map(asMarkdown).join('\n'));
    return EXIT.done;
  }
  await mkdir(dir, { recursive: true });
  const files: string[] = [];
  for await (const piece of all(client, filter)) {
    const file = join(dir, `${fileName(piece)}.${format}`);
    await writeFile(file, format === 'json' ? `${JSON.stringify(piece, null, 2)}\n` : asMarkdown(piece));
    files.push(file);
  }
  if (context.out.json) context.out.data({ files });
  else context.out.note(`Wrote ${files.length} files to ${dir}.`);
  return EXIT.done;
}

/** Every page, the oldest first: a piece that is saved meanwhile comes last instead of moving the pages. */
async function* all(client: SmartContent, filter: PieceFilter): AsyncGenerator<LibraryPiece> {
  let after: string | null = null;
  for (;;) {
    const {
      contents,
    }: {
      contents: {
        edges: { node: LibraryPiece }[];
        pageInfo: { hasNextPage: boolean; endCursor: string | null };
      };
    } = await client.request(Pieces, { ...filter, first: PAGE, after, orderBy: 'OLDEST' as const });
    for (const { node } of contents.edges) yield node;
    if (!contents.pageInfo.hasNextPage) return;
    after = contents.pageInfo.endCursor;
  }
}

/** With its data as front matter. JSON strings are YAML strings. */
function asMarkdown({ id, title, type, createdAt, updatedAt, body }: LibraryPiece): string {
  const head = Object.entries({ id, title, type, createdAt, updatedAt });
  const lines = head.map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `---\n${lines.join('\n')}\n---\n\n${body.trimEnd()}\n`;
}

/** Readable, and unique by the id. */
function fileName({ id, title }: LibraryPiece): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const short = Array.from(words).slice(0, 50).join('');
  return [short, id].filter(Boolean).join('-');
}
