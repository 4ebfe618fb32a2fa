import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema as buildTypeGraphqlSchema, type PubSub } from 'type-graphql';
import { DateTime } from '../graphql/date-time.js';
import { validateArgs } from '../graphql/validate-args.js';
import { AccessTokenResolver } from '../modules/access-tokens/access-token.resolver.js';
import { AdminUserResolver } from '../modules/admin/account.resolver.js';
import { AdminJobResolver } from '../modules/admin/admin-job.resolver.js';
import { AuditResolver } from '../modules/admin/audit.resolver.js';
import { QueueResolver } from '../modules/admin/queue.resolver.js';
import { AccountResolver } from '../modules/auth/account.resolver.js';
import { AuthResolver } from '../modules/auth/auth.resolver.js';
import { authChecker } from '../modules/auth/auth-checker.js';
import { SessionResolver } from '../modules/auth/session.resolver.js';
import { BatchResolver } from '../modules/batches/batch.resolver.js';
import {
  ContentEdgeResolver,
  ContentResolver,
  ContentSourceResolver,
} from '../modules/content/content.resolver.js';
import { ContentLibraryResolver } from '../modules/content/content-library.resolver.js';
import { EstimateResolver } from '../modules/estimates/estimate.resolver.js';
import { EventResolver } from '../modules/events/event.resolver.js';
import { ExportResolver } from '../modules/exports/export.resolver.js';
import { ChildJobsResolver, JobBasisResolver } from '../modules/jobs/child-jobs.resolver.js';
import { ContentSourceJobResolver } from '../modules/jobs/content-source.resolver.js';
import { JobResolver } from '../modules/jobs/job.resolver.js';
import { OptionLimitsResolver } from '../modules/jobs/option-limits.resolver.js';
import { PresenceResolver } from '../modules/presence/presence.resolver.js';
import { ProgressResolver } from '../modules/progress/progress.resolver.js';
import { ScheduleResolver } from '../modules/schedules/schedule.resolver.js';
import { TemplateResolver } from '../modules/templates/template.resolver.js';
import { UsageResolver } from '../modules/usage/usage.resolver.js';
import { VoiceResolver } from '../modules/voices/voice.resolver.js';
import { WebhookResolver } from '../modules/webhooks/webhook.resolver.js';
import { resolveEventsDirectly } from './event-resolvers.js';
import { NodeResolver } from './node.resolver.js';

/** type-graphql requires one for subscriptions; here all of them have `subscribe` instead. */
const unusedPubSub: PubSub = {
  publish: () => {
    throw new Error('Subscriptions are made with `subscribe`');
  },
  subscribe: () => {
    throw new Error('Subscriptions are made with `subscribe`');
  },
};

/** Builds the schema of all resolvers, and the rules that hold for all of them. */
export const buildSchema = async (): Promise<GraphQLSchema> => {
  const schema = await buildTypeGraphqlSchema({
    resolvers: [
      AuthResolver,
      AccountResolver,
      SessionResolver,
      ContentResolver,
      ContentLibraryResolver,
      ContentEdgeResolver,
      ContentSourceResolver,
      ContentSourceJobResolver,
      JobResolver,
      ChildJobsResolver,
      JobBasisResolver,
      OptionLimitsResolver,
      EstimateResolver,
      EventResolver,
      ProgressResolver,
      UsageResolver,
      PresenceResolver,
      WebhookResolver,
      VoiceResolver,
      ExportResolver,
      AdminUserResolver,
      AdminJobResolver,
      QueueResolver,
      AuditResolver,
      AccessTokenResolver,
      TemplateResolver,
      BatchResolver,
      NodeResolver,
      ScheduleResolver,
    ],
    authChecker,
    pubSub: unusedPubSub,
    // It runs the introspection query, 5 % of a start's CPU; Apollo Server validates the schema.
    skipCheck: true,
    scalarsMap: [{ type: Date, scalar: DateTime }],
    validateFn: validateArgs,
  });
  return resolveEventsDirectly(schema);
};
