import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Text } from '../../graphql/input.js';
import { Access } from '../auth/access.js';

registerEnumType(Access, {
  name: 'AccessTokenAccess',
  description: 'What an access token may do.',
  valuesConfig: {
    READ_ONLY: { description: 'Queries and subscriptions.' },
    FULL: {
      description:
        'Mutations too, except those that manage the account, its sessions or its access tokens, and those of administrators.',
    },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'A token that a user has made for a program. It is accepted wherever a session’s token is.',
})
export class AccessToken {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => String, { description: 'What the user called it, 1 to 100 characters.' })
  name!: string;

  @Field(() => Access, { description: 'What it may do.' })
  access!: Access;

  @Field(() => Date, { description: 'When it was created.' })
  createdAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description:
      'When it was last used, to the minute; an open socket counts as use. Null before the first use.',
  })
  lastUsedAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'When it expires and disappears. Null for a token that does not expire.',
  })
  expiresAt!: Date | null;
}

@ObjectType({ simpleResolvers: true, description: 'A new access token.' })
export class AccessTokenWithSecret {
  @Field(() => String, {
    description:
      'The token: `scg_` and 49 characters. Send it as `Authorization: Bearer <token>`. It is returned only once; the server keeps a hash.',
  })
  token!: string;

  @Field(() => AccessToken, { description: 'The access token as it is listed.' })
  accessToken!: AccessToken;
}

@InputType({ description: 'A new access token.' })
export class CreateAccessTokenInput {
  @Text(1, 100)
  @Field(() => String, { description: 'What it is for, 1 to 100 characters.' })
  name!: string;

  @Field(() => Access, { description: 'What it may do.' })
  access!: Access;

  @Field(() => Date, {
    nullable: true,
    description: 'When it expires, in the future. Without it, the token does not expire.',
  })
  expiresAt?: Date | null;
}
