import WebSocket from 'ws';
import { createApolloClient } from '../../examples/apollo-react/src/client.js';
import { completions } from '../../examples/apollo-react/src/completions.js';
import { type Following, recordingSocket } from './following.js';

// Apollo's link looks at its constants; Node has one from version 22 on.
globalThis.WebSocket ??= WebSocket as never;

/** The example's catch-up, on Apollo Client in Node. */
export function followWithApollo(url: string, token: string, after: string): Following {
  const following: Following = { events: [], asked: [], ended: [], stop: () => {} };
  const client = createApolloClient({
    url,
    token: () => token,
    onSignedOut: () => following.ended.push('signed out'),
    webSocketImpl: recordingSocket(following.asked),
  });
  const subscription = completions(client, after).subscribe({
    next: (event) => following.events.push(event),
    error: (error) => following.ended.push(error),
  });
  following.stop = () => {
    subscription.unsubscribe();
    client.stop();
  };
  return following;
}
