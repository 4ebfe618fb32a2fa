import { createStore } from '../lib/store.js';

/** A sign-in, as all tabs of this browser share it. */
export interface Session {
  token: string;
  refreshToken: string;
  /** When the token ends, by this machine's clock, in milliseconds since the epoch. */
  expiresAt: number;
  /** The server's clock minus this machine's, in milliseconds. */
  clockOffset: number;
  user: { id: string; name: string; email: string };
}

/** What `register`, `login` and `refreshSession` answer with. */
export interface AuthPayload {
  token: string;
  expiresAt: string;
  refreshToken: string;
  user: Session['user'];
}

const KEY = 'session';
/** A token's time is in whole seconds, and came over a network: less than this is no difference, in milliseconds. */
const CLOCK_TOLERANCE_MS = 5_000;

export const session = createStore<Session | null>(readSession());

/** Signed in or refreshed: the newest tokens, for this tab and, through the shared storage, for the others. */
export function keepSession({ token, expiresAt, refreshToken, user }: AuthPayload): Session {
  const apart = issuedAt(token) - Date.now();
  const clockOffset = Math.abs(apart) > CLOCK_TOLERANCE_MS ? apart : 0;
  const kept: Session = {
    token,
    refreshToken,
    expiresAt: Date.parse(expiresAt) - clockOffset,
    clockOffset,
    user: { id: user.id, name: user.name, email: user.email },
  };
  localStorage.setItem(KEY, JSON.stringify(kept));
  session.set(kept);
  return kept;
}

export function dropSession(): void {
  localStorage.removeItem(KEY);
  session.set(null);
}

/** As it is in the storage at this moment, whichever tab wrote it. */
export function readSession(): Session | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as Session | null;
  } catch {
    return null;
  }
}

/** Follows the other tabs: a sign-in, a refresh or a sign-out there holds here too. */
addEventListener('storage', ({ key }) => {
  if (key === KEY || key === null) session.set(readSession());
});

/** The server's time now, in milliseconds since the epoch. */
export const serverNow = (): number => Date.now() + (session.get()?.clockOffset ?? 0);

/** A token says when it was made, by the server's clock: clocks of laptops are wrong more often than one thinks. */
function issuedAt(token: string): number {
  const claims = JSON.parse(atob((token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/'))) as {
    iat: number;
  };
  return claims.iat * 1_000;
}
