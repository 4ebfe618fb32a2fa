import { createMethodMiddlewareDecorator } from 'type-graphql';
import { declareRateLimit, type RateLimit, type RequestLimits } from './rate-limits.js';

interface LimitedContext {
  limits: RequestLimits;
}

/** What a field counts before it runs, in this order. */
export type FieldLimits<Context = never> = readonly FieldLimit<Context>[];

interface FieldLimit<Context> extends RateLimit {
  /** What is counted: the signed-in user (or the address), the address, or an account that the call names. */
  per: 'caller' | 'address' | ((args: never, context: Context) => string);
}

/**
 * Counts a resolver's calls against rate limits before it runs, and resets those that say so after it has succeeded.
 * @throws RATE_LIMITED
 */
export function RateLimited<Context>(fieldLimits: FieldLimits<Context>): MethodDecorator {
  for (const limit of fieldLimits) declareRateLimit(limit);
  return createMethodMiddlewareDecorator<Context & LimitedContext>(async ({ args, context }, next) => {
    const { limits } = context;
    const counted = fieldLimits.map((limit) => ({
      limit,
      key: typeof limit.per === 'function' ? { account: limit.per(args as never, context) } : limit.per,
    }));
    for (const { limit, key } of counted) await limits.take(limit, key);
    const result = await next();
    for (const { limit, key } of counted) if (limit.resetOnSuccess) await limits.reset(limit, key);
    return result;
  });
}
