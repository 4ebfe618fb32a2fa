import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { stringifyDocument } from '@urql/core';
import { readServerClock } from './server-clock.js';

export const GRAPHQL_URL = '/graphql';

/** Requests a session in cookies, which the browser then sends by itself. */
export const SESSION_HEADERS = { 'session-transport': 'cookie' };

/** The time limit of a request: a dead connection would block it forever. In milliseconds. */
export const ANSWER_MS = 20_000;

export interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/**
 * One operation outside urql, which must not wait for a token (the refresh itself) or must outlive the page.
 * @throws without a GraphQL response
 */
export async function post<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { keepalive = false }: { keepalive?: boolean } = {},
): Promise<Answer<Data>> {
  const response = await fetch(GRAPHQL_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...SESSION_HEADERS },
    body: JSON.stringify({ query: stringifyDocument(document), variables }),
    keepalive,
    // A request that outlives its page needs no time limit.
    signal: keepalive ? null : AbortSignal.timeout(ANSWER_MS),
  });
  readServerClock(response);
  return (await response.json()) as Answer<Data>;
}
