import { graphql } from '../gql/index.js';
import { post } from '../lib/http.js';
import { timing } from '../lib/timing.js';
import { dropSession, keepSession, readSession, type Session, session } from './session.js';

const RefreshSession = graphql(`
  mutation RefreshSession($refreshToken: String!) {
    refreshSession(refreshToken: $refreshToken) { token expiresAt refreshToken user { id name email } }
  }
`);

export const endsSoon = ({ expiresAt }: Session): boolean => expiresAt - Date.now() < timing.tokenMargin;

/**
 * Returns the next token after one has expired or was rejected. A refresh token is valid once, so tabs take a lock:
 * the second tab finds the first one's result.
 * @returns null if the session has ended; then every tab drops it
 * @throws if the server is unreachable; the session is kept
 */
export function refresh(stale: string): Promise<Session | null> {
  return oneTabAtATime(async () => {
    const kept = readSession();
    if (!kept || kept.token !== stale) {
      session.set(kept);
      return kept;
    }
    const { data, errors } = await post(RefreshSession, { refreshToken: kept.refreshToken });
    if (data?.refreshSession) return keepSession(data.refreshSession);
    if (errors?.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED')) {
      dropSession();
      return null;
    }
    throw new Error(errors?.[0]?.message ?? 'The session could not be refreshed.');
  });
}

/** The session with a token that does not expire soon. @throws as `refresh` */
export async function freshSession(): Promise<Session | null> {
  const kept = readSession();
  return kept && endsSoon(kept) ? refresh(kept.token) : kept;
}

let turn: Promise<unknown> = Promise.resolve();

/** Web Locks exist over HTTPS and on localhost only. Elsewhere only calls within a tab are serialized. */
function oneTabAtATime<T>(work: () => Promise<T>): Promise<T> {
  if ('locks' in navigator) return navigator.locks.request('session-refresh', work) as Promise<T>;
  const result = turn.then(work);
  turn = result.catch(() => {});
  return result;
}
