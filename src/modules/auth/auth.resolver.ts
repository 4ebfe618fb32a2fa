import { Arg, Authorized, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { RateLimited } from '../../limits/rate-limited.js';
import type { JobsContext } from '../jobs/jobs-context.js';
import { AuthPayload, LoginInput, RegisterInput, User } from './auth.types.js';
import { viewerOf } from './auth-checker.js';

@Resolver(() => User)
export class AuthResolver {
  @RateLimited('register')
  @Mutation(() => AuthPayload, {
    description: 'Makes an account and signs it in. Errors: BAD_USER_INPUT, EMAIL_TAKEN, RATE_LIMITED.',
  })
  register(
    @Arg('input', () => RegisterInput, { description: 'The new account.' }) input: RegisterInput,
    @Ctx() { auth, userAgent }: JobsContext,
  ): Promise<AuthPayload> {
    return auth.register(input, userAgent);
  }

  @RateLimited('login')
  @Mutation(() => AuthPayload, {
    description:
      'Signs in. Errors: INVALID_CREDENTIALS, in the same words for an unknown email and a wrong password; RATE_LIMITED.',
  })
  login(
    @Arg('input', () => LoginInput, { description: 'The credentials.' }) input: LoginInput,
    @Ctx() { auth, userAgent }: JobsContext,
  ): Promise<AuthPayload> {
    return auth.login(input, userAgent);
  }

  @Authorized()
  @Query(() => User, { description: 'Whoever the token belongs to. Errors: UNAUTHENTICATED.' })
  me(@Ctx() context: JobsContext): Promise<User> {
    return context.auth.getUser(viewerOf(context).id);
  }

  @FieldResolver(() => String, {
    description:
      'Cursor of the user’s latest event, `"0"` before the first. A `jobCompleted` subscription `after` it misses nothing that comes later.',
  })
  eventCursor(@Root() user: User, @Ctx() { generation }: JobsContext): Promise<string> {
    return generation.latestCursor(user.id);
  }

  @FieldResolver(() => Int, {
    description: 'How many of the user’s events came after what they marked as read; see `notifications`.',
  })
  unreadCount(@Root() user: User, @Ctx() { generation }: JobsContext): Promise<number> {
    return generation.unreadCount(user.id);
  }
}
