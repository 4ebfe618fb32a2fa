import type { Completion } from './completions.js';
import type { TypedDocument } from './document.js';
import type { JobEndError, SmartContentError } from './errors.js';
import type { JobStatus } from './gql/graphql.js';
import type { Job, JobOptions } from './job.js';
import { forEach, forEachEvent, type SmartContentSource, whileListenedTo } from './listening.js';
import type { Store } from './store.js';
import type { SubscribeOptions } from './subscribe.js';
import type { JobEstimates } from './text.js';

/** A job as a page shows it. */
export interface JobView extends Required<JobEstimates> {
  /** Null until the first message of the API. */
  status: JobStatus | null;
  /** The number of the run, from 1; 0 until the first message of the API. */
  run: number;
  /** The text so far. */
  text: string;
  attempt: number;
  /** The job at its end, also of a failed or canceled one. */
  job: Job | null;
  /** Why there is no text, or why no further state is known: see `code`. */
  error: SmartContentError | null;
}

export interface CompletionsView {
  /** Newest first. */
  events: readonly Completion[];
  error: SmartContentError | null;
}

const UNKNOWN: Required<JobEstimates> = {
  queuePosition: null,
  estimatedStartAt: null,
  estimatedCompletionAt: null,
};
const NO_JOB: JobView = {
  ...UNKNOWN,
  status: null,
  run: 0,
  text: '',
  attempt: 0,
  job: null,
  error: null,
};

/** A job's text and status while there are listeners. Without an id it keeps its initial state. */
export function jobStore(
  source: SmartContentSource,
  id: string | null,
  options?: JobOptions,
): Store<JobView> {
  return whileListenedTo(NO_JOB, (store, isStopped) => {
    if (id === null) return () => {};
    const change = (part: Partial<JobView>) => {
      if (!isStopped()) store.set({ ...store.get(), ...part });
    };
    const handle = source.job(id, options);
    const states = handle.progress[Symbol.asyncIterator]();
    const read = async () => {
      for (let state = await states.next(); !state.done; state = await states.next()) {
        const { whole, text: _, reset: __, ...rest } = state.value;
        change({ ...UNKNOWN, ...rest, text: whole, error: null });
      }
      if (isStopped()) return;
      const job = await handle.result;
      change({ status: job.status, text: job.generatedContent ?? '', job });
    };
    read().catch((error: SmartContentError) => {
      const { job = null } = error as Partial<JobEndError<Job>>;
      change({ error, ...(job && { job, status: job.status, text: job.generatedContent ?? '' }) });
    });
    return () => void states.return?.();
  });
}

export interface CompletionsStoreOptions {
  /** The cursor of the last known event; without it, new events only. */
  after?: string;
  /** How many events `events` has at most; 100 by default. */
  keep?: number;
  /** Called with each event once, for example to update the cache of Apollo or urql. */
  onEvent?: (event: Completion) => void;
}

/** Completions while there are listeners. After a pause without listeners it continues after the last event. */
export function completionsStore(
  source: SmartContentSource,
  { after, keep = 100, onEvent }: CompletionsStoreOptions = {},
): Store<CompletionsView> {
  let last = after;
  return whileListenedTo<CompletionsView>({ events: [], error: null }, (store, isStopped) =>
    forEachEvent(source, last, {
      next(event) {
        last = event.cursor;
        onEvent?.(event);
        if (!isStopped()) store.set({ events: [event, ...store.get().events].slice(0, keep), error: null });
      },
      error: (error) => store.set({ ...store.get(), error }),
    }),
  );
}

export interface EventsStoreOptions<Result> extends SubscribeOptions {
  /** Called with each message. */
  onEvent?: (event: Result) => void;
}

export interface EventsView<Result> {
  latest: Result | null;
  error: SmartContentError | null;
}

/** A subscription while there are listeners. Without variables it does not subscribe. */
export function eventsStore<Result, Variables extends Record<string, unknown>>(
  source: SmartContentSource,
  document: TypedDocument<Result, Variables>,
  variables: Variables | null,
  { onEvent, ...options }: EventsStoreOptions<Result> = {},
): Store<EventsView<Result>> {
  return whileListenedTo<EventsView<Result>>({ latest: null, error: null }, (store, isStopped) => {
    if (variables === null) return () => {};
    if (!source.subscribe) throw new Error('This client has no `subscribe`.');
    return forEach(source.subscribe(document, variables, options), {
      next(latest) {
        if (isStopped()) return;
        store.set({ latest, error: null });
        onEvent?.(latest);
      },
      error: (error) => store.set({ ...store.get(), error }),
    });
  });
}
