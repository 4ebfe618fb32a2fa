import { ApolloClient, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { ApolloProvider } from '@apollo/client/react';
import { createSmartContent, type SmartContent } from '@smart-content/client';
import {
  notificationsStore,
  SmartContentProvider,
  useJob,
  useNotifications,
} from '@smart-content/client/react';
import { parse } from 'graphql';
import { createElement, type ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { Client, Provider, subscriptionExchange } from 'urql';
import { describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { closes, connects, converse, sends, subscribes } from './conversation.js';

// Apollo Link reads the constants of WebSocket. Node has WebSocket from version 22 on.
globalThis.WebSocket ??= WebSocket as never;

/** A front end’s own library, on the socket of the package. */
interface Library {
  Provider(children: ReactNode): ReactNode;
  /** Follows a subscription of its own. Returns the function that ends it. */
  follow(query: string, next: (data: unknown) => void): () => void;
}

function apolloOn({ socket }: SmartContent): Library {
  const client = new ApolloClient({ link: new GraphQLWsLink(socket), cache: new InMemoryCache() });
  return {
    Provider: (children) => createElement(ApolloProvider, { client, children }),
    follow(query, next) {
      const subscription = client.subscribe({ query: parse(query) }).subscribe(({ data }) => next(data));
      return () => subscription.unsubscribe();
    },
  };
}

function urqlOn({ socket }: SmartContent): Library {
  const client = new Client({
    url: 'http://fake/graphql',
    preferGetMethod: false,
    exchanges: [
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, variables }, sink) }),
        }),
      }),
    ],
  });
  return {
    Provider: (children) => createElement(Provider, { value: client }, children),
    follow: (query, next) => client.subscription(query, {}).subscribe(({ data }) => next(data)).unsubscribe,
  };
}

const PRESENCE = 'subscription { presenceChanged { online } }';
const LIST = {
  me: { id: 'u', eventCursor: '0', unreadCount: 0 },
  notifications: { edges: [] },
};

describe.each([
  ['Apollo Client', apolloOn],
  ['urql', urqlOn],
])('next to %s, the client package', (_, libraryOn) => {
  const client = (socket?: unknown) =>
    createSmartContent({
      url: 'http://fake/graphql',
      token: 'a-token',
      WebSocket: socket,
      longestPauseMs: 10,
      fetch: async () => ({ status: 200, text: async () => JSON.stringify({ data: LIST }) }),
    });

  it('shares one socket, and both continue after the last event when they reconnect', async () => {
    const event = (cursor: string) => ({ jobCompleted: { cursor, job: { id: cursor } } });
    const presence = (online: boolean) => ({ presenceChanged: { online } });
    const api = converse(
      connects(1),
      subscribes(1, 'presenceChanged', 'own'),
      sends(1, presence(true), 'own'),
      subscribes(1, 'jobCompleted', 'events'),
      sends(1, event('1'), 'events'),
      closes(1, 1006),
      connects(2),
      subscribes(2, 'presenceChanged', 'own'),
      subscribes(2, 'jobCompleted', 'events'),
      sends(2, event('2'), 'events'),
      sends(2, presence(false), 'own'),
    );
    const smartContent = client(api.WebSocket);
    const seen: unknown[] = [];
    const unfollow = libraryOn(smartContent).follow(PRESENCE, (data) => seen.push(data));
    await expect.poll(() => seen).toMatchObject([presence(true)]);
    const store = notificationsStore(smartContent);
    const end = store.subscribe(() => {});
    await expect.poll(() => store.get().notifications.map(({ cursor }) => cursor)).toEqual(['2', '1']);
    await expect.poll(() => seen).toMatchObject([presence(true), presence(false)]);
    await api.done;
    expect(api.asked()).toEqual([undefined, '0', undefined, '1']);
    end();
    unfollow();
    smartContent.close();
  });

  it('renders its hooks within the other provider', () => {
    const smartContent = client(converse().WebSocket);
    const View = () => {
      const { status } = useJob('id');
      const { loading, unreadCount } = useNotifications();
      return createElement('p', null, `${status} ${loading} ${unreadCount}`);
    };
    const page = createElement(SmartContentProvider, { client: smartContent }, createElement(View));
    expect(renderToString(libraryOn(smartContent).Provider(page))).toBe('<p>null true 0</p>');
    smartContent.close();
  });
});
