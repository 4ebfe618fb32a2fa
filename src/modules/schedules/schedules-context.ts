import type { AuthContext } from '../auth/auth-context.js';
import type { SchedulesService } from './schedules.service.js';

/** What the resolvers of schedules use. */
export interface SchedulesContext extends AuthContext {
  schedules: SchedulesService;
}
