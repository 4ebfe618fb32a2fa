import { Client, subscriptionExchange } from '@urql/core';
import { createClient } from 'graphql-ws';
import { JobCompleted } from '../../examples/demo/operations.js';
import { type Following, recordingSocket } from './following.js';

/** The solution of README.md for urql alone: a getter in the variables, which graphql-ws reads again. */
export function followWithUrql(url: string, token: string, after: string): Following {
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
          subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, variables }, sink) }),
        }),
      }),
    ],
  });
  let last = after;
  const variables = {
    get after() {
      return last;
    },
  };
  const { unsubscribe } = client.subscription(JobCompleted, variables).subscribe(({ data, error }) => {
    if (!data) return following.ended.push(error);
    following.events.push(data.jobCompleted);
    last = data.jobCompleted.cursor;
  });
  following.stop = () => {
    unsubscribe();
    void socket.dispose();
  };
  return following;
}
