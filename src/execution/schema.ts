import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema as buildTypeGraphqlSchema, type PubSub } from 'type-graphql';
import { DateTime } from '../graphql/date-time.js';
import { validateArgument } from '../graphql/validation.js';
import { AuthResolver } from '../modules/auth/auth.resolver.js';
import { authChecker } from '../modules/auth/auth-checker.js';
import { SessionResolver } from '../modules/auth/session.resolver.js';
import { ContentResolver } from '../modules/content/content.resolver.js';
import { EventResolver } from '../modules/events/event.resolver.js';
import { JobResolver } from '../modules/jobs/job.resolver.js';
import { ProgressResolver } from '../modules/progress/progress.resolver.js';
import { answerEvents } from './event-answers.js';

/** type-graphql wants one as soon as there is a subscription; ours read the event log instead (event-stream.ts). */
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
    resolvers: [AuthResolver, SessionResolver, ContentResolver, JobResolver, EventResolver, ProgressResolver],
    authChecker,
    pubSub: unusedPubSub,
    scalarsMap: [{ type: Date, scalar: DateTime }],
    validateFn: validateArgument,
  });

/** The same, with events answered at less cost. */
export async function buildSchema(): Promise<GraphQLSchema> {
  const schema = await buildResolvers();
  answerEvents(schema, [new EventResolver(), new ProgressResolver()]);
  return schema;
}
