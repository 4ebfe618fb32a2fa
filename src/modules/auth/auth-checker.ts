import type { AuthCheckerFn } from 'type-graphql';
import { forbidden, unauthenticated } from '../../graphql/errors.js';
import type { Viewer } from './auth.service.js';
import type { AuthContext } from './auth-context.js';
import type { UserRole } from './user.model.js';

/**
 * Decides `@Authorized()`: the viewer's session must be active, and with `@Authorized(UserRole.ADMIN)` the account must
 * have the role now. Both are asked at each event of a subscription as well.
 */
export const authChecker: AuthCheckerFn<AuthContext, UserRole> = async ({ context }, roles) => {
  const { id, sessionId } = viewerOf(context);
  if (!(await context.auth.isLive({ userId: id, sessionId }))) throw unauthenticated();
  if (roles.length > 0 && !(await context.auth.hasRole(id, roles))) throw forbidden();
  return true;
};

/** The viewer of an authorized field. @throws UNAUTHENTICATED for an anonymous request or an expired token */
export function viewerOf({ viewer }: AuthContext): Viewer {
  if (!viewer || viewer.expiresAt.getTime() <= Date.now()) throw unauthenticated();
  return viewer;
}
