import { Arg, Authorized, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { checkText } from '../../graphql/input.js';
import { RateLimited } from '../../limits/rate-limited.js';
import { AuthPayload, ChangePasswordInput, MAX_SECRET, Session, User } from './auth.types.js';
import { viewerOf } from './auth-checker.js';
import type { AuthContext } from './auth-context.js';

/** No token of ours is as long, in characters. */
const MAX_TOKEN = 10_000;

/** Sign-ins and how they end. Whatever ends one reaches every process and open socket within 5 s. */
@Resolver(() => Session)
export class SessionResolver {
  @Authorized()
  @Query(() => [Session], {
    description:
      'One’s own sign-ins that are not over, the one seen last first; 100 at most. Errors: UNAUTHENTICATED.',
  })
  sessions(@Ctx() context: AuthContext): Promise<Session[]> {
    return context.auth.sessions(viewerOf(context));
  }

  @Mutation(() => AuthPayload, {
    description:
      'A new token and refresh token for a session, and more time for it. Each refresh token is good once: one that comes a second time ends its session, because two hold it (RFC 9700, section 4.14.2), so ask from one place at a time. Tokens that are out stay good. Errors: UNAUTHENTICATED where the refresh token is not good (sign in again), RATE_LIMITED.',
  })
  refreshSession(
    @Arg('refreshToken', () => String, { description: 'The latest one of the session.' })
    refreshToken: string,
    @Ctx() { auth }: AuthContext,
  ): Promise<AuthPayload> {
    return auth.refreshSession(checkText('refreshToken', refreshToken, 0, MAX_TOKEN));
  }

  @Authorized()
  @Mutation(() => Boolean, {
    description:
      'Ends this session: its tokens are refused and its sockets closed with 4403 within 5 s, everywhere. Answers true. Errors: UNAUTHENTICATED.',
  })
  async logout(@Ctx() context: AuthContext): Promise<boolean> {
    await context.auth.logout(viewerOf(context));
    return true;
  }

  @Authorized()
  @Mutation(() => Int, {
    description: 'Ends all of one’s sessions, this one too, and answers how many. Errors: UNAUTHENTICATED.',
  })
  logoutEverywhere(@Ctx() context: AuthContext): Promise<number> {
    return context.auth.logoutEverywhere(viewerOf(context));
  }

  @Authorized()
  @Mutation(() => Session, {
    description: 'Ends one of one’s sessions and answers with it. Errors: UNAUTHENTICATED, NOT_FOUND.',
  })
  revokeSession(
    @Arg('id', () => ID, { description: 'Which one: see `sessions`.' }) id: string,
    @Ctx() context: AuthContext,
  ): Promise<Session> {
    return context.auth.revokeSession(viewerOf(context), id);
  }

  @Authorized()
  @RateLimited('password')
  @Mutation(() => User, {
    description:
      'Changes the password and ends all of one’s other sessions; this one lives on. Errors: UNAUTHENTICATED, INVALID_CREDENTIALS where the current password is wrong, BAD_USER_INPUT, RATE_LIMITED.',
  })
  changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'The password, old and new.' })
    input: ChangePasswordInput,
    @Ctx() context: AuthContext,
  ): Promise<User> {
    return context.auth.changePassword(viewerOf(context), input);
  }

  @Authorized()
  @RateLimited('password')
  @Mutation(() => Boolean, {
    description:
      'Deletes the account and all that is its own: library, jobs and events. Jobs that run are ended. Nothing of it can be brought back, and the email is free at once. Answers true. Errors: UNAUTHENTICATED, INVALID_CREDENTIALS where the password is wrong, RATE_LIMITED.',
  })
  async deleteAccount(
    @Arg('password', () => String, { description: 'The account’s password.' }) password: string,
    @Ctx() context: AuthContext,
  ): Promise<boolean> {
    await context.auth.deleteAccount(viewerOf(context), checkText('password', password, 0, MAX_SECRET));
    return true;
  }
}
