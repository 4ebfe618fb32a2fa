import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';

export interface ClientOptions {
  /** The GraphQL endpoint, `http://…/graphql`. */
  url: string;
  /** Called before each request and each socket. */
  token: () => string | null;
  /** Called when the server rejects the token: it is invalid (4401), or it or its session has ended (4403). */
  onSignedOut: () => void;
  /** Default: the browser's. */
  webSocketImpl?: unknown;
}

/** The interval of pings and the time limit of a pong, in milliseconds. */
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
    // graphql-ws would resend subscriptions with their old variables. completions.ts resubscribes with new ones.
    retryAttempts: 0,
    // After sleep or a network change the socket is dead without a close event: ping it, and close it without a pong.
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
    // An event contains its job as it was. The next run of the job is another object in the cache.
    cache: new InMemoryCache({ typePolicies: { Job: { keyFields: ['id', 'run'] } } }),
  });
}
