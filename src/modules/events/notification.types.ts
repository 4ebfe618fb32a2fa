import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { PageArgs, PageInfo } from '../../graphql/pagination.js';
import { Job } from '../jobs/job.types.js';

@ObjectType({
  simpleResolvers: true,
  description:
    'An event, as it is read afterwards: that a job came to its end, and whether its owner has seen that.',
})
export class Notification {
  @Field(() => String, {
    description: 'The event’s cursor: what `markNotificationsRead` and `jobCompleted(after:)` take.',
  })
  cursor!: string;

  @Field(() => Date, { description: 'When the job ended.' })
  occurredAt!: Date;

  @Field(() => Boolean, { description: 'Whether it was marked as read, by itself or with a later one.' })
  read!: boolean;

  @Field(() => Job, { description: 'The job as it was at its end, whenever this is read.' })
  job!: Job;
}

@ArgsType()
export class NotificationsArgs extends PageArgs {
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Only those that came after what was marked as read.',
  })
  unreadOnly!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'A notification in a list, with its place in it.' })
export class NotificationEdge {
  @Field(() => String, { description: 'Its place in this list, for `after`; the same as its own cursor.' })
  cursor!: string;

  @Field(() => Notification, { description: 'The notification.' })
  node!: Notification;
}

@ObjectType({
  simpleResolvers: true,
  description: 'One page of notifications, after the Relay cursor connections specification.',
})
export class NotificationConnection {
  @Field(() => [NotificationEdge], { description: 'The notifications of this page, latest first.' })
  edges!: NotificationEdge[];

  @Field(() => PageInfo, { description: 'Whether there is more.' })
  pageInfo!: PageInfo;

  count!: () => Promise<number>;

  @Field(() => Int, { description: 'How many there are on all pages; the same effort however many.' })
  totalCount(): Promise<number> {
    return this.count();
  }
}
