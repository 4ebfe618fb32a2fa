import type { AuthContext } from '../auth/auth-context.js';
import type { ProgressService } from './progress.service.js';

/** What the resolver of progress uses. */
export interface ProgressContext extends AuthContext {
  progress: ProgressService;
}
