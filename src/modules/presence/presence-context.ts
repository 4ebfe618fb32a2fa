import type { AuthContext } from '../auth/auth-context.js';
import type { PresenceService } from './presence.service.js';

/** What the resolver of presence uses. */
export interface PresenceContext extends AuthContext {
  presence: PresenceService;
}
