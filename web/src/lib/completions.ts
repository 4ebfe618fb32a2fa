import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { Client, CombinedError } from '@urql/core';

/** Where the cursor of the last event is kept: in memory, or in localStorage to outlive the page. One for each user. */
export interface CursorStore {
  read(): string;
  write(cursor: string): void;
}

export interface FollowOptions<Event extends { cursor: string }> {
  /** Its subscriptions must go through a graphql-ws client that retries by itself, for ever: see below. */
  client: Client;
  document: TypedDocumentNode<{ jobCompleted: Event }, { after?: string | null }>;
  /** What it reads first is where to begin: `me { eventCursor }` for what is new, `"0"` for everything. */
  cursor: CursorStore;
  /** Each event once and in order; the cursor is kept when it returns. Must not throw. */
  onEvent(event: Event): void;
  /** It is over and will not come back by itself: the sign-in has ended, or the cursor is not one of this user. */
  onEnd?(error: CombinedError): void;
}

/** Refusals that asking again does not change. */
const FINAL = new Set<unknown>([
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'GRAPHQL_VALIDATION_FAILED',
]);
/** The pause before a subscription that the server ended is asked for again, in milliseconds; doubled up to the longest. */
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Follows `jobCompleted` and gives each event exactly once, however often the connection breaks. Answers with the
 * function that ends it.
 *
 * A graphql-ws client that lost its socket comes back and sends its subscriptions again. The variables are written as
 * JSON at that moment: as `after` is a getter, the server is asked for what came after the last event, not for what
 * came after the first connection. And an event whose cursor is not beyond the last is dropped, so that nothing is
 * doubled even where variables were copied on their way to the socket. Nothing is missed either way, because events
 * are numbered without gaps and `after` reads them from the server's log.
 */
export function followCompletions<Event extends { cursor: string }>(
  options: FollowOptions<Event>,
): () => void {
  const { client, document, cursor, onEvent, onEnd } = options;
  let last = cursor.read();
  let stopped = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unsubscribe = () => {};

  function subscribe() {
    const variables = {
      get after() {
        return last;
      },
    };
    const source = client.subscription(document, variables);
    ({ unsubscribe } = source.subscribe(({ data, error }) => {
      if (stopped) return;
      // An event that could not be read whole has no cursor: it must come again before the next one.
      if (!data?.jobCompleted) return comeBack(error);
      take(data.jobCompleted);
    }));
  }

  function take(event: Event) {
    if (Number(event.cursor) <= Number(last)) return;
    onEvent(event);
    failures = 0;
    last = event.cursor;
    cursor.write(last);
  }

  function comeBack(error: CombinedError | undefined) {
    unsubscribe();
    if (error && isFinal(error)) {
      stopped = true;
      onEnd?.(error);
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(subscribe, Math.min(PAUSE_MS * 2 ** failures++, LONGEST_PAUSE_MS));
  }

  subscribe();
  return () => {
    stopped = true;
    clearTimeout(timer);
    unsubscribe();
  };
}

/** The socket's client retries for ever what may pass: a network error that it tells of is its last word. */
function isFinal({ networkError, graphQLErrors }: CombinedError): boolean {
  return networkError !== undefined || graphQLErrors.some(({ extensions }) => FINAL.has(extensions.code));
}
