import { createMethodMiddlewareDecorator } from 'type-graphql';
import type { LimitedAction, RequestLimits } from './rate-limits.js';

interface LimitedContext {
  viewer: { id: string } | null;
  limits: RequestLimits;
}

/** Counts a resolver's calls against a rate limit before it runs. An `input.email`, or who is signed in, names the account. */
export function RateLimited(action: LimitedAction): MethodDecorator {
  return createMethodMiddlewareDecorator<LimitedContext>(async ({ args, context }, next) => {
    const email: unknown = (args as { input?: { email?: unknown } }).input?.email;
    const account =
      action === 'password' ? context.viewer?.id : typeof email === 'string' ? email : undefined;
    await context.limits.take(action, account);
    const result = await next();
    if ((action === 'login' || action === 'password') && account !== undefined)
      await context.limits.signedIn(account);
    return result;
  });
}
