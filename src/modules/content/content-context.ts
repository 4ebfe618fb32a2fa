import type { AuthContext } from '../auth/auth-context.js';
import type { ContentService } from './content.service.js';
import type { ContentLoaders } from './content-loaders.js';

/** What the resolvers of the library use. */
export interface ContentContext extends AuthContext {
  contents: ContentService;
  /** For one request, or for one event of a subscription. */
  readonly loaders: ContentLoaders;
}
