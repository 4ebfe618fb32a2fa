import type { ApolloClient } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { defer, map, type Observable, retry, tap, throwError, timer } from 'rxjs';
import type { JobCompletedSubscription } from './gql/graphql.js';
import { JobCompleted } from './operations.js';

export type Completion = JobCompletedSubscription['jobCompleted'];

/** Errors for which a retry is useless. */
const FINAL: unknown[] = ['BAD_USER_INPUT', 'UNAUTHENTICATED', 'FORBIDDEN', 'GRAPHQL_VALIDATION_FAILED'];
const LONGEST_WAIT_MS = 10_000;

/**
 * All completions after the cursor, each once and in order, over any number of connections.
 *
 * `defer` creates the subscription again for each retry, with the cursor of the last event. The API then starts with
 * what was missed, however long the connection was down.
 * @param after the cursor of the last known event, or `"0"` for all events
 */
export function completions(client: ApolloClient, after: string): Observable<Completion> {
  let last = after;
  return defer(() => client.subscribe({ query: JobCompleted, variables: { after: last } })).pipe(
    map(({ data, error }) => {
      // Apollo reports a broken connection as a result with an error. The event is received again after the retry.
      if (error || !data) throw error ?? new Error('an event without data');
      return data.jobCompleted;
    }),
    tap(({ cursor }) => {
      last = cursor;
    }),
    retry({
      delay: (error, failures) => (isFinal(error) ? throwError(() => error) : timer(waitMs(failures))),
      resetOnSuccess: true,
    }),
  );
}

/** Doubles from 250 ms, with jitter, so that clients do not reconnect together. */
const waitMs = (failures: number) =>
  Math.min(125 * 2 ** failures, LONGEST_WAIT_MS) * (0.5 + Math.random() / 2);

const isFinal = (error: unknown) =>
  CombinedGraphQLErrors.is(error) && error.errors.some(({ extensions }) => FINAL.includes(extensions?.code));
