import type { AuthContext } from '../auth/auth-context.js';
import type { AccessTokens } from './access-tokens.service.js';

/** What the resolvers of access tokens use. */
export interface AccessTokensContext extends AuthContext {
  accessTokens: AccessTokens;
}
