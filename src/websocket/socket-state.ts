import type { SocketShare } from '../limits/socket-limits.js';

/** Why this server closes a socket: graphql-ws clients stop for good at 4401, and come back at the others. */
export enum CloseCode {
  GoingAway = 1001, // this process ends, another one may be there
  Internal = 1011, // a fault of ours
  TooSlow = 1013, // does not take what it is sent
  InvalidToken = 4401, // forged or malformed: it will never be good
  ExpiredToken = 4403, // expired or revoked: another one may be good
  TooManySockets = 4429, // of this user: clients stop
}

/** setTimeout counts milliseconds in 31 bits; a longer wait is taken in parts. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** A mutation waits this long, in milliseconds, for the subscriptions sent before it on its socket. */
const START_LIMIT_MS = 2_000;

/** What is known of one socket, from its `connection_init` to its end. */
export class SocketState {
  private expiry: NodeJS.Timeout | undefined;
  private end: (() => void) | undefined;
  /** Only while there are any: most of a socket's life there are none. */
  private starting: Map<string, { live: Promise<void>; resolve: () => void }> | undefined;

  /** @param token null for an anonymous connection */
  constructor(
    readonly token: string | null,
    readonly share: SocketShare,
  ) {}

  /** Calls back at the moment when the token expires, unless the socket is gone by then. */
  atExpiry(expiresAt: Date, callback: () => void) {
    const left = expiresAt.getTime() - Date.now();
    this.expiry =
      left > LONGEST_TIMER_MS
        ? setTimeout(() => this.atExpiry(expiresAt, callback), LONGEST_TIMER_MS)
        : setTimeout(callback, Math.max(0, left));
    this.expiry.unref();
  }

  /** Calls back when the socket is gone; the last callback that was given. */
  atEnd(callback: () => void) {
    this.end = callback;
  }

  subscriptionStarts(id: string) {
    const { promise, resolve } = withResolvers();
    this.starting ??= new Map();
    this.starting.set(id, { live: promise, resolve });
  }

  subscriptionStarted(id: string) {
    this.starting?.get(id)?.resolve();
    this.starting?.delete(id);
    if (this.starting?.size === 0) this.starting = undefined;
  }

  /** It never was: whoever waits for it goes on, and it counts no more. */
  subscriptionFailed(id: string) {
    this.subscriptionStarted(id);
    this.share.unsubscribe(id);
  }

  /** Resolves when every subscription sent so far is live, or could not be made. */
  async subscriptionsLive(): Promise<void> {
    if (!this.starting) return;
    const limit = withResolvers();
    const timer = setTimeout(limit.resolve, START_LIMIT_MS);
    await Promise.race([limit.promise, Promise.all([...this.starting.values()].map(({ live }) => live))]);
    clearTimeout(timer);
  }

  dispose() {
    clearTimeout(this.expiry);
    this.share.release();
    this.end?.();
    for (const { resolve } of this.starting?.values() ?? []) resolve();
    this.starting = undefined;
  }
}

function withResolvers() {
  let resolve!: () => void;
  const promise = new Promise<void>((resolvePromise) => {
    resolve = resolvePromise;
  });
  return { promise, resolve };
}
