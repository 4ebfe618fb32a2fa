import type { ApolloClient } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { defer, map, type Observable, retry, tap, throwError, timer } from 'rxjs';
import type { JobCompletedSubscription } from './gql/graphql.js';
import { JobCompleted } from './operations.js';

export type Completion = JobCompletedSubscription['jobCompleted'];

/** Refusals that asking again does not change. */
const FINAL: unknown[] = ['BAD_USER_INPUT', 'UNAUTHENTICATED', 'FORBIDDEN', 'GRAPHQL_VALIDATION_FAILED'];
const LONGEST_WAIT_MS = 10_000;

/**
 * Every completion after the cursor, each once and in order, over any number of connections.
 *
 * `defer` builds the subscription anew for each try, with the cursor of the last event that came; the API then begins
 * with whatever was missed. So it does not matter how the connection ended, or for how long it was away.
 * @param after a cursor: of the last event that is known, or `"0"` for everything
 */
export function completions(client: ApolloClient, after: string): Observable<Completion> {
  let last = after;
  return defer(() => client.subscribe({ query: JobCompleted, variables: { after: last } })).pipe(
    map(({ data, error }) => {
      // Apollo tells of a broken connection as a result with an error in it; an event that has one comes again.
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

/** Doubles from 250 ms, and differs for each client, so that not all of them come back at once. */
const waitMs = (failures: number) =>
  Math.min(125 * 2 ** failures, LONGEST_WAIT_MS) * (0.5 + Math.random() / 2);

const isFinal = (error: unknown) =>
  CombinedGraphQLErrors.is(error) && error.errors.some(({ extensions }) => FINAL.includes(extensions?.code));
