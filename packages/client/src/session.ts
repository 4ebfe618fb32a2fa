import { ApiError } from './errors.js';

/** The caller's token, and how it is replaced. */
export interface Session {
  /** The token to send; null for an anonymous request. Waits for a refresh that is under way. */
  token(): Promise<string | null>;
  /**
   * Gets the next token in place of one that the API rejected. Calls at the same time share one refresh.
   * @returns null if there is none: the session is over
   * @throws what `refresh` threw: the session may go on
   */
  replace(rejected: string | null): Promise<string | null>;
}

export interface SessionOptions {
  /** The token, or a function that returns the newest one. */
  token?: string | null | (() => string | null | Promise<string | null>);
  /**
   * Called when there is no token, and when the API rejects it as expired: returns the next one, or null when the
   * session is over. Called again later if it throws.
   */
  refresh?: () => Promise<string | null>;
}

export function createSession({ token, refresh }: SessionOptions): Session {
  /** The result of the last refresh. */
  let refreshed: string | null = null;
  /** Tokens that the API rejected, and that nothing replaced. */
  const ended = new Set<string>();
  let over = false;
  let pending: Promise<string | null> | undefined;

  async function present(): Promise<string | null> {
    const known = refreshed ?? (typeof token === 'function' ? await token() : (token ?? null));
    return known !== null && ended.has(known) ? null : known;
  }

  async function next(rejected: string | null): Promise<string | null> {
    // Someone else may have replaced it already.
    const known = await present();
    if (known !== null && known !== rejected) return known;
    if (over) return null;
    refreshed = refresh ? await refresh() : null;
    if (rejected !== null) ended.add(rejected);
    over = refreshed === null;
    return refreshed;
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
