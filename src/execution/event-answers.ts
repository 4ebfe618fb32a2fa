import type { GraphQLSchema } from 'graphql';
import { whileSignedIn } from '../modules/auth/auth-checker.js';
import type { Context } from './context.js';

/**
 * Has events answered as their resolvers do, without what type-graphql does around a resolver: for each event it would
 * convert and validate the arguments anew, in some fifteen promises, all of which was done when the subscription began.
 * What stays is the session, which is looked at for each event.
 */
export function answerEvents(schema: GraphQLSchema, resolvers: object[]) {
  for (const [name, field] of Object.entries(schema.getSubscriptionType()?.getFields() ?? {})) {
    const resolver = resolvers.find((each) => name in each) as Record<string, (event: unknown) => unknown>;
    if (!resolver) throw new Error(`no resolver for the subscription ${name}`);
    field.resolve = (event, _args, context: Context) => {
      // What one event's answer has loaded is stale for the next.
      context.forgetLoaded();
      return whileSignedIn(context, resolver[name]?.(event));
    };
  }
}
