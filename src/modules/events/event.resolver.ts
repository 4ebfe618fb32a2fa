import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
  type SubscribeResolverData,
  Subscription,
} from 'type-graphql';
import type { Page } from '../../graphql/pagination.js';
import { Resumable } from '../../graphql/resumable.js';
import { User } from '../auth/auth.types.js';
import { viewerOf } from '../auth/auth-checker.js';
import { toProgress } from '../batches/model/batch-progress.types.js';
import { JobCompletedArgs, JobCompletedEvent } from './event.types.js';
import type { JobEvent } from './event-log.js';
import { EVENT_TERMS } from './event-terms.js';
import type { EventsContext } from './events-context.js';
import { type Notification, NotificationConnection, NotificationsArgs } from './notification.types.js';

@Resolver(() => User)
export class EventResolver {
  @Authorized()
  @Resumable(EVENT_TERMS)
  @Subscription(() => JobCompletedEvent, {
    description:
      'Sends the end of each of the viewer’s jobs as it happens, each exactly once and in order. Errors: NOT_FOUND, BAD_USER_INPUT.',
    subscribe: ({ args, context }: SubscribeResolverData<unknown, JobCompletedArgs, EventsContext>) =>
      context.events.subscribeToCompletions(viewerOf(context).id, args),
  })
  jobCompleted(
    @Root() event: JobEvent,
    // For the schema only: `subscribe` above reads them.
    @Args(() => JobCompletedArgs) _args?: JobCompletedArgs,
  ): JobCompletedEvent {
    const { seq, occurredAt, job, batch } = event;
    const cursor = String(seq);
    return { cursor, occurredAt, job, batch: batch ? toProgress(cursor, batch) : null };
  }

  @Authorized()
  @Query(() => NotificationConnection, {
    description:
      'Lists the viewer’s events, newest first: one for each run of a job that ended. Errors: BAD_USER_INPUT.',
  })
  notifications(
    @Args(() => NotificationsArgs) args: NotificationsArgs,
    @Ctx() context: EventsContext,
  ): Promise<Page<Notification>> {
    return context.events.notifications(viewerOf(context).id, args);
  }

  @Authorized()
  @Mutation(() => User, {
    description:
      'Marks every event up to and including a cursor as read. The mark never moves back: an earlier cursor changes nothing. Errors: BAD_USER_INPUT for a cursor that is malformed or later than the latest event.',
  })
  async markNotificationsRead(
    @Arg('upTo', () => String, { description: 'The cursor of an event; `"0"` marks nothing.' }) upTo: string,
    @Ctx() context: EventsContext,
  ): Promise<User> {
    const { id } = viewerOf(context);
    await context.events.markRead(id, upTo);
    return context.auth.getUser(id);
  }

  @FieldResolver(() => String, {
    description:
      'The cursor of the user’s latest event, `"0"` before the first. A `jobCompleted` subscription `after` it misses no later event.',
  })
  eventCursor(@Root() user: User, @Ctx() { events }: EventsContext): Promise<string> {
    return events.latestCursor(user.id);
  }

  @FieldResolver(() => Int, {
    description: 'The number of the user’s events that are not marked as read; see `notifications`.',
  })
  unreadCount(@Root() user: User, @Ctx() { events }: EventsContext): Promise<number> {
    return events.unreadCount(user.id);
  }
}
