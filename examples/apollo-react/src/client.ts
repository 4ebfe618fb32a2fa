import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';

export interface ClientOptions {
  /** Of the GraphQL endpoint, `http://…/graphql`. */
  url: string;
  /** Asked before each request and each socket. */
  token: () => string | null;
  /** The server would not have the token: it is forged (4401), has expired or its session ended (4403). */
  onSignedOut: () => void;
  /** The browser's by default. */
  webSocketImpl?: unknown;
}

/** How often a socket is asked whether it lives, and how long it may take to answer, in milliseconds. */
const PING_MS = 10_000;
const PONG_MS = 4_000;

/** Queries and mutations over HTTP, subscriptions over graphql-ws, each with the newest token. */
export function createApolloClient({ url, token, onSignedOut, webSocketImpl }: ClientOptions): ApolloClient {
  const http = new SetContextLink((context) => {
    const bearer = token();
    return {
      ...context,
      headers: { ...context.headers, ...(bearer && { authorization: `Bearer ${bearer}` }) },
    };
  }).concat(new HttpLink({ uri: url }));
  let silence: ReturnType<typeof setTimeout> | undefined;
  const socketClient = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl,
    connectionParams: () => ({ token: token() ?? '' }),
    // It would send subscriptions again with their old variables: completions.ts comes back with new ones instead.
    retryAttempts: 0,
    // A machine that slept, or changed its network, has a dead socket and is not told: ask, and take silence for an end.
    keepAlive: PING_MS,
    on: {
      ping: (received) => {
        if (!received) silence = setTimeout(() => socketClient.terminate(), PONG_MS);
      },
      pong: (received) => {
        if (received) clearTimeout(silence);
      },
      closed: (event) => {
        clearTimeout(silence);
        if ([4401, 4403].includes((event as { code: number }).code)) onSignedOut();
      },
    },
  });
  return new ApolloClient({
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(socketClient),
      http,
    ),
    // An event holds its job as it was then: a job that was run again is another object, not news of the same one.
    cache: new InMemoryCache({ typePolicies: { Job: { keyFields: ['id', 'run'] } } }),
  });
}
