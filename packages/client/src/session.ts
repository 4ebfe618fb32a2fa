import { ApiError } from './errors.js';

/** The caller's token, and how it is replaced. */
export interface Session {
  /** The token to send; null for an anonymous request. Waits for a refresh in progress. */
  token(): Promise<string | null>;
  /**
   * Gets the next token in place of one that the API rejected. Concurrent calls share one refresh.
   * @returns null if the session has ended
   * @throws the error of `refresh`: the session may continue
   */
  replace(rejected: string | null): Promise<string | null>;
}

export interface SessionOptions {
  /** The token, or a function that returns the newest one. */
  token?: string | null | (() => string | null | Promise<string | null>);
  /**
   * Called when there is no token, and when the API rejects it as expired: returns the next one, or null if the session
   * has ended. Called again later if it throws. `rejected` is the token to replace, or null.
   */
  refresh?: (rejected: string | null) => Promise<string | null>;
  /**
   * How the session reaches the API. With `cookie` the browser sends it, and no script can read it. `token` then
   * returns a value that identifies the browser's cookies, for example the time of their last refresh; it is not sent.
   * `bearer` by default.
   */
  transport?: 'bearer' | 'cookie';
}

export function createSession({ token, refresh }: SessionOptions): Session {
  /** The last refresh: the value of `token` after it, and its result, which is null if the session has ended. */
  let last: { given: string | null; next: string | null } | undefined;
  /** Tokens that the API rejected and that were not replaced. */
  const ended = new Set<string>();
  let pending: Promise<string | null> | undefined;

  const given = async () => (typeof token === 'function' ? token() : (token ?? null));

  async function present(): Promise<string | null> {
    const now = await given();
    // A token that differs from the refreshed one is newer: another tab has refreshed it, or the user has signed in.
    const known = last?.given === now ? last.next : now;
    return known !== null && ended.has(known) ? null : known;
  }

  async function next(rejected: string | null): Promise<string | null> {
    // Another tab may have replaced it already.
    const known = await present();
    if (known !== null && known !== rejected) return known;
    if (last?.next === null && last.given === (await given())) return null;
    const result = refresh ? await refresh(rejected) : null;
    last = { given: await given(), next: result };
    if (rejected !== null) ended.add(rejected);
    return result;
  }

  return {
    async token() {
      if (pending) return pending;
      const known = await present();
      return known === null && refresh ? this.replace(null) : known;
    },
    replace(rejected) {
      pending ??= next(rejected).finally(() => {
        pending = undefined;
      });
      return pending;
    },
  };
}

/** Whether the API refused the token of a request. */
export const isUnauthenticated = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'UNAUTHENTICATED';
