import { forbidden, unauthenticated } from '../graphql/errors.js';
import { viewerOf } from '../modules/auth/auth-checker.js';
import { UserRole } from '../modules/auth/user.model.js';
import { type ContextDeps, createContext, type Incoming } from './context.js';

/**
 * The administrator who sent a request outside GraphQL, by the rules of `@Authorized(UserRole.ADMIN)`: the session is
 * active, and the account has the role now. Counts the request.
 * @throws UNAUTHENTICATED, FORBIDDEN, RATE_LIMITED
 */
export async function administratorOf(deps: ContextDeps, incoming: Incoming): Promise<string> {
  const context = await createContext(deps, incoming);
  const { id, sessionId } = viewerOf(context);
  if (!(await context.auth.isLive({ userId: id, sessionId }))) throw unauthenticated();
  if (!(await context.auth.hasRole(id, [UserRole.ADMIN]))) throw forbidden();
  return id;
}
