import type { Actor, AuditLog } from '../audit/audit-log.js';
import { viewerOf } from '../auth/auth-checker.js';
import type { AuthContext } from '../auth/auth-context.js';
import type { Accounts } from './accounts.js';
import type { AdminJobs } from './admin-jobs.js';
import type { QueueControl } from './queue-control.js';
import type { QueueStatsReader } from './queue-stats.js';

/** The services of administrators. */
export interface AdminServices {
  accounts: Accounts;
  jobs: AdminJobs;
  queue: QueueControl;
  stats: QueueStatsReader;
  auditLog: AuditLog;
}

/** What the resolvers of administrators use. */
export interface AdminContext extends AuthContext {
  requestId: string;
  admin: AdminServices;
}

/** The administrator who makes a request, and their address. */
export const actorOf = (context: AdminContext): Actor => ({
  userId: viewerOf(context).id,
  address: context.address,
});
