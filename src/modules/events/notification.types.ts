import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { PageArgs, PageInfo } from '../../graphql/pagination.js';
import { Job } from '../jobs/model/job.types.js';
import type { Timestamp } from '../jobs/model/job-snapshot.js';

@ObjectType({
  simpleResolvers: true,
  description: 'An event in the list of the viewer’s events, with its read state.',
})
export class Notification {
  @Field(() => String, {
    description: 'The cursor of the event, for `markNotificationsRead(upTo:)` and `jobCompleted(after:)`.',
  })
  cursor!: string;

  @Field(() => Date, { description: 'When the job ended.' })
  occurredAt!: Timestamp;

  @Field(() => Boolean, { description: 'Whether this event or a later one was marked as read.' })
  read!: boolean;

  @Field(() => Job, { description: 'The job as it was when it ended, however late the event is read.' })
  job!: Job;
}

@ArgsType()
export class NotificationsArgs extends PageArgs {
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Returns only events that are not marked as read.',
  })
  unreadOnly!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'An edge in a connection of notifications.' })
export class NotificationEdge {
  @Field(() => String, { description: 'A cursor for `after`; equal to the notification’s own cursor.' })
  cursor!: string;

  @Field(() => Notification, { description: 'The notification.' })
  node!: Notification;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A page of notifications, as the Relay cursor connections specification defines it.',
})
export class NotificationConnection {
  @Field(() => [NotificationEdge], { description: 'The notifications of this page, newest first.' })
  edges!: NotificationEdge[];

  @Field(() => PageInfo, { description: 'The page’s place in the list.' })
  pageInfo!: PageInfo;

  count!: () => Promise<number>;

  @Field(() => Int, {
    complexity: 20,
    description: 'The number of notifications on all pages.',
  })
  totalCount(): Promise<number> {
    return this.count();
  }
}
