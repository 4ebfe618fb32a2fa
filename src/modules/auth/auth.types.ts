import { isEmail, MaxLength } from 'class-validator';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { AnyText, Password, Satisfies, Text } from '../../graphql/input.js';
import { normalizeEmail, UserStatus } from './user.model.js';

const MAX_EMAIL = 254;
/** Of a password that is compared with another: longer than any that can be set. */
export const MAX_SECRET = 1_000;

registerEnumType(UserStatus, {
  name: 'UserStatus',
  description: 'Whether an account may be used.',
  valuesConfig: {
    ACTIVE: { description: 'It may be used.' },
    INACTIVE: { description: 'It is shut: its tokens are refused, and so is a sign-in.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A person with an account. Everyone sees only their own.' })
export class User {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => String, { description: 'As people call them, 1 to 100 characters.' })
  name!: string;

  @Field(() => String, { description: 'Unique whatever its case; kept in lower case.' })
  email!: string;

  @Field(() => UserStatus, { description: 'Whether the account may be used.' })
  status!: UserStatus;

  @Field(() => Date, { description: 'When the account was made.' })
  createdAt!: Date;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A sign-in: the token, how long it is good, and whose it is.',
})
export class AuthPayload {
  @Field(() => String, {
    description:
      'JSON Web Token (RFC 7519). Send it as `Authorization: Bearer <token>` over HTTP, or as `Authorization` or `token` in the `connection_init` payload over WebSocket.',
  })
  token!: string;

  @Field(() => Date, {
    description: 'From when on the token is refused, and a socket that it opened is closed with 4403.',
  })
  expiresAt!: Date;

  @Field(() => User, { description: 'Who signed in.' })
  user!: User;

  @Field(() => String, {
    description:
      'For `refreshSession`, which takes it once and answers with the next one. Keep it where no script of another origin reads it.',
  })
  refreshToken!: string;

  @Field(() => Date, {
    description: 'From when on the refresh token is refused, and a new sign-in is needed.',
  })
  refreshExpiresAt!: Date;
}

@ObjectType({ simpleResolvers: true, description: 'A sign-in that is not over.' })
export class Session {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => Date, { description: 'When the user signed in.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When it was last used, to the minute; an open socket uses it.' })
  lastSeenAt!: Date;

  @Field(() => String, {
    nullable: true,
    description:
      'What the client called itself at the sign-in (`User-Agent`), 200 characters at most. Whoever signs in chooses it.',
  })
  userAgent!: string | null;

  @Field(() => Boolean, { description: 'Whether this request was made with it.' })
  current!: boolean;
}

@InputType({ description: 'A new account.' })
export class RegisterInput {
  @Text(1, 100)
  @Field(() => String, { description: '1 to 100 characters.' })
  name!: string;

  @Satisfies('email', (value) => isEmail(normalizeEmail(value)), 'must be an email address')
  @MaxLength(MAX_EMAIL, { message: `must be ${MAX_EMAIL} characters at most` })
  @Field(() => String, { description: 'An email address, 254 characters at most; unique whatever its case.' })
  email!: string;

  @Password()
  @Field(() => String, { description: '8 characters or more, 72 bytes at most in UTF-8.' })
  password!: string;
}

@InputType({ description: 'The credentials of an account.' })
export class LoginInput {
  @AnyText(MAX_EMAIL)
  @Field(() => String, { description: 'The account’s email, in any case.' })
  email!: string;

  @AnyText(MAX_SECRET)
  @Field(() => String, { description: 'The account’s password.' })
  password!: string;
}

@InputType({ description: 'A password and the one that replaces it.' })
export class ChangePasswordInput {
  @AnyText(MAX_SECRET)
  @Field(() => String, { description: 'The account’s password as it is.' })
  currentPassword!: string;

  @Password()
  @Field(() => String, { description: '8 characters or more, 72 bytes at most in UTF-8.' })
  newPassword!: string;
}
