import { graphql } from '../gql/index.js';
import { post } from '../lib/http.js';
import { dropSession, keepSession, readSession, type Session, session } from './session.js';

const RefreshSession = graphql(`
  mutation RefreshSession($refreshToken: String!) {
    refreshSession(refreshToken: $refreshToken) { token expiresAt refreshToken user { id name email } }
  }
`);

/** A token that ends within this time is refreshed before it is used, in milliseconds. */
const SOON_MS = 5_000;

export const endsSoon = ({ expiresAt }: Session): boolean => expiresAt - Date.now() < SOON_MS;

/**
 * The next token, in place of one that has ended or was refused. A refresh token is good once, so tabs take turns:
 * whoever comes second finds what the first one got.
 * @returns null where the session is over; then it is dropped, in every tab
 * @throws where the server can't be reached; then the session stays as it is
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

/** The session with a token that is good for a while yet. @throws as `refresh` */
export async function freshSession(): Promise<Session | null> {
  const kept = readSession();
  return kept && endsSoon(kept) ? refresh(kept.token) : kept;
}

let turn: Promise<unknown> = Promise.resolve();

/** Web Locks are there over HTTPS and on localhost; elsewhere the tabs of one browser are not kept apart, only calls. */
function oneTabAtATime<T>(work: () => Promise<T>): Promise<T> {
  if ('locks' in navigator) return navigator.locks.request('session-refresh', work) as Promise<T>;
  const result = turn.then(work);
  turn = result.catch(() => {});
  return result;
}
