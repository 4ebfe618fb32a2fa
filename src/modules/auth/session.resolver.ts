import { Arg, Authorized, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { unauthenticated } from '../../graphql/errors.js';
import { checkText } from '../../graphql/input.js';
import { Credential } from '../../limits/credential.js';
import { RateLimited } from '../../limits/rate-limited.js';
import { PASSWORD } from './auth.limits.js';
import { AuthPayload, ChangePasswordInput, MAX_SECRET, Session, User } from './auth.types.js';
import { SESSION, viewerOf } from './auth-checker.js';
import type { AuthContext } from './auth-context.js';

/** The longest refresh token that is read, in characters. */
const MAX_TOKEN = 10_000;

/** Sessions and how they end. An end reaches every process and open socket within 5 s. */
@Resolver(() => Session)
export class SessionResolver {
  @Authorized()
  @Query(() => [Session], {
    description:
      'Lists the viewer’s active sessions, the last used first; 100 at most. Errors: UNAUTHENTICATED.',
  })
  sessions(@Ctx() context: AuthContext): Promise<Session[]> {
    return context.auth.sessions(viewerOf(context));
  }

  @Credential()
  @Mutation(() => AuthPayload, {
    description:
      'Extends a session, and returns a new token and refresh token for it. Each refresh token is valid once. Within 30 seconds it may be sent again, by a second tab or after a lost response, and returns the same successor; later its reuse ends the session, because two clients hold it (RFC 9700, section 4.14.2). Earlier tokens stay valid until they expire. Errors: UNAUTHENTICATED if the refresh token is not valid (sign in again), RATE_LIMITED.',
  })
  async refreshSession(
    @Arg('refreshToken', () => String, {
      nullable: true,
      description: 'The latest refresh token of the session. Without it, the one of the session’s cookie.',
    })
    given: string | null | undefined,
    @Ctx() { auth, cookies }: AuthContext,
  ): Promise<AuthPayload> {
    const refreshToken = given ?? cookies.refreshToken;
    if (refreshToken === null) throw unauthenticated();
    const grant = await auth.refreshSession(checkText('refreshToken', refreshToken, 0, MAX_TOKEN));
    return cookies.keep(grant, { fromCookie: given == null });
  }

  @Authorized(SESSION)
  @Mutation(() => Boolean, {
    description:
      'Ends this session: its tokens are refused, its cookies removed and its sockets closed with 4403 within 5 s. Returns true. Errors: UNAUTHENTICATED.',
  })
  async logout(@Ctx() context: AuthContext): Promise<boolean> {
    await context.auth.logout(viewerOf(context));
    context.cookies.clear();
    return true;
  }

  @Authorized(SESSION)
  @Mutation(() => Int, {
    description:
      'Ends all of the viewer’s sessions, this one too, and returns their number. Errors: UNAUTHENTICATED.',
  })
  async logoutEverywhere(@Ctx() context: AuthContext): Promise<number> {
    const ended = await context.auth.logoutEverywhere(viewerOf(context));
    context.cookies.clear();
    return ended;
  }

  @Authorized(SESSION)
  @Mutation(() => Session, {
    description: 'Ends one of the viewer’s sessions and returns it. Errors: UNAUTHENTICATED, NOT_FOUND.',
  })
  revokeSession(
    @Arg('id', () => ID, { description: 'The session’s id; see `sessions`.' }) id: string,
    @Ctx() context: AuthContext,
  ): Promise<Session> {
    return context.auth.revokeSession(viewerOf(context), id);
  }

  @Authorized(SESSION)
  @Credential()
  @RateLimited(PASSWORD)
  @Mutation(() => User, {
    description:
      'Changes the password and ends all of the viewer’s other sessions. Errors: UNAUTHENTICATED, INVALID_CREDENTIALS if the current password is wrong, BAD_USER_INPUT, RATE_LIMITED.',
  })
  changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'The current and the new password.' })
    input: ChangePasswordInput,
    @Ctx() context: AuthContext,
  ): Promise<User> {
    return context.auth.changePassword(viewerOf(context), input);
  }

  @Authorized(SESSION)
  @Credential()
  @RateLimited(PASSWORD)
  @Mutation(() => Boolean, {
    description:
      'Deletes the viewer’s account with its library, jobs, events and webhooks, permanently. Running jobs are stopped, and the email may be registered again at once. Returns true. Errors: UNAUTHENTICATED, INVALID_CREDENTIALS if the password is wrong, RATE_LIMITED.',
  })
  async deleteAccount(
    @Arg('password', () => String, { description: 'The account’s password.' }) password: string,
    @Ctx() context: AuthContext,
  ): Promise<boolean> {
    await context.auth.deleteAccount(viewerOf(context), checkText('password', password, 0, MAX_SECRET));
    context.cookies.clear();
    return true;
  }
}
