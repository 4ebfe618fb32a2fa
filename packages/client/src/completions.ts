import { followEvents } from './cursor.js';
import type { SmartContentError } from './errors.js';
import { JobCompletedDocument, type JobCompletedSubscription, MeDocument } from './gql/graphql.js';
import type { Request } from './http.js';
import { persist } from './persist.js';
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

/** Every completion after a cursor, once and in order, over any number of connections. */
export function completions(
  { after }: CompletionsOptions,
  { socket, request }: CompletionsDependencies,
): AsyncIterableIterator<Completion> {
  return new Queue<Completion>((queue) => {
    let stop = () => {};
    const end = (error?: unknown) =>
      queue.end((error as SmartContentError | undefined)?.code === 'CLOSED' ? undefined : error);
    const start = (last: string) => {
      stop = followEvents<JobCompletedSubscription>({
        socket: socket(),
        query: String(JobCompletedDocument),
        variables: {},
        after: last,
        next: ({ jobCompleted }) => queue.push(jobCompleted),
        end,
      });
    };
    // Without a cursor, an event during the first reconnection would be missed.
    const latest = async () => {
      const { me } = await request(MeDocument, {});
      socket();
      return me.eventCursor;
    };
    if (after === undefined) stop = persist(latest, start, end);
    else start(after);
    return () => stop();
  });
}
