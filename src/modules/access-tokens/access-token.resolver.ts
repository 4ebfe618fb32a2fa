import { Arg, Authorized, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { SESSION, viewerOf } from '../auth/auth-checker.js';
import { AccessToken, AccessTokenWithSecret, CreateAccessTokenInput } from './access-token.types.js';
import type { AccessTokensContext } from './access-tokens-context.js';

@Resolver(() => AccessToken)
export class AccessTokenResolver {
  @Authorized(SESSION)
  @Query(() => [AccessToken], {
    description:
      'Lists the viewer’s access tokens, newest first; 20 at most. Errors: UNAUTHENTICATED, FORBIDDEN for a request with an access token.',
  })
  accessTokens(@Ctx() context: AccessTokensContext): Promise<AccessToken[]> {
    return context.accessTokens.list(viewerOf(context).id);
  }

  @Authorized(SESSION)
  @Mutation(() => AccessTokenWithSecret, {
    description:
      'Creates an access token, and returns it once. Errors: UNAUTHENTICATED, BAD_USER_INPUT, CONFLICT for a viewer with 20 access tokens, FORBIDDEN for a request with an access token.',
  })
  createAccessToken(
    @Arg('input', () => CreateAccessTokenInput, { description: 'The new access token.' })
    input: CreateAccessTokenInput,
    @Ctx() context: AccessTokensContext,
  ): Promise<AccessTokenWithSecret> {
    return context.accessTokens.create(viewerOf(context).id, input);
  }

  @Authorized(SESSION)
  @Mutation(() => AccessToken, {
    description:
      'Revokes one of the viewer’s access tokens and returns it. Its sockets and streams end within 5 s. Errors: UNAUTHENTICATED, NOT_FOUND, FORBIDDEN for a request with an access token.',
  })
  revokeAccessToken(
    @Arg('id', () => ID, { description: 'The access token’s id; see `accessTokens`.' }) id: string,
    @Ctx() context: AccessTokensContext,
  ): Promise<AccessToken> {
    return context.accessTokens.revoke(viewerOf(context).id, id);
  }
}
