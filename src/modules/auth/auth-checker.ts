import type { AuthCheckerFn } from 'type-graphql';
import { forbidden, forbiddenToTokens, unauthenticated } from '../../graphql/errors.js';
import type { Viewer } from './auth.service.js';
import type { AuthContext } from './auth-context.js';
import type { UserRole } from './user.model.js';

/** `@Authorized(SESSION)`: for fields that manage the account. Access tokens are refused. */
export const SESSION = 'SESSION';

/**
 * Decides `@Authorized()`: the viewer's session must be active, and with `@Authorized(UserRole.ADMIN)` the account must
 * have the role now. Both are checked at each event of a subscription as well. An access token is accepted only for
 * `@Authorized()` without arguments.
 */
export const authChecker: AuthCheckerFn<AuthContext, UserRole | typeof SESSION> = async (
  { context },
  needs,
) => {
  const { id, sessionId, access } = viewerOf(context);
  const live = await context.auth.isLive({ userId: id, sessionId, ...(access && { access }) });
  if (!live) throw unauthenticated();
  if (access && needs.length > 0) throw forbiddenToTokens();
  const roles = needs.filter((need) => need !== SESSION);
  if (roles.length > 0 && !(await context.auth.hasRole(id, roles))) throw forbidden();
  return true;
};

/** The viewer of an authorized field. @throws UNAUTHENTICATED for an anonymous request or an expired token */
export function viewerOf({ viewer }: AuthContext): Viewer {
  if (!viewer || viewer.expiresAt.getTime() <= Date.now()) throw unauthenticated();
  return viewer;
}
