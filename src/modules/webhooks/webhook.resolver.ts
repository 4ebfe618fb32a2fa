import {
  Arg,
  Args,
  Authorized,
  Ctx,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  type SubscribeResolverData,
  Subscription,
} from 'type-graphql';
import type { Page } from '../../graphql/pagination.js';
import { type FieldLimits, RateLimited } from '../../limits/rate-limited.js';
import { viewerOf } from '../auth/auth-checker.js';
import { WebhookDeliveriesArgs, WebhookDelivery, WebhookDeliveryConnection } from './delivery.types.js';
import { WebhookEvent, WebhookStatus } from './webhook.model.js';
import { Webhook, WebhookWithSecret } from './webhook.types.js';
import { LONGEST_URL } from './webhook-url.js';
import type { WebhooksContext } from './webhooks-context.js';

/** Rate limits of a field that changes a webhook, or sends something to it. */
const WEBHOOKS: FieldLimits<WebhooksContext> = [{ name: 'webhooks', per: 'caller' }];

const URL_RULE = `The address: an https URL, ${LONGEST_URL} characters at most, without credentials or a fragment. The server connects to public addresses only.`;

@Resolver(() => Webhook)
export class WebhookResolver {
  @Authorized()
  @Query(() => [Webhook], { description: 'Lists the viewer’s webhooks, newest first; 10 at most.' })
  webhooks(@Ctx() context: WebhooksContext): Promise<Webhook[]> {
    return context.webhooks.list(viewerOf(context).id);
  }

  @Authorized()
  @Query(() => WebhookDeliveryConnection, {
    nullable: true,
    description:
      'Lists the deliveries of one of the viewer’s webhooks, newest first; null if there is none with this id. Errors: BAD_USER_INPUT.',
  })
  webhookDeliveries(
    @Args(() => WebhookDeliveriesArgs) args: WebhookDeliveriesArgs,
    @Ctx() context: WebhooksContext,
  ): Promise<Page<WebhookDelivery> | null> {
    return context.webhooks.deliveries(viewerOf(context).id, args);
  }

  @Authorized()
  @RateLimited(WEBHOOKS)
  @Mutation(() => WebhookWithSecret, {
    description:
      'Creates a webhook. It receives the events that happen from now on. Errors: BAD_USER_INPUT, CONFLICT for a viewer with 10 webhooks, FORBIDDEN if webhooks are off on this server, RATE_LIMITED.',
  })
  createWebhook(
    @Arg('url', () => String, { description: URL_RULE }) url: string,
    @Arg('events', () => [WebhookEvent], { description: 'The events that it receives, at least one.' })
    events: WebhookEvent[],
    @Ctx() context: WebhooksContext,
  ): Promise<WebhookWithSecret> {
    return context.webhooks.create(viewerOf(context).id, { url, events });
  }

  @Authorized()
  @RateLimited(WEBHOOKS)
  @Mutation(() => Webhook, {
    description:
      'Changes, enables or disables a webhook. What is missing or null stays the same. Errors: BAD_USER_INPUT, NOT_FOUND, RATE_LIMITED.',
  })
  updateWebhook(
    @Arg('id', () => ID, { description: 'The id of the webhook.' }) id: string,
    @Arg('url', () => String, { nullable: true, description: URL_RULE }) url: string | null | undefined,
    @Arg('events', () => [WebhookEvent], {
      nullable: true,
      description: 'The events that it receives, at least one.',
    })
    events: WebhookEvent[] | null | undefined,
    @Arg('status', () => WebhookStatus, {
      nullable: true,
      description:
        'ACTIVE enables it, for the events that happen from now on. DISABLED disables it; deliveries that become due meanwhile fail.',
    })
    status: WebhookStatus | null | undefined,
    @Ctx() context: WebhooksContext,
  ): Promise<Webhook> {
    return context.webhooks.update(viewerOf(context).id, id, { url, events, status });
  }

  @Authorized()
  @Mutation(() => Webhook, {
    description: 'Deletes a webhook and its deliveries permanently, and returns it. Errors: NOT_FOUND.',
  })
  deleteWebhook(
    @Arg('id', () => ID, { description: 'The id of the webhook.' }) id: string,
    @Ctx() context: WebhooksContext,
  ): Promise<Webhook> {
    return context.webhooks.delete(viewerOf(context).id, id);
  }

  @Authorized()
  @RateLimited(WEBHOOKS)
  @Mutation(() => WebhookWithSecret, {
    description:
      'Replaces the signing secret. For 24 hours each delivery has a signature of the new secret and one of the former, so that receivers can change over. Errors: NOT_FOUND, CONFLICT for the fourth rotation within 24 hours and if another request rotates it at the same time, FORBIDDEN if webhooks are off on this server, RATE_LIMITED.',
  })
  rotateWebhookSecret(
    @Arg('id', () => ID, { description: 'The id of the webhook.' }) id: string,
    @Ctx() context: WebhooksContext,
  ): Promise<WebhookWithSecret> {
    return context.webhooks.rotateSecret(viewerOf(context).id, id);
  }

  @Authorized()
  @RateLimited(WEBHOOKS)
  @Mutation(() => WebhookDelivery, {
    description:
      'Sends a delivery again, with the same `webhook-id`. Errors: NOT_FOUND, CONFLICT for a PENDING delivery and for a DISABLED webhook, RATE_LIMITED.',
  })
  redeliverWebhook(
    @Arg('deliveryId', () => ID, { description: 'The id of the delivery.' }) deliveryId: string,
    @Ctx() context: WebhooksContext,
  ): Promise<WebhookDelivery> {
    return context.webhooks.redeliver(viewerOf(context).id, deliveryId);
  }

  @Authorized()
  @RateLimited(WEBHOOKS)
  @Mutation(() => WebhookDelivery, {
    description:
      'Sends the event `webhook.test` to a webhook. Errors: NOT_FOUND, CONFLICT for a DISABLED webhook, RATE_LIMITED.',
  })
  sendTestWebhook(
    @Arg('id', () => ID, { description: 'The id of the webhook.' }) id: string,
    @Ctx() context: WebhooksContext,
  ): Promise<WebhookDelivery> {
    return context.webhooks.sendTest(viewerOf(context).id, id);
  }

  @Authorized()
  @Subscription(() => Webhook, {
    description:
      'Notifies the viewer of each webhook that the server disables, as GONE or FAILING. Sends those that are disabled now first.',
    subscribe: ({ context }: SubscribeResolverData<unknown, unknown, WebhooksContext>) =>
      context.webhooks.subscribeToDisabled(viewerOf(context).id),
  })
  webhookDisabled(@Root() webhook: Webhook): Webhook {
    return webhook;
  }
}
