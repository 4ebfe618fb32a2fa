import type { SmartContent } from './client.js';
import type { Completion } from './completions.js';
import { type JobEndError, SmartContentError } from './errors.js';
import {
  type JobStatus,
  MarkNotificationsReadDocument,
  NotificationsDocument,
  type SmartContentNotificationFragment,
} from './gql/graphql.js';
import type { Job } from './job.js';
import { createStore, type Store, type WritableStore } from './store.js';

/** What the stores need of a client. */
export type SmartContentSource = Pick<SmartContent, 'request' | 'job' | 'completions'>;

/** A job as a page shows it. */
export interface JobView {
  /** Null until the API has told it. */
  status: JobStatus | null;
  /** The text so far. */
  text: string;
  attempt: number;
  /** The job at its end, also of a failed or canceled one. */
  job: Job | null;
  /** Why there is no text, or why nothing more is known: see `code`. */
  error: SmartContentError | null;
}

export interface CompletionsView {
  /** Newest first. */
  events: readonly Completion[];
  error: SmartContentError | null;
}

export interface NotificationsView {
  /** Newest first. */
  notifications: readonly SmartContentNotificationFragment[];
  unreadCount: number;
  /** Until the first answer. */
  loading: boolean;
  error: SmartContentError | null;
}

export interface NotificationsStore extends Store<NotificationsView> {
  /** Marks everything up to this cursor as read; by default up to the newest notification. */
  markRead(upTo?: string): Promise<void>;
}

/** A job's text and status while somebody listens. */
export function jobStore(source: SmartContentSource, id: string): Store<JobView> {
  const initial: JobView = { status: null, text: '', attempt: 0, job: null, error: null };
  return whileListenedTo(initial, (store, isStopped) => {
    const change = (part: Partial<JobView>) => {
      if (!isStopped()) store.set({ ...store.get(), ...part });
    };
    const handle = source.job(id);
    const states = handle.progress[Symbol.asyncIterator]();
    const read = async () => {
      for (let state = await states.next(); !state.done; state = await states.next()) {
        const { status, whole, attempt } = state.value;
        change({ status, text: whole, attempt, error: null });
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
  /** The cursor of the last event that is known; without it, new events only. */
  after?: string;
  /** How many events `events` has at most; 100 by default. */
  keep?: number;
  /** Called with each event once, for example to update the cache of Apollo or urql. */
  onEvent?: (event: Completion) => void;
}

/** Completions while somebody listens. One that listens again continues after the last event. */
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

/** The newest notifications, kept up to date by completions while somebody listens. */
export function notificationsStore(source: SmartContentSource, { first = 20 } = {}): NotificationsStore {
  const initial: NotificationsView = { notifications: [], unreadCount: 0, loading: true, error: null };
  let set: (part: Partial<NotificationsView>) => void = () => {};
  const store = whileListenedTo(initial, (inner, isStopped) => {
    let stop = () => {};
    set = (part) => {
      if (!isStopped()) inner.set({ ...inner.get(), ...part });
    };
    const fail = (error: SmartContentError) => set({ error, loading: false });
    source.request(NotificationsDocument, { first }).then(({ me, notifications: { edges } }) => {
      if (isStopped()) return;
      const notifications = edges.map(({ node }) => node);
      set({ notifications, unreadCount: me.unreadCount, loading: false, error: null });
      // It starts where the list ends: nothing between the two requests is missed.
      stop = forEachEvent(source, notifications[0]?.cursor ?? '0', {
        next(event) {
          const known = inner.get();
          const isCounted = Number(event.cursor) <= Number(me.eventCursor);
          set({
            notifications: [{ ...event, read: false }, ...known.notifications].slice(0, first),
            unreadCount: known.unreadCount + (isCounted ? 0 : 1),
          });
        },
        error: fail,
      });
    }, fail);
    return () => stop();
  });

  return {
    ...store,
    async markRead(upTo = store.get().notifications[0]?.cursor) {
      if (upTo === undefined) return;
      const { markNotificationsRead } = await source.request(MarkNotificationsReadDocument, { upTo });
      const notifications = store
        .get()
        .notifications.map((one) => (Number(one.cursor) <= Number(upTo) ? { ...one, read: true } : one));
      set({ notifications, unreadCount: markNotificationsRead.unreadCount });
    },
  };
}

interface EventListener {
  next(event: Completion): void;
  error(error: SmartContentError): void;
}

function forEachEvent(
  source: SmartContentSource,
  after: string | undefined,
  { next, error }: EventListener,
): () => void {
  const events = source.completions(after === undefined ? {} : { after });
  const read = async () => {
    for await (const event of events) next(event);
  };
  read().catch((cause: unknown) =>
    error(
      cause instanceof SmartContentError ? cause : new SmartContentError('UNKNOWN', String(cause), { cause }),
    ),
  );
  return () => void events.return?.();
}

/** A store that works from its first listener to its last. */
function whileListenedTo<T>(
  initial: T,
  start: (store: WritableStore<T>, isStopped: () => boolean) => () => void,
): Store<T> {
  const store = createStore(initial);
  let listeners = 0;
  let end = () => {};
  return {
    get: store.get,
    subscribe(listener) {
      const unsubscribe = store.subscribe(listener);
      if (listeners++ === 0) {
        let stopped = false;
        const stop = start(store, () => stopped);
        end = () => {
          stopped = true;
          stop();
        };
      }
      let listening = true;
      return () => {
        if (!listening) return;
        listening = false;
        unsubscribe();
        if (--listeners === 0) end();
      };
    },
  };
}
