import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type FormattedExecutionResult, type GraphQLFormattedError, print } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';

/** A response with errors. `codes` are their `extensions.code`. */
export class GraphQLRequestError extends Error {
  override name = 'GraphQLRequestError';
  readonly codes: unknown[];

  constructor(readonly errors: readonly GraphQLFormattedError[]) {
    super(errors.map(({ message, extensions }) => `${message} (${String(extensions?.code)})`).join('; '));
    this.codes = errors.map(({ extensions }) => extensions?.code);
  }
}

/**
 * A typed client for the API, signed in if it has a token. Unlike @smart-content/client it sends each request once, and
 * returns each response unchanged.
 */
export interface ApiClient {
  /** @throws GraphQLRequestError if the response has errors */
  request<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Data>;
  /** The events of a subscription, over a WebSocket that reconnects. End it with `return()`. */
  subscribe<Data, Variables extends Record<string, unknown>>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): AsyncIterableIterator<FormattedExecutionResult<Data>>;
  /** A client for the user of this token. */
  as(token: string): ApiClient;
  close(): Promise<void>;
}

/** @param url the GraphQL endpoint, `http://…/graphql` */
export function createApiClient(url: string, token?: string): ApiClient {
  let socket: Client | undefined;
  return {
    async request(document, variables) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({ query: print(document), variables }),
      });
      const result = (await response.json()) as FormattedExecutionResult;
      if (result.errors) throw new GraphQLRequestError(result.errors);
      return result.data as never;
    },

    subscribe(document, variables) {
      socket ??= createClient({
        url: url.replace(/^http/, 'ws'),
        webSocketImpl: WebSocket,
        connectionParams: token ? { Authorization: `Bearer ${token}` } : {},
        retryAttempts: 10,
      });
      return socket.iterate({ query: print(document), variables }) as never;
    },

    as: (otherToken) => createApiClient(url, otherToken),

    async close() {
      await socket?.dispose();
    },
  };
}
