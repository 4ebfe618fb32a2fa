import { ApiError, ConnectionError, isFinal, type SmartContentError } from './errors.js';
import { follow } from './follow.js';
import { JobCompletedDocument, type JobCompletedSubscription, MeDocument } from './gql/graphql.js';
import type { Request } from './http.js';
import { Queue } from './queue.js';
import type { Socket } from './socket.js';

/** An event: a job ended. `job` is as it was then, `cursor` is the event's place. */
export type Completion = JobCompletedSubscription['jobCompleted'];

export interface CompletionsOptions {
  /**
   * The cursor of the last event that you handled; `"0"` starts with the first event. Without it, new events only.
   * Store the `cursor` of each event after you handled it to continue there the next time.
   */
  after?: string;
}

export interface CompletionsDependencies {
  socket(): Socket;
  request: Request;
}

/** Between two requests for the latest cursor while the API is away, in milliseconds. Doubles up to the longest. */
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Every completion after a cursor, once and in order, over any number of connections. After a reconnection it asks for
 * what followed the last event. Events have increasing numbers, so one that comes again is known by its number.
 */
export function completions(
  { after }: CompletionsOptions,
  { socket, request }: CompletionsDependencies,
): AsyncIterableIterator<Completion> {
  return new Queue<Completion>((queue) => {
    let stop = () => {};
    let stopped = false;
    let timer: Timer | undefined;
    const start = (last: string) => {
      if (!stopped) stop = followFrom(last, queue, socket());
    };
    // Without a cursor, an event during the first reconnection would be missed.
    const startNow = (pause = PAUSE_MS) => {
      request(MeDocument, {})
        .then(({ me }) => start(me.eventCursor))
        .catch((error) => {
          if (stopped || error.code === 'CLOSED') queue.end();
          else if (!isTemporary(error)) queue.end(error);
          else timer = setTimeout(() => startNow(Math.min(pause * 2, LONGEST_PAUSE_MS)), pause);
        });
    };
    if (after === undefined) startNow();
    else start(after);
    return () => {
      stopped = true;
      clearTimeout(timer);
      stop();
    };
  });
}

/** Whether the same request may succeed later. */
const isTemporary = (error: unknown) =>
  error instanceof ApiError
    ? !isFinal(error)
    : error instanceof ConnectionError && error.code !== 'NO_WEBSOCKET';

function followFrom(after: string, queue: Queue<Completion>, socket: Socket): () => void {
  let last = after;
  return follow<JobCompletedSubscription>({
    socket,
    query: String(JobCompletedDocument),
    variables: () => ({ after: last }),
    next({ jobCompleted }) {
      if (Number(jobCompleted.cursor) > Number(last)) {
        last = jobCompleted.cursor;
        queue.push(jobCompleted);
      }
      return false;
    },
    end: (error?: SmartContentError) => queue.end(error),
  });
}
