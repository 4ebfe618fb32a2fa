import { Arg, Args, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Page } from '../../graphql/pagination.js';
import { User } from '../auth/auth.types.js';
import { viewerOf } from '../auth/auth-checker.js';
import type { JobsContext } from '../jobs/jobs-context.js';
import { type Notification, NotificationConnection, NotificationsArgs } from './notification.types.js';

@Resolver()
export class NotificationResolver {
  @Authorized()
  @Query(() => NotificationConnection, {
    description:
      'One’s events, latest first, a page at a time: one for each end of a job, so two of a job that was run again. Errors: BAD_USER_INPUT.',
  })
  notifications(
    @Args(() => NotificationsArgs) args: NotificationsArgs,
    @Ctx() context: JobsContext,
  ): Promise<Page<Notification>> {
    return context.generation.notifications(viewerOf(context).id, args);
  }

  @Authorized()
  @Mutation(() => User, {
    description:
      'Marks every event up to and including this one as read. A mark never moves back: with an earlier cursor nothing changes. Errors: BAD_USER_INPUT for a cursor that is malformed or later than the newest event.',
  })
  async markNotificationsRead(
    @Arg('upTo', () => String, { description: 'The event’s cursor; `"0"` marks nothing.' }) upTo: string,
    @Ctx() context: JobsContext,
  ): Promise<User> {
    const { id } = viewerOf(context);
    await context.generation.markRead(id, upTo);
    return context.auth.getUser(id);
  }
}
