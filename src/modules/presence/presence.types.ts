import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({
  simpleResolvers: true,
  description: 'A device that is online: a session with at least one open WebSocket.',
})
export class Device {
  @Field(() => ID, { description: 'The id of its session; see `sessions`.' })
  sessionId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The User-Agent of its first open socket, as it was sent. Null if it sent none.',
  })
  userAgent!: string | null;

  @Field(() => Date, { description: 'When its first open socket was opened.' })
  connectedAt!: Date;
}

@ObjectType({ simpleResolvers: true, description: 'Which devices of the viewer are online.' })
export class Presence {
  @Field(() => Boolean, { description: 'Whether at least one device is online.' })
  online!: boolean;

  @Field(() => [Device], { description: 'The devices that are online, the last connected first.' })
  devices!: Device[];
}
