import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Resolver } from 'type-graphql';
import { checkText } from '../../graphql/input.js';
import { Credential } from '../../limits/credential.js';
import { RateLimited } from '../../limits/rate-limited.js';
import type { RequestLimits } from '../../limits/rate-limits.js';
import { ACCOUNT_MAIL, EMAIL_CHANGES, LINK, MAILS, OWN_MAIL } from './account.limits.js';
import { MAX_LINK_TOKEN, ResetPasswordInput, UpdateProfileArgs } from './account.types.js';
import { MAX_EMAIL, User } from './auth.types.js';
import { SESSION, viewerOf } from './auth-checker.js';
import type { AuthContext } from './auth-context.js';

/** Name, email and forgotten password of an account. */
@Resolver(() => User)
export class AccountResolver {
  @FieldResolver(() => Boolean, {
    description:
      'Whether this server sends mail. Without it, `requestPasswordReset` and `requestEmailVerification` are FORBIDDEN.',
  })
  mailAvailable(@Ctx() { accounts }: AuthContext): boolean {
    return accounts.mailAvailable;
  }

  @Credential()
  @RateLimited(ACCOUNT_MAIL)
  @Mutation(() => Boolean, {
    description:
      'Sends a link for a new password to this address, if an account has it. The link works once, within an hour. Returns true, also for an unknown email. Errors: BAD_USER_INPUT, FORBIDDEN if the server sends no mail, RATE_LIMITED.',
  })
  requestPasswordReset(
    @Arg('email', () => String, { description: 'The account’s email, in any case; 254 characters at most.' })
    email: string,
    @Ctx() { accounts }: AuthContext,
  ): boolean {
    accounts.requestPasswordReset(checkText('email', email, 0, MAX_EMAIL));
    return true;
  }

  @Credential()
  @RateLimited(LINK)
  @Mutation(() => Boolean, {
    description:
      'Sets a new password by the link of a mail, and ends all sessions of the account. Returns true. Errors: INVALID_CREDENTIALS if the link was used, has expired or was invalidated by another change of the password or email, BAD_USER_INPUT, RATE_LIMITED.',
  })
  async resetPassword(
    @Arg('input', () => ResetPasswordInput, { description: 'The link’s token and the new password.' })
    input: ResetPasswordInput,
    @Ctx() { accounts }: AuthContext,
  ): Promise<boolean> {
    await accounts.resetPassword(input);
    return true;
  }

  @Authorized(SESSION)
  @Credential()
  @RateLimited(OWN_MAIL)
  @Mutation(() => Boolean, {
    description:
      'Sends a link that verifies the viewer’s email; nothing if it is verified. The link works once, within an hour. Returns true. Errors: UNAUTHENTICATED, FORBIDDEN if the server sends no mail, RATE_LIMITED.',
  })
  requestEmailVerification(@Ctx() context: AuthContext): boolean {
    context.accounts.requestEmailVerification(viewerOf(context).id);
    return true;
  }

  @Credential()
  @RateLimited(LINK)
  @Mutation(() => Boolean, {
    description:
      'Verifies an email by the link of a mail. Returns true. Errors: INVALID_CREDENTIALS if the link was used, has expired or is for an earlier email, BAD_USER_INPUT, RATE_LIMITED.',
  })
  async verifyEmail(
    @Arg('token', () => String, { description: 'The token of the link: what follows `#`.' }) token: string,
    @Ctx() { accounts }: AuthContext,
  ): Promise<boolean> {
    await accounts.verifyEmail(checkText('token', token, 0, MAX_LINK_TOKEN));
    return true;
  }

  @Authorized(SESSION)
  @Credential()
  @Mutation(() => User, {
    description:
      'Changes the viewer’s name, email or both. A new email has to be verified; a link is sent to it, and a notice to the old one. Errors: UNAUTHENTICATED, BAD_USER_INPUT, EMAIL_TAKEN, RATE_LIMITED.',
  })
  async updateProfile(
    @Args(() => UpdateProfileArgs) changes: UpdateProfileArgs,
    @Ctx() context: AuthContext & { limits: RequestLimits },
  ): Promise<User> {
    const viewer = viewerOf(context);
    if (changes.email != null) {
      // It reveals whether an email is taken, as `register` does, and sends mail.
      await context.limits.take(EMAIL_CHANGES, 'address');
      await context.limits.take(MAILS, { account: viewer.id });
    }
    return context.accounts.updateProfile(viewer, changes);
  }
}
