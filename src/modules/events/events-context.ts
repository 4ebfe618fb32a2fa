import type { AuthContext } from '../auth/auth-context.js';
import type { EventsService } from './events.service.js';

/** What the resolvers of events use. */
export interface EventsContext extends AuthContext {
  events: EventsService;
}
