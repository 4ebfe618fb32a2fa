import type { AuthCheckerFn } from 'type-graphql';
import { unauthenticated } from '../../graphql/errors.js';
import type { Viewer } from './auth.service.js';
import type { AuthContext } from './auth-context.js';

/** What `@Authorized()` asks: a viewer whose session is still on. */
export const authChecker: AuthCheckerFn<AuthContext> = async ({ context }) => {
  if (!(await isSignedIn(context))) throw unauthenticated();
  return true;
};

/**
 * The same for each event of a subscription, whose context may be older than the session's end. At once where the state
 * of the session is known, which it is while its socket is open.
 * @throws UNAUTHENTICATED
 */
export function whileSignedIn<T>(context: AuthContext, value: T): T | Promise<T> {
  const signedIn = isSignedIn(context);
  if (signedIn === true) return value;
  return Promise.resolve(signedIn).then((known) => {
    if (!known) throw unauthenticated();
    return value;
  });
}

function isSignedIn(context: AuthContext): boolean | Promise<boolean> {
  const { id, sessionId } = viewerOf(context);
  return context.auth.isLive({ userId: id, sessionId });
}

/** The viewer of an authorized field. @throws UNAUTHENTICATED for an anonymous request or an expired token */
export function viewerOf({ viewer }: AuthContext): Viewer {
  if (!viewer || viewer.expiresAt.getTime() <= Date.now()) throw unauthenticated();
  return viewer;
}
