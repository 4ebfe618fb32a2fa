import { type TypedDocument, textOf } from './document.js';
import { follow } from './follow.js';
import { Queue } from './queue.js';
import type { Socket } from './socket.js';

/** The messages of a subscription until the API completes it. */
export function subscribe<Result, Variables extends Record<string, unknown>>(
  document: TypedDocument<Result, Variables>,
  variables: Variables,
  socket: Socket,
): AsyncIterableIterator<Result> {
  return new Queue<Result>((queue) => {
    let stop = () => {};
    let stopped = false;
    const start = (query: string) => {
      if (stopped) return;
      stop = follow<Result>({
        socket,
        query,
        variables: () => variables,
        completes: true,
        next(data) {
          queue.push(data);
          return false;
        },
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
