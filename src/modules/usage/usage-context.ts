import type { AuthContext } from '../auth/auth-context.js';
import type { UsageService } from './usage.service.js';

/** What the resolvers of usage use. */
export interface UsageContext extends AuthContext {
  usage: UsageService;
}
