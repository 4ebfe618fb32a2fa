import type { AuthCheckerFn } from 'type-graphql';
import type { Context } from '../context.js';
import { unauthenticated } from '../errors.js';
import type { Viewer } from './auth.service.js';

/**
 * What `@Authorized()` asks: a viewer whose session is still on. It runs for each event of a subscription too, whose
 * context may be older than the session's end.
 */
export const authChecker: AuthCheckerFn<Context> = async ({ context }) => {
  const { id, sessionId } = viewerOf(context);
  if (!(await context.auth.isLive({ userId: id, sessionId }))) throw unauthenticated();
  return true;
};

/** The viewer of an authorized field. @throws UNAUTHENTICATED for an anonymous request or an expired token */
export function viewerOf({ viewer }: Context): Viewer {
  if (!viewer || viewer.expiresAt.getTime() <= Date.now()) throw unauthenticated();
  return viewer;
}
