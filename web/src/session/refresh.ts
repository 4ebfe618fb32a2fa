import { graphql } from '../gql/index.js';
import { type Answer, post } from '../lib/http.js';
import { timing } from '../lib/timing.js';
import {
  dropSession,
  keepSession,
  readSession,
  type Session,
  session,
  storedRefreshToken,
} from './session.js';

const RefreshSession = graphql(`
  mutation RefreshSession($refreshToken: String) {
    refreshSession(refreshToken: $refreshToken) { expiresAt user { id name email } }
  }
`);

export const endsSoon = ({ expiresAt }: Session): boolean => expiresAt - Date.now() < timing.tokenMargin;

/**
 * Gets the next tokens, in cookies, after a token has expired or was rejected. Tabs take a lock: the second tab uses
 * the first one's result.
 * @param stale `renewedAt` of the session whose token that was
 * @returns null if the session has ended; then every tab drops it
 * @throws if the server is unreachable; the session is kept
 */
export function refresh(stale: number): Promise<Session | null> {
  return oneTabAtATime(async () => {
    const kept = readSession();
    if (!kept || kept.renewedAt !== stale) {
      session.set(kept);
      return kept;
    }
    const { data, errors } = await nextTokens();
    if (data?.refreshSession) return keepSession(data.refreshSession);
    if (isUnauthenticated(errors)) {
      dropSession();
      return null;
    }
    throw new Error(errors?.[0]?.message ?? 'The session could not be refreshed.');
  });
}

/**
 * By the cookie; a token that a version before cookies has stored is exchanged for cookies. The cookie comes first: the
 * page may have been closed between that exchange and the removal of the stored token, which is valid once.
 */
async function nextTokens() {
  const answer = await post(RefreshSession, {});
  const refreshToken = storedRefreshToken();
  return refreshToken && isUnauthenticated(answer.errors) ? post(RefreshSession, { refreshToken }) : answer;
}

const isUnauthenticated = (errors: Answer<unknown>['errors']) =>
  errors?.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED') === true;

/** The session with a token that does not expire soon. @throws as `refresh` */
export async function freshSession(): Promise<Session | null> {
  const kept = readSession();
  return kept && endsSoon(kept) ? refresh(kept.renewedAt) : kept;
}

let turn: Promise<unknown> = Promise.resolve();

/** Web Locks exist over HTTPS and on localhost only. Elsewhere only calls within a tab are serialized. */
function oneTabAtATime<T>(work: () => Promise<T>): Promise<T> {
  if ('locks' in navigator) return navigator.locks.request('session-refresh', work) as Promise<T>;
  const result = turn.then(work);
  turn = result.catch(() => {});
  return result;
}
