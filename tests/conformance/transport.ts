/** Where a transport finds the API, and for which user. */
export interface Place {
  /** The GraphQL endpoint. */
  url: string;
  /** The MCP server over streamable HTTP. */
  mcp: string;
  token: string;
}

/** What a transport received for one job. */
export interface Watched {
  /** The messages of `jobProgress`, as JSON; null where the transport has none. */
  progress: string[] | null;
  /** The event that ended the job, as JSON. */
  event: string;
}

export interface Watch {
  /** Resolves when it follows the job: with its first message if it has progress. */
  begun: Promise<string | null>;
  ended: Promise<Watched>;
}

/** A way to the API. Each converts what it receives to the shape of the client package’s fragments, in their order. */
export interface Transport {
  name: string;
  /** Follows a job to its end, over any number of connections. */
  watch(place: Place, jobId: string): Watch;
  /** The events of a user who has only these jobs, in order, as JSON. Waits for all of them. */
  events(place: Place, jobIds: Promise<string[]>): { begun: Promise<unknown>; ended: Promise<string[]> };
  /** Whether `events` contains only jobs, in any order, because the transport has no list of events. */
  listsJobs?: boolean;
  /** Requests a job with a token that the API rejects, and returns the code. */
  refusal(place: Place, jobId: string): Promise<string>;
  /** Fields of the job that the transport omits, by its documentation. */
  lacks?: readonly string[];
}

/** Makes a watch from a function that reports each message of `jobProgress` and returns the event. */
export function watchOf(
  work: (report: (progress: unknown) => void) => Promise<string>,
  hasProgress = true,
): Watch {
  const progress: string[] = [];
  let begin: (first: string | null) => void = () => {};
  const begun = new Promise<string | null>((resolve) => {
    begin = resolve;
  });
  if (!hasProgress) begin(null);
  const ended = work((message) => {
    progress.push(JSON.stringify(message));
    begin(progress[0] ?? null);
  }).then((event) => ({ progress: hasProgress ? progress : null, event }));
  // A failed watch rejects where its end is awaited.
  ended.catch(() => begin(null));
  return { begun, ended };
}

/** The bytes of a value, which are the same on the wire. */
export function bytesOn(wire: string, value: unknown): string {
  const bytes = JSON.stringify(value);
  if (!wire.includes(bytes)) throw new Error(`${bytes} is not in ${wire}`);
  return bytes;
}

/** For transports whose events need no follower from the beginning. */
export const atOnce = (ended: Promise<string[]>) => ({ begun: Promise.resolve(), ended });

export const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 50));
