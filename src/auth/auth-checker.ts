import type { AuthCheckerFn } from 'type-graphql';
import type { Context } from '../context.js';
import { unauthenticated } from '../errors.js';
import type { Viewer } from './auth.service.js';

/**
 * What `@Authorized()` asks: a viewer whose account is still active. It runs for each event of a subscription too,
 * whose context may be older than the account's status.
 */
export const authChecker: AuthCheckerFn<Context> = async ({ context }) => {
  if (!(await context.auth.isActive(viewerOf(context).id))) throw unauthenticated();
  return true;
};

/** The viewer of an authorized field. @throws UNAUTHENTICATED for an anonymous request or an expired token */
export function viewerOf({ viewer }: Context): Viewer {
  if (!viewer || viewer.expiresAt.getTime() <= Date.now()) throw unauthenticated();
  return viewer;
}
