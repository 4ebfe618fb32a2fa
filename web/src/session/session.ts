import { createStore } from '@smart-content/client';
import { serverClockOffset } from '../lib/server-clock.js';

/** The session, as all tabs of this browser share it. Its tokens are in cookies, which no script can read. */
export interface Session {
  /** When the token expires, by this machine's clock, in milliseconds since the epoch. */
  expiresAt: number;
  /** When the tokens were received, by this machine's clock. It identifies a pair of tokens. */
  renewedAt: number;
  /** The server's clock minus this machine's, in milliseconds. */
  clockOffset: number;
  user: { id: string; name: string; email: string };
}

/** The response of `register`, `login` and `refreshSession`. */
export interface AuthPayload {
  expiresAt: string;
  user: Session['user'];
}

const KEY = 'session';
/** Set if a sign-out did not reach the server, which alone can remove the cookies. */
const SIGN_OUT = 'sign-out';

export const session = createStore<Session | null>(readSession());

/**
 * Stores the data that scripts can't read from the cookies, for this tab and, through the shared storage, for the
 * others.
 */
export function keepSession({ expiresAt, user }: AuthPayload): Session {
  const clockOffset = serverClockOffset();
  const kept: Session = {
    expiresAt: Date.parse(expiresAt) - clockOffset,
    renewedAt: Date.now(),
    clockOffset,
    user: { id: user.id, name: user.name, email: user.email },
  };
  localStorage.setItem(KEY, JSON.stringify(kept));
  localStorage.removeItem(SIGN_OUT);
  session.set(kept);
  return kept;
}

/** Stores a changed name or email. */
export function keepUser({ id, name, email }: Session['user']): void {
  const kept = readSession();
  if (kept?.user.id !== id) return;
  const changed = { ...kept, user: { id, name, email } };
  localStorage.setItem(KEY, JSON.stringify(changed));
  session.set(changed);
}

export function dropSession(): void {
  localStorage.removeItem(KEY);
  session.set(null);
}

/** Reads the current session from the storage, whichever tab wrote it. */
export function readSession(): Session | null {
  const stored = readStorage();
  if (!stored) return null;
  const { user, clockOffset } = stored;
  // Its tokens are exchanged for cookies before anything else.
  if (stored.refreshToken) return { user, clockOffset, expiresAt: 0, renewedAt: 0 };
  return { user, clockOffset, expiresAt: stored.expiresAt, renewedAt: stored.renewedAt };
}

/** The refresh token that a version before cookies has stored, until it is exchanged. */
export const storedRefreshToken = (): string | undefined => readStorage()?.refreshToken;

function readStorage(): (Session & { refreshToken?: string }) | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null');
  } catch {
    return null;
  }
}

/** Stores that a sign-out must still be sent to the server. */
export const oweSignOut = (): void => localStorage.setItem(SIGN_OUT, 'owed');
export const signOutPaid = (): void => localStorage.removeItem(SIGN_OUT);
export const signOutOwed = (): boolean => localStorage.getItem(SIGN_OUT) !== null;

/** Applies sign-ins, refreshes and sign-outs of other tabs. */
addEventListener('storage', ({ key }) => {
  if (key === KEY || key === null) session.set(readSession());
});

/** The server's time now, in milliseconds since the epoch. */
export const serverNow = (): number => Date.now() + (session.get()?.clockOffset ?? 0);
