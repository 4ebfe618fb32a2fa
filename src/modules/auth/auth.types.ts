import { isEmail, MaxLength } from 'class-validator';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { AnyText, Password, Satisfies, Text } from '../../graphql/input.js';
import { Node } from '../../graphql/node.js';
import { normalizeEmail, UserRole, UserStatus } from './user.model.js';

/** The longest email address, in characters. */
export const MAX_EMAIL = 254;
/** The longest password that is compared with a hash, in characters; no password can be set to as many. */
export const MAX_SECRET = 1_000;

registerEnumType(UserStatus, {
  name: 'UserStatus',
  description: 'The status of an account.',
  valuesConfig: {
    ACTIVE: { description: 'The account may be used.' },
    INACTIVE: { description: 'The account is closed: its tokens and sign-ins are refused.' },
  },
});

registerEnumType(UserRole, {
  name: 'UserRole',
  description: 'What an account may do.',
  valuesConfig: {
    USER: { description: 'Sees and changes what it owns.' },
    ADMIN: { description: 'Also manages accounts, jobs and the queue: an administrator.' },
  },
});

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A user with an account. Visible to that user only.',
})
export class User implements Node {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => String, { description: 'The user’s name, 1 to 100 characters.' })
  name!: string;

  @Field(() => String, { description: 'The email address, in lower case; unique.' })
  email!: string;

  @Field(() => Boolean, {
    description: 'Whether the owner of the email address has opened a link that was sent to it.',
  })
  emailVerified!: boolean;

  @Field(() => UserStatus, { description: 'Whether the account may be used.' })
  status!: UserStatus;

  @Field(() => UserRole, { description: 'What the account may do.' })
  role!: UserRole;

  @Field(() => Date, { description: 'When the account was created.' })
  createdAt!: Date;
}

@ObjectType({
  simpleResolvers: true,
  description: 'The result of a sign-in: tokens, when they expire, and the user.',
})
export class AuthPayload {
  @Field(() => String, {
    description:
      'JSON Web Token (RFC 7519). Send it as `Authorization: Bearer <token>` over HTTP, or as `Authorization` or `token` in the `connection_init` payload over WebSocket. Empty if the session is in cookies (header `Session-Transport: cookie`).',
  })
  token!: string;

  @Field(() => Date, {
    description: 'When the token expires; a socket that it opened is then closed with 4403.',
  })
  expiresAt!: Date;

  @Field(() => User, { description: 'The signed-in user.' })
  user!: User;

  @Field(() => String, {
    description:
      'Token for `refreshSession`, valid once, and for 30 seconds more with the same successor. Keep it where no script of another origin can read it. Empty if the session is in cookies.',
  })
  refreshToken!: string;

  @Field(() => Date, {
    description: 'When the refresh token expires, and a new sign-in is needed.',
  })
  refreshExpiresAt!: Date;
}

@ObjectType({ simpleResolvers: true, description: 'An active session.' })
export class Session {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => Date, { description: 'When the user signed in.' })
  createdAt!: Date;

  @Field(() => Date, {
    description: 'When the session was last used, to the minute; an open socket counts as use.',
  })
  lastSeenAt!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'The client’s `User-Agent` at the sign-in, 200 characters at most. The client chooses it.',
  })
  userAgent!: string | null;

  @Field(() => Boolean, { description: 'Whether this request belongs to the session.' })
  current!: boolean;
}

@InputType({ description: 'A new account.' })
export class RegisterInput {
  @Text(1, 100)
  @Field(() => String, { description: '1 to 100 characters.' })
  name!: string;

  @Satisfies('email', (value) => isEmail(normalizeEmail(value)), 'must be an email address')
  @MaxLength(MAX_EMAIL, { message: `must be ${MAX_EMAIL} characters at most` })
  @Field(() => String, {
    description: 'An email address, 254 characters at most; unique regardless of case.',
  })
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

@InputType({ description: 'The current password and the new one.' })
export class ChangePasswordInput {
  @AnyText(MAX_SECRET)
  @Field(() => String, { description: 'The current password.' })
  currentPassword!: string;

  @Password()
  @Field(() => String, { description: '8 characters or more, 72 bytes at most in UTF-8.' })
  newPassword!: string;
}
