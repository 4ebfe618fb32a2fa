import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Credential } from '../../limits/credential.js';
import { RateLimited } from '../../limits/rate-limited.js';
import { LOGIN, REGISTER } from './auth.limits.js';
import { AuthPayload, LoginInput, RegisterInput, User } from './auth.types.js';
import { viewerOf } from './auth-checker.js';
import type { AuthContext } from './auth-context.js';

@Resolver(() => User)
export class AuthResolver {
  @Credential()
  @RateLimited(REGISTER)
  @Mutation(() => AuthPayload, {
    description:
      'Creates an account and signs it in. If the server sends mail, a link that verifies the email is sent to it. Errors: BAD_USER_INPUT, EMAIL_TAKEN, RATE_LIMITED.',
  })
  async register(
    @Arg('input', () => RegisterInput, { description: 'The new account.' }) input: RegisterInput,
    @Ctx() { auth, accounts, cookies, userAgent }: AuthContext,
  ): Promise<AuthPayload> {
    const grant = await auth.register(input, userAgent);
    accounts.welcome(grant.user.id);
    return cookies.keep(grant);
  }

  @Credential()
  @RateLimited(LOGIN)
  @Mutation(() => AuthPayload, {
    description:
      'Signs in. Errors: INVALID_CREDENTIALS, with the same message for an unknown email and a wrong password; RATE_LIMITED.',
  })
  async login(
    @Arg('input', () => LoginInput, { description: 'The credentials.' }) input: LoginInput,
    @Ctx() { auth, cookies, userAgent }: AuthContext,
  ): Promise<AuthPayload> {
    return cookies.keep(await auth.login(input, userAgent));
  }

  @Authorized()
  @Query(() => User, { description: 'The signed-in user. Errors: UNAUTHENTICATED.' })
  me(@Ctx() context: AuthContext): Promise<User> {
    return context.auth.getUser(viewerOf(context).id);
  }
}
