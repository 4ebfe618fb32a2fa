import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { stringifyDocument } from '@urql/core';

export const GRAPHQL_URL = '/graphql';

/** A connection that died without a word keeps a request waiting for ever; in milliseconds. */
export const ANSWER_MS = 20_000;

export interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/**
 * One operation outside urql: what must not wait for a token (the refresh itself), or must outlive the page.
 * @throws where there is no answer, or none in GraphQL's form
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
    // A page that goes does not wait; one that stays must not wait for ever.
    signal: keepalive ? null : AbortSignal.timeout(ANSWER_MS),
  });
  return (await response.json()) as Answer<Data>;
}
