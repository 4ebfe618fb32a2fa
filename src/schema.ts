import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema as buildTypeGraphqlSchema, type PubSub } from 'type-graphql';
import { AuthResolver } from './auth/auth.resolver.js';
import { authChecker } from './auth/auth-checker.js';
import { SessionResolver } from './auth/session.resolver.js';
import { ContentResolver } from './content/content.resolver.js';
import { DateTime } from './date-time.js';
import { answerEvents } from './execution/event-answers.js';
import { GenerationResolver } from './generation/generation.resolver.js';
import { NotificationResolver } from './generation/notification.resolver.js';
import { validateArgument } from './validation.js';

/** type-graphql wants one as soon as there is a subscription; ours read the event log instead (generation.events.ts). */
const unusedPubSub: PubSub = {
  publish: () => {
    throw new Error('Subscriptions are made with `subscribe`');
  },
  subscribe: () => {
    throw new Error('Subscriptions are made with `subscribe`');
  },
};

/** Every resolver by name, and the rules that hold for all of them. */
export const buildResolvers = (): Promise<GraphQLSchema> =>
  buildTypeGraphqlSchema({
    resolvers: [AuthResolver, SessionResolver, ContentResolver, GenerationResolver, NotificationResolver],
    authChecker,
    pubSub: unusedPubSub,
    scalarsMap: [{ type: Date, scalar: DateTime }],
    validateFn: validateArgument,
  });

/** The same, with events answered at less cost. */
export async function buildSchema(): Promise<GraphQLSchema> {
  const schema = await buildResolvers();
  const generation = new GenerationResolver();
  answerEvents(schema, {
    jobProgress: (progress) => generation.jobProgress(progress),
    jobCompleted: (event) => generation.jobCompleted(event),
  });
  return schema;
}
