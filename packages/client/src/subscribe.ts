import { faultOf, followEvents } from './cursor.js';
import { type TypedDocument, textOf } from './document.js';
import { Queue } from './queue.js';
import type { Socket } from './socket.js';

export interface SubscribeOptions {
  /**
   * Gives each event once and in order, over any number of connections: after a reconnection the subscription is sent
   * with the cursor of the last event. For documents that take `$after` and select `cursor`, such as those of
   * `jobCompleted`, `contentChanged` and `batchProgress`. The value is the cursor of the last event that you handled;
   * null uses the default start of the subscription. Without this option, every message is passed on as received.
   */
  after?: string | null;
  /**
   * With `after: null`: called if the connection broke before the first event. The observed data may have changed
   * meanwhile, so read them again.
   */
  onGap?: () => void;
}

/** The messages of a subscription until the API completes it. */
export function subscribe<Result, Variables extends Record<string, unknown>>(
  document: TypedDocument<Result, Variables>,
  variables: Variables,
  { after, onGap }: SubscribeOptions,
  socket: Socket,
): AsyncIterableIterator<Result> {
  return new Queue<Result>((queue) => {
    let stop = () => {};
    let stopped = false;
    const start = (query: string) => {
      if (stopped) return;
      const fault = after === undefined ? undefined : faultOf(query);
      if (fault) return queue.end(fault);
      stop = followEvents<Result & object>({
        socket,
        query,
        variables,
        after,
        onGap,
        completes: true,
        next: (data) => queue.push(data),
        end: (error) => queue.end(error),
      });
    };
    textOf(document)
      .then(start)
      .catch((error) => queue.end(error));
    return () => {
      stopped = true;
      stop();
    };
  });
}
