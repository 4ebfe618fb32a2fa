import type { SmartContent } from './client.js';
import type { Completion } from './completions.js';
import { SmartContentError } from './errors.js';
import { createStore, type Store, type WritableStore } from './store.js';

/** The part of a client that the stores and hooks use. Only `useEvents` needs `subscribe`. */
export type SmartContentSource = Pick<SmartContent, 'request' | 'job' | 'completions'> &
  Partial<Pick<SmartContent, 'subscribe'>>;

export interface EventListener<Event> {
  next(event: Event): void;
  error(error: SmartContentError): void;
}

/** Calls back with each event. Returns the function that ends it. */
export function forEach<Event>(
  events: AsyncIterableIterator<Event>,
  { next, error }: EventListener<Event>,
): () => void {
  const read = async () => {
    for await (const event of events) next(event);
  };
  read().catch((cause: unknown) => error(asError(cause)));
  return () => void events.return?.();
}

export const forEachEvent = (
  source: SmartContentSource,
  after: string | undefined,
  listener: EventListener<Completion>,
): (() => void) => forEach(source.completions(after === undefined ? {} : { after }), listener);

export const asError = (cause: unknown): SmartContentError =>
  cause instanceof SmartContentError ? cause : new SmartContentError('UNKNOWN', String(cause), { cause });

/** A store that works from its first listener to its last. */
export function whileListenedTo<T>(
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
