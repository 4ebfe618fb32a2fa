import {
  Authorized,
  Ctx,
  FieldResolver,
  Resolver,
  Root,
  type SubscribeResolverData,
  Subscription,
} from 'type-graphql';
import { User } from '../auth/auth.types.js';
import { viewerOf } from '../auth/auth-checker.js';
import { Device, Presence } from './presence.types.js';
import type { PresenceContext } from './presence-context.js';

@Resolver(() => User)
export class PresenceResolver {
  @Authorized()
  @Subscription(() => Presence, {
    description:
      'Sends which devices of the viewer are online: first as it is, then after each change. A device whose connection or API process died silently is gone within 15 s. Errors: UNAUTHENTICATED.',
    subscribe: ({ context }: SubscribeResolverData<unknown, object, PresenceContext>) =>
      context.presence.subscribe(viewerOf(context).id),
  })
  presenceChanged(@Root() devices: Device[]): Presence {
    return { online: devices.length > 0, devices };
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether a device of the user is online, that is, has an open WebSocket.',
  })
  async online(@Root() user: User, @Ctx() { presence }: PresenceContext): Promise<boolean> {
    return (await presence.devices(user.id)).length > 0;
  }

  @FieldResolver(() => [Device], {
    complexity: 5,
    description: 'The devices of the user that are online, the last connected first; see `presenceChanged`.',
  })
  devices(@Root() user: User, @Ctx() { presence }: PresenceContext): Promise<Device[]> {
    return presence.devices(user.id);
  }
}
