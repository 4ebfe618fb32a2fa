import type { AuthContext } from '../auth/auth-context.js';
import type { ExportsService } from './exports.service.js';

/** What the resolvers of exports use. */
export interface ExportsContext extends AuthContext {
  exports: ExportsService;
}
