import { pieceId } from '../data/ids.js';
import { bodyOf, createdAt, type Library, titleOf } from '../data/seed.js';
import type { Answer } from '../lib/http-connection.js';
import type { Request } from '../lib/load.js';
import { SERVERS, type ServerName, tokenOf } from '../servers/index.js';

const QUERY = `query Library($first: Int!, $after: String, $search: String) {
  contents(first: $first, after: $after, search: $search) {
    edges { node { id title type body createdAt updatedAt } }
    pageInfo { hasNextPage endCursor }
  }
}`;
const NEWEST_QUERY = `query Newest($first: Int!) {
  contents(first: $first) {
    edges { node { id title type createdAt updatedAt } }
    pageInfo { hasNextPage endCursor }
  }
}`;
export const FIRST = 20;
/** One answer in this number is checked completely; of the others, status, ids and their order are checked. */
const READ_WHOLE = 25;

interface Node {
  id: string;
  title: string;
  /** Not selected by every measurement. */
  body?: string;
  createdAt: string;
}
export interface PageAnswer {
  nodes: Node[];
  hasNextPage: boolean;
  endCursor: string;
}

export const graphqlBody = (query: string, variables: object) => JSON.stringify({ query, variables });

/** The request of a user for a page, with the pieces that must be on it. */
export function pageRequest(
  library: Library,
  user: number,
  pieces: number[],
  variables: { first?: number; after?: string; search?: string },
  whole: boolean,
): Request {
  return {
    method: 'POST',
    path: '/graphql',
    token: tokenOf(user),
    body: graphqlBody(QUERY, { first: FIRST, ...variables }),
    check: (answer) => checkPage(answer, library, user, pieces, whole),
  };
}

/** The newest pieces, requested by one user after the other. */
export function newestRequests(name: ServerName, library: Library): () => Request {
  const body = graphqlBody(NEWEST_QUERY, { first: FIRST });
  const how = SERVERS[name].graphql
    ? { method: 'POST', path: '/graphql', body }
    : { method: 'GET', path: '/contents' };
  const pieces = Array.from({ length: FIRST }, (_, at) => library.pieces - 1 - at);
  let count = 0;
  return () => {
    const user = count % library.users;
    const whole = count % READ_WHOLE === 0;
    count += 1;
    return {
      ...how,
      token: tokenOf(user),
      check: (answer) => checkPage(answer, library, user, pieces, whole),
    };
  };
}

/** @throws unless the answer holds exactly these pieces of this user, in this order */
export function checkPage(
  { status, body }: Answer,
  library: Library,
  user: number,
  pieces: number[],
  whole: boolean,
) {
  if (status !== 200) throw new Error(`status ${status}`);
  let at = 0;
  for (const piece of pieces) {
    at = body.indexOf(`"id":"${pieceId(user, piece)}"`, at);
    if (at < 0) throw new Error(`piece ${piece} of user ${user} is not where it must be`);
  }
  if (!whole) return;
  const { nodes, hasNextPage } = readPage(body);
  if (nodes.length !== pieces.length) throw new Error(`${nodes.length} pieces, not ${pieces.length}`);
  nodes.forEach((node, index) => {
    const piece = pieces[index] as number;
    const right =
      node.id === pieceId(user, piece) &&
      node.title === titleOf(user, piece) &&
      (node.body === undefined || node.body === bodyOf(user, piece, library.body)) &&
      node.createdAt === createdAt(user, piece).toISOString();
    if (!right) throw new Error(`piece ${piece} of user ${user} is not as it was written`);
  });
  const last = pieces.at(-1) ?? 0;
  if (last > 10 && !hasNextPage) throw new Error('the answer says that this was all');
}

export function readPage(body: Buffer): PageAnswer {
  const json = JSON.parse(body.toString('utf8'));
  if (json.items) return { nodes: json.items, hasNextPage: json.hasNextPage, endCursor: json.endCursor };
  const { edges, pageInfo } = json.data.contents as {
    edges: { node: Node }[];
    pageInfo: Omit<PageAnswer, 'nodes'>;
  };
  return { nodes: edges.map(({ node }) => node), ...pageInfo };
}
