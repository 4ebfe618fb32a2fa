import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createSmartContent, type SmartContent } from '@smart-content/client';
import { OperationTypeNode } from 'graphql';

export interface ClientOptions {
  /** The GraphQL endpoint, `http://…/graphql`. */
  url: string;
  /** Called before each request and each socket. */
  token: () => string | null;
  /** Called when the server rejects the token: it or its session has ended. */
  onSignedOut: () => void;
  /** Default: the browser's. */
  WebSocket?: unknown;
}

export interface Clients {
  /** Queries, mutations, and subscriptions without cursors. */
  apollo: ApolloClient;
  /** What has to survive reconnections: completions and texts while they are written. */
  smartContent: SmartContent;
}

/** Apollo Client over HTTP, and beside it the client of the API, whose socket it shares. */
export function createClients({ url, token, onSignedOut, WebSocket }: ClientOptions): Clients {
  const smartContent = createSmartContent({
    url,
    token,
    // A page that keeps the refresh token would get the next token here.
    async refresh() {
      onSignedOut();
      return null;
    },
    ...(WebSocket !== undefined && { WebSocket }),
  });
  const http = new SetContextLink((context) => {
    const bearer = token();
    return {
      ...context,
      headers: { ...context.headers, ...(bearer && { authorization: `Bearer ${bearer}` }) },
    };
  }).concat(new HttpLink({ uri: url }));
  const apollo = new ApolloClient({
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(smartContent.socket),
      http,
    ),
    // An event contains its job as it was. The next run of the job is another object in the cache.
    cache: new InMemoryCache({ typePolicies: { Job: { keyFields: ['id', 'run'] } } }),
  });
  return { apollo, smartContent };
}
