import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { concatMap, from, map, type Observable, scan, startWith } from 'rxjs';
import { type Completion, completions } from './completions.js';
import { Latest } from './operations.js';

/** The latest 20 completions, then every new one; newest first. */
export function useCompletions(): { events: Completion[]; failure: Error | null } {
  const client = useApolloClient();
  const [events, setEvents] = useState<Completion[]>([]);
  const [failure, setFailure] = useState<Error | null>(null);

  useEffect(() => {
    const latest = client.query({ query: Latest, fetchPolicy: 'network-only' });
    const all: Observable<Completion[]> = from(latest).pipe(
      map(({ data }) => data?.notifications.edges.map(({ node }) => node) ?? []),
      // It starts where the list ends, so nothing between the two requests is missed.
      concatMap((known) =>
        completions(client, known[0]?.cursor ?? '0').pipe(
          scan((list, event) => [event, ...list], known),
          startWith(known),
        ),
      ),
    );
    const subscription = all.subscribe({ next: setEvents, error: setFailure });
    return () => subscription.unsubscribe();
  }, [client]);

  return { events, failure };
}
