import { SmartContentError } from './errors.js';
import { type FollowOptions, follow } from './follow.js';

export interface FollowEventsOptions<Data>
  extends Pick<FollowOptions<Data>, 'socket' | 'query' | 'completes' | 'end'> {
  variables: Record<string, unknown>;
  /**
   * The cursor of the last known event; null uses the default start of the subscription. Without it, messages need no
   * cursor, and the subscription is sent unchanged.
   */
  after: string | null | undefined;
  /** Called with each event, once and in order. */
  next(data: Data): void;
  /** Called if events may be missing, because the subscription was sent again before its first event. */
  onGap?: (() => void) | undefined;
}

/** Later by number. Cursors are integers without leading zeros, and may exceed the safe ones. */
export const isLater = (one: string, other: string) =>
  one.length === other.length ? one > other : one.length > other.length;

/**
 * Follows a subscription whose events have cursors, over any number of connections. After a reconnection it continues
 * after the last event. Repeated events are dropped by their cursor.
 * @returns the function that ends it
 */
export function followEvents<Data extends object>(options: FollowEventsOptions<Data>): () => void {
  const { variables, next, onGap, ...others } = options;
  let last = options.after;
  let sent: string | undefined;
  return follow<Data>({
    ...others,
    variables(sending) {
      // Later: this is called while the message is made.
      if (sent !== undefined && sent !== sending && last === null && onGap) setTimeout(onGap);
      sent = sending;
      return last == null ? variables : { ...variables, after: last };
    },
    next(data) {
      if (last !== undefined) {
        const [event] = Object.values(data) as ({ cursor?: unknown } | null)[];
        const cursor = event?.cursor;
        if (typeof cursor !== 'string') return lacks('does not select `cursor`');
        if (last !== null && !isLater(cursor, last)) return false;
        last = cursor;
      }
      next(data);
      return false;
    },
  });
}

/** Why a document cannot be followed by cursor; undefined if it can. */
export const faultOf = (query: string): SmartContentError | undefined =>
  /\$after\b/.test(query) ? undefined : lacks('has no variable `$after`');

const lacks = (what: string) =>
  new SmartContentError(
    'BAD_DOCUMENT',
    `The subscription ${what}, so it cannot continue after its last event.`,
  );
