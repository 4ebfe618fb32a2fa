import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { DisabledReason, WebhookEvent, WebhookStatus } from './webhook.model.js';

registerEnumType(WebhookEvent, {
  name: 'WebhookEvent',
  description: 'An event that a webhook can receive.',
  valuesConfig: {
    JOB_COMPLETED: { description: 'A job ended as COMPLETED. Sent as `job.completed`.' },
    JOB_FAILED: { description: 'A job ended as FAILED. Sent as `job.failed`.' },
    JOB_CANCELED: { description: 'A job ended as CANCELED. Sent as `job.canceled`.' },
  },
});
registerEnumType(WebhookStatus, {
  name: 'WebhookStatus',
  description: 'Whether a webhook receives events.',
  valuesConfig: {
    ACTIVE: { description: 'The webhook receives events.' },
    DISABLED: { description: 'The webhook receives nothing; see `disabledReason`.' },
  },
});
registerEnumType(DisabledReason, {
  name: 'WebhookDisabledReason',
  description: 'Why a webhook is disabled.',
  valuesConfig: {
    OWNER: { description: 'The owner disabled it.' },
    GONE: { description: 'The receiver answered 410 Gone.' },
    FAILING: { description: 'No attempt succeeded for 5 days.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description:
    'A webhook: an address that receives the viewer’s events by HTTP POST, signed as Standard Webhooks 1.0 defines it. Each event is delivered at least once, with the same `webhook-id` each time.',
})
export class Webhook {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => String, { description: 'The address.' })
  url!: string;

  @Field(() => [WebhookEvent], { description: 'The events that it receives.' })
  events!: WebhookEvent[];

  @Field(() => WebhookStatus, { description: 'Whether it receives events.' })
  status!: WebhookStatus;

  @Field(() => DisabledReason, {
    nullable: true,
    description: 'Why it is disabled; null while it is ACTIVE.',
  })
  disabledReason!: DisabledReason | null;

  @Field(() => Date, { nullable: true, description: 'When it was disabled; null while it is ACTIVE.' })
  disabledAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'When the first attempt failed since the last success; null after a success. A failure 5 days later disables the webhook.',
  })
  failingSince!: Date | null;

  @Field(() => Date, { description: 'When the webhook was created.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When the webhook was last changed.' })
  updatedAt!: Date;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A webhook with its new signing secret, which is returned only once.',
})
export class WebhookWithSecret {
  @Field(() => Webhook, { description: 'The webhook.' })
  webhook!: Webhook;

  @Field(() => String, {
    description: 'The secret that verifies signatures: `whsec_` and base64. It cannot be read again.',
  })
  secret!: string;
}
