import type { SmartContent } from '@smart-content/client';
import {
  AddTags,
  Bin,
  DeleteForever,
  EmptyBin,
  PieceVersion,
  PieceVersions,
  RemoveTags,
  RestoreFromBin,
  RestorePiece,
  SetStarred,
  Tags,
} from '@smart-content/client/operations';
import type { Context } from '../context.js';
import { EXIT, Failure } from '../failure.js';

/** Versions, bin, tags and stars of the library. */

interface PageOptions {
  first: number;
  after?: string;
}

export async function listVersions(context: Context, id: string, page: PageOptions): Promise<number> {
  const data = await (await context.signedIn()).request(PieceVersions, { id, ...page });
  if (!data.contentVersions) throw new Failure(EXIT.failed, 'NOT_FOUND', `There is no piece ${id}.`);
  if (context.out.json) context.out.data(data);
  else {
    for (const { node } of data.contentVersions.edges) {
      context.out.row(
        `${String(node.version).padStart(4)}  ${node.replacedAt.slice(0, 16)}  ${node.reason.padEnd(7)}  `,
        node.title,
      );
    }
    noteMore(context, data.contentVersions.pageInfo);
  }
  return EXIT.done;
}

export async function showVersion(context: Context, id: string, version: number): Promise<number> {
  const data = await (await context.signedIn()).request(PieceVersion, { id, version });
  if (!data.contentVersion)
    throw new Failure(EXIT.failed, 'NOT_FOUND', `There is no version ${version} of ${id}.`);
  if (context.out.json) context.out.data(data);
  else context.out.line(data.contentVersion.body);
  return EXIT.done;
}

export async function restoreVersion(context: Context, id: string, version: number): Promise<number> {
  const data = await (await context.signedIn()).request(RestorePiece, { id, version });
  if (context.out.json) context.out.data(data);
  else context.out.note(`${id} has the text of version ${version} again, as ${data.restoreContent.version}.`);
  return EXIT.done;
}

export async function listBin(context: Context, page: PageOptions): Promise<number> {
  const data = await (await context.signedIn()).request(Bin, { ...page });
  if (context.out.json) context.out.data(data);
  else {
    for (const { node } of data.binnedContents.edges) {
      context.out.row(
        `${node.content.id}  ${node.binnedAt.slice(0, 16)}  ${node.content.type.padEnd(20)}  `,
        node.content.title,
      );
    }
    noteMore(context, data.binnedContents.pageInfo);
  }
  return EXIT.done;
}

export async function emptyBin(context: Context): Promise<number> {
  const data = await (await context.signedIn()).request(EmptyBin, {});
  if (context.out.json) context.out.data(data);
  else context.out.note(`Removed ${data.emptyBin} pieces.`);
  return EXIT.done;
}

export async function listTags(context: Context): Promise<number> {
  const data = await (await context.signedIn()).request(Tags, {});
  if (context.out.json) context.out.data(data);
  else
    for (const { tag, count } of data.contentTags) context.out.line(`${String(count).padStart(5)}  ${tag}`);
  return EXIT.done;
}

interface BulkResult {
  done: number;
  refused: { id: string; code: string; message: string }[];
}

/** A change of many pieces. @returns 1 where one was refused */
const bulk =
  <Given extends unknown[]>(
    send: (client: SmartContent, ...given: Given) => Promise<Record<string, BulkResult>>,
  ) =>
  async (context: Context, ...given: Given): Promise<number> => {
    const data = await send(await context.signedIn(), ...given);
    const [result] = Object.values(data);
    if (context.out.json) context.out.data(data);
    else {
      for (const { id, code, message } of result?.refused ?? [])
        context.out.note(`${id}: ${message} (${code})`);
      context.out.note(`Changed ${result?.done ?? 0}.`);
    }
    return result?.refused.length === 0 ? EXIT.done : EXIT.failed;
  };

export const restoreFromBin = bulk((client, ids: string[]) => client.request(RestoreFromBin, { ids }));
export const deleteForever = bulk((client, ids: string[]) => client.request(DeleteForever, { ids }));
export const addTags = bulk((client, id: string, tags: string[]) =>
  client.request(AddTags, { ids: [id], tags }),
);
export const removeTags = bulk((client, id: string, tags: string[]) =>
  client.request(RemoveTags, { ids: [id], tags }),
);
export const star = bulk((client, ids: string[]) => client.request(SetStarred, { ids, starred: true }));
export const unstar = bulk((client, ids: string[]) => client.request(SetStarred, { ids, starred: false }));

function noteMore({ out }: Context, page: { hasNextPage: boolean; endCursor: string | null }) {
  if (page.hasNextPage) out.note(`More: --after ${page.endCursor}`);
}
