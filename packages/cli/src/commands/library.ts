import type { ContentType } from '@smart-content/client';
import { DeletePiece, Library, Piece, SaveJob } from '@smart-content/client/operations';
import type { Context } from '../context.js';
import { EXIT, Failure } from '../failure.js';
import { oneLine } from '../output.js';

export interface PieceFilter {
  search?: string;
  type?: ContentType;
  tag?: string[];
  starred?: boolean;
}

export interface PageOptions extends PieceFilter {
  first: number;
  after?: string;
}

export async function list(context: Context, { tag, ...variables }: PageOptions): Promise<number> {
  const data = await (await context.signedIn()).request(Library, { ...variables, ...(tag && { tags: tag }) });
  if (context.out.json) context.out.data(data);
  else {
    for (const { node } of data.contents.edges) {
      context.out.row(
        `${node.id}  ${node.createdAt.slice(0, 16)}  ${node.type.padEnd(20)}  ${node.starred ? '* ' : ''}`,
        node.title,
      );
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
