import { ApolloClient, InMemoryCache } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient } from 'graphql-ws';
import { defer, map, retry, tap, throwError, timer } from 'rxjs';
import WebSocket from 'ws';
import { JobCompleted } from '../../examples/demo/operations.js';
import { type Following, recordingSocket } from './following.js';

// Apollo Link reads the constants of WebSocket. Node has WebSocket from version 22 on.
globalThis.WebSocket ??= WebSocket as never;

/** Errors that a retry cannot fix. */
const FINAL: unknown[] = ['BAD_USER_INPUT', 'UNAUTHENTICATED', 'FORBIDDEN', 'GRAPHQL_VALIDATION_FAILED'];

/**
 * The solution of README.md for Apollo Client alone. `defer` creates the subscription again for each retry, with the
 * cursor of the last event. The retries of graphql-ws would send the old one.
 */
export function followWithApollo(url: string, token: string, after: string): Following {
  const following: Following = { events: [], asked: [], ended: [], stop: () => {} };
  const client = new ApolloClient({
    link: new GraphQLWsLink(
      createClient({
        url: url.replace(/^http/, 'ws'),
        webSocketImpl: recordingSocket(following.asked),
        connectionParams: { token },
        retryAttempts: 0,
      }),
    ),
    // An event contains its job at that time. The next run of the job is another object in the cache.
    cache: new InMemoryCache({ typePolicies: { Job: { keyFields: ['id', 'run'] } } }),
  });
  let last = after;
  const events = defer(() => client.subscribe({ query: JobCompleted, variables: { after: last } })).pipe(
    map(({ data, error }) => {
      // Apollo reports a broken connection as a result with an error. The retry receives the event again.
      if (error || !data) throw error ?? new Error('an event without data');
      return data.jobCompleted;
    }),
    tap(({ cursor }) => {
      last = cursor;
    }),
    retry({
      delay: (error) => (isFinal(error) ? throwError(() => error) : timer(100)),
      resetOnSuccess: true,
    }),
  );
  const subscription = events.subscribe({
    next: (event) => following.events.push(event),
    error: (error) => following.ended.push(error),
  });
  following.stop = () => {
    subscription.unsubscribe();
    client.stop();
  };
  return following;
}

const isFinal = (error: unknown) =>
  CombinedGraphQLErrors.is(error) && error.errors.some(({ extensions }) => FINAL.includes(extensions?.code));
