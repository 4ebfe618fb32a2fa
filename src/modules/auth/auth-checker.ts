import type { AuthCheckerFn } from 'type-graphql';
import { unauthenticated } from '../../graphql/errors.js';
import type { Viewer } from './auth.service.js';
import type { AuthContext } from './auth-context.js';

/** Decides `@Authorized()`: the viewer's session must be active, at each event of a subscription as well. */
export const authChecker: AuthCheckerFn<AuthContext> = async ({ context }) => {
  const { id, sessionId } = viewerOf(context);
  if (!(await context.auth.isLive({ userId: id, sessionId }))) throw unauthenticated();
  return true;
};

/** The viewer of an authorized field. @throws UNAUTHENTICATED for an anonymous request or an expired token */
export function viewerOf({ viewer }: AuthContext): Viewer {
  if (!viewer || viewer.expiresAt.getTime() <= Date.now()) throw unauthenticated();
  return viewer;
}
