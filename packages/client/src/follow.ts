import { ApiError, ConnectionError, type GraphQLErrorLike, isFinal, SmartContentError } from './errors.js';
import type { Socket } from './socket.js';

export interface FollowOptions<Data> {
  socket: Socket;
  query: string;
  /**
   * Read each time the subscription is sent, so that it continues where the last one ended. May be read several times
   * for one message.
   * @param sending a different object each time it is sent
   */
  variables(sending: string): Record<string, unknown>;
  /** Called with each message. Returns true with the last one, and an error to end with. */
  next(data: Data): boolean | SmartContentError;
  /** Whether the API may end the subscription before such a message. If not, it is subscribed again. */
  completes?: boolean;
  /** Called once: without an error after the last message and after the client was closed. */
  end(error?: SmartContentError): void;
}

/** Before the next subscription after the API ended one, in milliseconds. Doubles up to the longest. */
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** Close codes that a reconnection would get again, with their meanings. */
const FINAL_CLOSES = new Map([
  [4400, 'BAD_REQUEST'],
  [4401, 'UNAUTHENTICATED'],
  [4406, 'BAD_REQUEST'],
  [4429, 'TOO_MANY_SOCKETS'],
]);

/**
 * Stays subscribed over any number of connections, until the last message or a final error. The socket's client sends
 * the subscription again after a reconnection; this does so after the API ended it with a temporary error.
 * @returns the function that ends it
 */
export function follow<Data>({
  socket,
  query,
  variables,
  next,
  completes = false,
  end,
}: FollowOptions<Data>): () => void {
  let stopped = false;
  let failures = 0;
  let starts = 0;
  let timer: Timer | undefined;
  let unsubscribe = () => {};

  const stop = () => {
    stopped = true;
    forget();
    clearTimeout(timer);
    unsubscribe();
  };
  const finish = (error?: SmartContentError) => {
    if (stopped) return;
    stop();
    end(error);
  };
  const forget = socket.onClose(() => finish());
  const resubscribe = (seconds = 0) => {
    unsubscribe();
    clearTimeout(timer);
    const pause = Math.min(PAUSE_MS * 2 ** failures++, LONGEST_PAUSE_MS);
    timer = setTimeout(subscribe, Math.max(pause, seconds * 1_000));
  };

  function subscribe() {
    let answered = false;
    const start = starts++;
    const refused = (errors: readonly GraphQLErrorLike[]) => {
      answered = true;
      const error = new ApiError(errors);
      if (isFinal(error)) finish(error);
      else resubscribe(error.retryAfterSeconds);
    };
    const request = {
      query,
      // graphql-ws serializes it whenever it sends the subscription.
      get variables() {
        return variables(`${start} ${socket.connections()}`);
      },
    };
    unsubscribe = socket.client.subscribe<Data>(request, {
      next({ data, errors }) {
        if (stopped || answered) return;
        // A message with an error has no cursor: it must be received again before the next one.
        if (errors || !data) return refused((errors as readonly GraphQLErrorLike[] | undefined) ?? []);
        failures = 0;
        const last = next(data);
        if (last) finish(last === true ? undefined : last);
      },
      error(reason) {
        if (stopped || answered) return;
        if (Array.isArray(reason)) return refused(reason);
        const { code = 0, reason: words } = reason as { code?: number; reason?: string };
        const final = FINAL_CLOSES.get(code);
        if (final)
          finish(
            new ConnectionError(final, words || `The API closed the socket with ${code}.`, { cause: reason }),
          );
        else resubscribe();
      },
      complete() {
        if (stopped || answered) return;
        if (completes) finish();
        // The API ended it before its last message, for example because it stops.
        else resubscribe();
      },
    });
  }

  subscribe();
  return stop;
}
