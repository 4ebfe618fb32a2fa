import {
  createContext,
  createElement,
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react';
import type { TypedDocument } from './document.js';
import type { JobOptions } from './job.js';
import type { SmartContentSource } from './listening.js';
import {
  type Marked,
  type NotificationListener,
  type NotificationsStore,
  type NotificationsView,
  notificationsStore,
} from './notifications-store.js';
import type { Store } from './store.js';
import {
  type CompletionsStoreOptions,
  type CompletionsView,
  completionsStore,
  type EventsStoreOptions,
  type EventsView,
  eventsStore,
  type JobView,
  jobStore,
} from './stores.js';

export type {
  CompletionsView,
  EventsView,
  JobView,
  Marked,
  NotificationListener,
  NotificationsStore,
  NotificationsView,
  SmartContentSource,
};
export { completionsStore, eventsStore, jobStore, notificationsStore };

const SourceContext = createContext<SmartContentSource | null>(null);

/** Gives the hooks below it their client: what `createSmartContent` returns. */
export function SmartContentProvider(props: {
  client: SmartContentSource;
  children?: ReactNode;
}): ReactElement {
  return createElement(SourceContext.Provider, { value: props.client }, props.children);
}

export function useSmartContent(): SmartContentSource {
  const source = useContext(SourceContext);
  if (!source) throw new Error('There is no SmartContentProvider above this component.');
  return source;
}

/** The value of any store of this package; renders again when it changes. */
export const useStore = <T>(store: Store<T>): T =>
  useSyncExternalStore(store.subscribe, store.get, store.get);

/** The latest value that a component was given, for callbacks that outlive a rendering. */
function useNewest<T>(value: T): { readonly current: T } {
  const newest = useRef(value);
  useEffect(() => {
    newest.current = value;
  });
  return newest;
}

/**
 * A job with its text while it is written.
 * @param id null follows nothing, for example while it is known that the job has ended
 * @param run start again with the next run of the job, after `retryJob`
 */
export function useJob(id: string | null, run = 1, { estimates = false }: JobOptions = {}): JobView {
  const source = useSmartContent();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run is another store
  const store = useMemo(() => jobStore(source, id, { estimates }), [source, id, run, estimates]);
  return useStore(store);
}

/** Completions as they happen, newest first, while the component is shown. */
export function useCompletions({ after, keep, onEvent }: CompletionsStoreOptions = {}): CompletionsView {
  const source = useSmartContent();
  const newest = useNewest(onEvent);
  const store = useMemo(
    () =>
      completionsStore(source, {
        ...(after !== undefined && { after }),
        ...(keep !== undefined && { keep }),
        onEvent: (event) => newest.current?.(event),
      }),
    [source, after, keep, newest],
  );
  return useStore(store);
}

/**
 * A subscription while the component is shown: returns its latest message, and passes each one to `onEvent`. With
 * `after`, each event is passed once and in order: see `subscribe` of the client.
 * @param variables null follows nothing
 */
export function useEvents<Result, Variables extends Record<string, unknown>>(
  document: TypedDocument<Result, Variables>,
  variables: Variables | null,
  { after, onEvent, onGap }: EventsStoreOptions<Result> = {},
): EventsView<Result> {
  const source = useSmartContent();
  const newest = useNewest({ onEvent, onGap });
  const key = JSON.stringify(variables);
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal variables are the same subscription
  const store = useMemo(
    () =>
      eventsStore(source, document, variables, {
        ...(after !== undefined && { after }),
        onEvent: (event) => newest.current.onEvent?.(event),
        onGap: () => newest.current.onGap?.(),
      }),
    [source, document, key, after, newest],
  );
  return useStore(store);
}

/** One list for all components that show as many notifications of a client. */
const notificationsOf = new WeakMap<SmartContentSource, Map<number, NotificationsStore>>();

function sharedNotifications(source: SmartContentSource, first: number): NotificationsStore {
  const stores = notificationsOf.get(source) ?? new Map<number, NotificationsStore>();
  notificationsOf.set(source, stores);
  const store = stores.get(first) ?? notificationsStore(source, { first });
  stores.set(first, store);
  return store;
}

/**
 * The newest notifications with their number of unread ones, kept up to date. Components with the same `first` share one
 * list and one subscription; `onEvent` is called with each event that joins it.
 */
export function useNotifications({
  first = 20,
  onEvent,
}: {
  first?: number;
  onEvent?: NotificationListener;
} = {}): NotificationsView & Pick<NotificationsStore, 'markRead' | 'noteRead'> {
  const source = useSmartContent();
  const store = sharedNotifications(source, first);
  const newest = useNewest(onEvent);
  useEffect(() => store.onEvent((event, view) => newest.current?.(event, view)), [store, newest]);
  const { markRead, noteRead } = store;
  return { ...useStore(store), markRead, noteRead };
}
