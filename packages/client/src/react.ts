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
import type { Store } from './store.js';
import {
  type CompletionsStoreOptions,
  type CompletionsView,
  completionsStore,
  type JobView,
  jobStore,
  type NotificationsStore,
  type NotificationsView,
  notificationsStore,
  type SmartContentSource,
} from './stores.js';

export type { CompletionsView, JobView, NotificationsView, SmartContentSource };
export { completionsStore, jobStore, notificationsStore };

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

/**
 * A job with its text while it is written.
 * @param run start again with the next run of the job, after `retryJob`
 */
export function useJob(id: string, run = 1): JobView {
  const source = useSmartContent();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run is another store
  const store = useMemo(() => jobStore(source, id), [source, id, run]);
  return useStore(store);
}

/** Completions as they happen, newest first, while the component is shown. */
export function useCompletions({ after, keep, onEvent }: CompletionsStoreOptions = {}): CompletionsView {
  const source = useSmartContent();
  const newest = useRef(onEvent);
  useEffect(() => {
    newest.current = onEvent;
  });
  const store = useMemo(
    () =>
      completionsStore(source, {
        ...(after !== undefined && { after }),
        ...(keep !== undefined && { keep }),
        onEvent: (event) => newest.current?.(event),
      }),
    [source, after, keep],
  );
  return useStore(store);
}

/** The newest notifications with their number of unread ones, kept up to date. */
export function useNotifications({
  first = 20,
} = {}): NotificationsView & Pick<NotificationsStore, 'markRead'> {
  const source = useSmartContent();
  const store = useMemo(() => notificationsStore(source, { first }), [source, first]);
  return { ...useStore(store), markRead: store.markRead };
}
