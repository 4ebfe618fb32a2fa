import type { AuthContext } from '../auth/auth-context.js';
import type { EstimatesService } from './estimates.service.js';

/** What the resolver of estimates uses. */
export interface EstimatesContext extends AuthContext {
  estimates: EstimatesService;
}
