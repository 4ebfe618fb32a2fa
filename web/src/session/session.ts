import { createStore } from '../lib/store.js';

/** A session, shared by all tabs of this browser. */
export interface Session {
  token: string;
  refreshToken: string;
  /** When the token expires, by this machine's clock, in milliseconds since the epoch. */
  expiresAt: number;
  /** The server's clock minus this machine's, in milliseconds. */
  clockOffset: number;
  user: { id: string; name: string; email: string };
}

/** The response of `register`, `login` and `refreshSession`. */
export interface AuthPayload {
  token: string;
  expiresAt: string;
  refreshToken: string;
  user: Session['user'];
}

const KEY = 'session';
/** A smaller difference of clocks is ignored, in milliseconds: a token's time has whole seconds and network latency. */
const CLOCK_TOLERANCE_MS = 5_000;

export const session = createStore<Session | null>(readSession());

/** Stores new tokens for this tab and, through the shared storage, for the others. */
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

/** Reads the current session from the storage, whichever tab wrote it. */
export function readSession(): Session | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as Session | null;
  } catch {
    return null;
  }
}

/** Applies sign-ins, refreshes and sign-outs of other tabs. */
addEventListener('storage', ({ key }) => {
  if (key === KEY || key === null) session.set(readSession());
});

/** The server's time now, in milliseconds since the epoch. */
export const serverNow = (): number => Date.now() + (session.get()?.clockOffset ?? 0);

/** A token contains its creation time by the server's clock, which corrects a wrong local clock. */
function issuedAt(token: string): number {
  const claims = JSON.parse(atob((token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/'))) as {
    iat: number;
  };
  return claims.iat * 1_000;
}
