import {
  Authorized,
  Ctx,
  Mutation,
  Query,
  Resolver,
  Root,
  type SubscribeResolverData,
  Subscription,
} from 'type-graphql';
import { UserRole } from '../auth/user.model.js';
import { type AdminContext, actorOf } from './admin-context.js';
import { QueueStats } from './queue-stats.types.js';

@Resolver(() => QueueStats)
export class QueueResolver {
  @Authorized(UserRole.ADMIN)
  @Query(() => QueueStats, {
    description:
      'The numbers of the queue. For administrators. Errors: UNAUTHENTICATED, FORBIDDEN, SERVICE_UNAVAILABLE.',
  })
  queueStats(@Ctx() { admin }: AdminContext): Promise<QueueStats> {
    return admin.stats.read();
  }

  @Authorized(UserRole.ADMIN)
  @Subscription(() => QueueStats, {
    description:
      'Sends the numbers of the queue at once, and then every two seconds. For administrators. Errors: UNAUTHENTICATED, FORBIDDEN.',
    subscribe: ({ context }: SubscribeResolverData<unknown, object, AdminContext>) =>
      context.admin.stats.follow(),
  })
  queueStatsChanged(@Root() stats: QueueStats): QueueStats {
    return stats;
  }

  @Authorized(UserRole.ADMIN)
  @Mutation(() => Boolean, {
    description:
      'Pauses the queue: workers finish what they run, and start nothing more until `resumeQueue`. New jobs are accepted. Returns true. For administrators. Errors: UNAUTHENTICATED, FORBIDDEN.',
  })
  async pauseQueue(@Ctx() context: AdminContext): Promise<boolean> {
    await context.admin.queue.setPaused(actorOf(context), true);
    return true;
  }

  @Authorized(UserRole.ADMIN)
  @Mutation(() => Boolean, {
    description:
      'Ends the pause of the queue. Returns true. For administrators. Errors: UNAUTHENTICATED, FORBIDDEN.',
  })
  async resumeQueue(@Ctx() context: AdminContext): Promise<boolean> {
    await context.admin.queue.setPaused(actorOf(context), false);
    return true;
  }
}
