import { print } from 'graphql';
import { createClient } from 'graphql-ws';
import { JobCompleted } from '../../examples/demo/operations.js';
import type { Completed } from '../support/events.js';
import { type Following, recordingSocket } from './following.js';

/** The solution of docs/api.md for graphql-ws alone: a getter in the variables, and nothing else. */
export function followWithGraphqlWs(url: string, token: string, after: string): Following {
  const following: Following = { events: [], asked: [], ended: [], stop: () => {} };
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: recordingSocket(following.asked),
    connectionParams: { token },
    shouldRetry: () => true,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, 100)),
  });
  let last = after;
  const variables = {
    get after() {
      return last;
    },
  };
  const events = client.iterate<{ jobCompleted: Completed }>({ query: print(JobCompleted), variables });
  void (async () => {
    for await (const { data, errors } of events) {
      if (!data) return following.ended.push(errors);
      following.events.push(data.jobCompleted);
      last = data.jobCompleted.cursor;
    }
  })();
  following.stop = () => void client.dispose();
  return following;
}
