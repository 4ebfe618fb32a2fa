import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PageArgs, PageInfo } from '../../graphql/pagination.js';
import { DeliveryStatus } from './delivery.model.js';
import { WebhookEvent } from './webhook.model.js';

registerEnumType(DeliveryStatus, {
  name: 'WebhookDeliveryStatus',
  description: 'The status of a delivery.',
  valuesConfig: {
    PENDING: { description: 'An attempt is in progress or scheduled.' },
    DELIVERED: { description: 'The receiver answered with a 2xx status.' },
    FAILED: {
      description:
        'No attempt succeeded within 3 days, or the webhook was disabled. `redeliverWebhook` starts again.',
    },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'A delivery: one event on its way to one webhook. Kept for 30 days.',
})
export class WebhookDelivery {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => ID, { description: 'The id of the webhook.' })
  webhookId!: string;

  @Field(() => ID, { description: 'The `webhook-id` that is sent, the same with each attempt.' })
  eventId!: string;

  @Field(() => WebhookEvent, { nullable: true, description: 'The event; null for a test.' })
  event!: WebhookEvent | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the event; null for a test.' })
  cursor!: string | null;

  @Field(() => DeliveryStatus, { description: 'The status of the delivery.' })
  status!: DeliveryStatus;

  @Field(() => Int, {
    description: 'The number of attempts since the delivery was created or requested again.',
  })
  attempts!: number;

  @Field(() => Date, {
    nullable: true,
    description:
      'When the next attempt is due, 5 s to 8 h after the last one; null when none follows. During an attempt: when another worker may repeat it.',
  })
  nextAttemptAt!: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The HTTP status of the last attempt; null without an answer.',
  })
  responseStatus!: number | null;

  @Field(() => String, { nullable: true, description: 'Why the last attempt failed; null after a success.' })
  error!: string | null;

  @Field(() => Date, { description: 'When the delivery was created.' })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it succeeded; null until then.' })
  deliveredAt!: Date | null;
}

@ArgsType()
export class WebhookDeliveriesArgs extends PageArgs {
  @Field(() => ID, { description: 'The id of the webhook.' })
  webhookId!: string;

  @Field(() => DeliveryStatus, { nullable: true, description: 'Returns only deliveries in this status.' })
  status?: DeliveryStatus | null;
}

@ObjectType({ simpleResolvers: true, description: 'An edge in a connection of deliveries.' })
export class WebhookDeliveryEdge {
  @Field(() => String, { description: 'A cursor for `after`.' })
  cursor!: string;

  @Field(() => WebhookDelivery, { description: 'The delivery.' })
  node!: WebhookDelivery;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A page of deliveries, as the Relay cursor connections specification defines it.',
})
export class WebhookDeliveryConnection {
  @Field(() => [WebhookDeliveryEdge], { description: 'The deliveries of this page, newest first.' })
  edges!: WebhookDeliveryEdge[];

  @Field(() => PageInfo, { description: 'The page’s place in the list.' })
  pageInfo!: PageInfo;

  count!: () => Promise<number>;

  @Field(() => Int, {
    complexity: 20,
    description: 'The number of matching deliveries on all pages. Counted only when selected.',
  })
  totalCount(): Promise<number> {
    return this.count();
  }
}
