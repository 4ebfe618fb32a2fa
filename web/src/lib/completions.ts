import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { Client, CombinedError } from '@urql/core';

/** Stores the cursor of the last event, per user: in memory, or in localStorage to outlive the page. */
export interface CursorStore {
  read(): string;
  write(cursor: string): void;
}

export interface FollowOptions<Event extends { cursor: string }> {
  /** Its subscriptions must use a graphql-ws client that retries forever: see below. */
  client: Client;
  document: TypedDocumentNode<{ jobCompleted: Event }, { after?: string | null }>;
  /** Its first value is the start: `me { eventCursor }` for new events, `"0"` for all. */
  cursor: CursorStore;
  /** Called with each event once and in order. The cursor is stored when it returns. Must not throw. */
  onEvent(event: Event): void;
  /** Called on a permanent error: the session has ended, or the cursor belongs to another user. */
  onEnd?(error: CombinedError): void;
}

/** Errors for which a retry is useless. */
const FINAL = new Set<unknown>([
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'GRAPHQL_VALIDATION_FAILED',
]);
/** The pause before the next subscription after the server ended one, in milliseconds. Doubles up to the longest. */
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Follows `jobCompleted` and delivers each event exactly once, over any number of reconnections. Returns the function
 * that ends it.
 *
 * After a reconnection graphql-ws sends its subscriptions again and serializes the variables at that moment. Because
 * `after` is a getter, the server sends what came after the last event, not after the first connection. An event whose
 * cursor is not greater than the last is dropped, so nothing is repeated even if the variables were copied. Nothing is
 * missed either way, because events are numbered without gaps and `after` reads them from the server's log.
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
      // An event with an error has no cursor. It must be received again before the next one.
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

/** The socket's client retries temporary failures forever, so a network error that it reports is permanent. */
function isFinal({ networkError, graphQLErrors }: CombinedError): boolean {
  return networkError !== undefined || graphQLErrors.some(({ extensions }) => FINAL.has(extensions.code));
}
