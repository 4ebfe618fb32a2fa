import type { AuthContext } from '../auth/auth-context.js';
import type { ContentService } from './content.service.js';
import type { ContentLoaders } from './content-loaders.js';

/** What the library's resolvers use. */
export interface ContentContext extends AuthContext {
  contents: ContentService;
  /** Of one request, or of one event of a subscription. */
  readonly loaders: ContentLoaders;
}
