import type { AuthContext } from '../auth/auth-context.js';
import type { TemplatesService } from './templates.service.js';

/** What the resolvers of templates use. */
export interface TemplatesContext extends AuthContext {
  templates: TemplatesService;
}
