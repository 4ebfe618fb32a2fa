import { Client, subscriptionExchange } from '@urql/core';
import { createClient } from 'graphql-ws';
import { JobCompleted } from '../../examples/demo/operations.js';
import { followCompletions } from '../../web/src/lib/completions.js';
import { type Following, recordingSocket } from './following.js';

/**
 * The web app's catch-up, on urql in Node.
 * @param copies whether an exchange on the way copies variables, so that the getter among them is lost
 */
export function followWithUrql(url: string, token: string, after: string, copies = false): Following {
  const following: Following = { events: [], asked: [], ended: [], stop: () => {} };
  const socket = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: recordingSocket(following.asked),
    connectionParams: { token },
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, 100)),
  });
  const client = new Client({
    url,
    preferGetMethod: false,
    exchanges: [
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe({ query, variables: copies ? { ...variables } : variables }, sink),
          }),
        }),
      }),
    ],
  });
  let cursor = after;
  const stop = followCompletions({
    client,
    document: JobCompleted,
    cursor: {
      read: () => cursor,
      write: (last) => {
        cursor = last;
      },
    },
    onEvent: (event) => following.events.push(event),
    onEnd: (error) => following.ended.push(error),
  });
  following.stop = () => {
    stop();
    void socket.dispose();
  };
  return following;
}
