import { callAt } from '../infra/call-at.js';
import type { SocketShare } from '../limits/socket-limits.js';

/** Why this server closes a socket. graphql-ws clients reconnect on all but 4401 and 4429. */
export enum CloseCode {
  GoingAway = 1001, // this process shuts down
  Internal = 1011, // a fault of the server
  TooSlow = 1013, // reads more slowly than it is sent to
  InvalidToken = 4401, // forged or malformed
  ExpiredToken = 4403, // expired or revoked: a new token may be accepted
  TooManySockets = 4429, // of this user
}

/** A mutation waits this long, in milliseconds, for the subscriptions sent before it on its socket. */
const START_LIMIT_MS = 2_000;

/** The state of one socket, from its `connection_init` to its close. */
export class SocketState {
  private cancelExpiry: (() => void) | undefined;
  private end: (() => void) | undefined;
  /** Undefined while no subscription is starting, to save memory. */
  private starting: Map<string, { live: Promise<void>; resolve: () => void }> | undefined;

  /** @param token null for an anonymous connection */
  constructor(
    readonly token: string | null,
    readonly share: SocketShare,
  ) {}

  /** Calls back at the moment when the token expires, unless the socket is gone by then. */
  atExpiry(expiresAt: Date, callback: () => void) {
    this.cancelExpiry = callAt(expiresAt, callback);
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

  /** The subscription could not start: it no longer counts, and nothing waits for it. */
  subscriptionFailed(id: string) {
    this.subscriptionStarted(id);
    this.share.unsubscribe(id);
  }

  /** Resolves when every subscription sent so far is live or has failed. */
  async subscriptionsLive(): Promise<void> {
    if (!this.starting) return;
    const limit = withResolvers();
    const timer = setTimeout(limit.resolve, START_LIMIT_MS);
    await Promise.race([limit.promise, Promise.all([...this.starting.values()].map(({ live }) => live))]);
    clearTimeout(timer);
  }

  dispose() {
    this.cancelExpiry?.();
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
