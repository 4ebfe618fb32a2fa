import type { AuthContext } from '../auth/auth-context.js';
import type { VoicesService } from './voices.service.js';

/** What the resolvers of brand voices use. */
export interface VoicesContext extends AuthContext {
  voices: VoicesService;
}
