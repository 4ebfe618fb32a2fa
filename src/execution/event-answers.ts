import type { GraphQLSchema } from 'graphql';
import { whileSignedIn } from '../modules/auth/auth-checker.js';
import type { Context } from './context.js';

/** What subscriptions answer their events with, by the subscription's name. */
export type EventAnswers = Record<string, (event: never) => unknown>;

/**
 * Has events answered as their resolvers do, without what type-graphql does around a resolver: for each event it would
 * convert and validate the arguments anew, in some fifteen promises, all of which was done when the subscription began.
 * What stays is the session, which is looked at for each event.
 */
export function answerEvents(schema: GraphQLSchema, answers: EventAnswers) {
  const subscriptions = schema.getSubscriptionType()?.getFields() ?? {};
  for (const [name, answer] of Object.entries(answers)) {
    const field = subscriptions[name];
    if (!field) throw new Error(`there is no subscription ${name}`);
    field.resolve = (event, _args, context: Context) => {
      // What one event's answer has loaded is stale for the next.
      context.forgetLoaded();
      return whileSignedIn(context, answer(event as never));
    };
  }
}
