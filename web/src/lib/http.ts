import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { stringifyDocument } from '@urql/core';

export const GRAPHQL_URL = '/graphql';

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
  { token, keepalive = false }: { token?: string; keepalive?: boolean } = {},
): Promise<Answer<Data>> {
  const response = await fetch(GRAPHQL_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query: stringifyDocument(document), variables }),
    keepalive,
    // A request that outlives its page needs no time limit.
    signal: keepalive ? null : AbortSignal.timeout(ANSWER_MS),
  });
  return (await response.json()) as Answer<Data>;
}
