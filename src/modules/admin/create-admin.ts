import type { Connection } from 'mongoose';
import type { Logger } from '../../infra/logger.js';
import type { AuditModel } from '../audit/audit.model.js';
import { createAuditLog } from '../audit/audit-log.js';
import type { UserModel } from '../auth/user.model.js';
import type { GenerationQueue } from '../jobs/job-queue.js';
import type { JobsService } from '../jobs/jobs.service.js';
import type { JobModel } from '../jobs/model/job.model.js';
import type { QueueStateModel } from '../jobs/queue-switch.js';
import { createAccountControl } from './account-control.js';
import { createAccounts } from './accounts.js';
import type { AdminServices } from './admin-context.js';
import { createAdminJobs } from './admin-jobs.js';
import { appointAdmin } from './appoint-admin.js';
import { createClosedAccounts } from './closed-accounts.js';
import { createQueueControl } from './queue-control.js';
import { createQueueStats } from './queue-stats.js';
import type { QueueWorker } from './queue-stats.types.js';

interface Parts {
  connection: Connection;
  models: { users: UserModel; jobs: JobModel; queueStates: QueueStateModel; audit: AuditModel };
  jobs: JobsService;
  queue: GenerationQueue;
  /** Ends the sessions and sockets of a user whose epoch was raised. */
  endSessions: (userId: string) => Promise<unknown>;
  liveWorkers: () => Promise<QueueWorker[]>;
  log: Logger;
}

interface Settings {
  auditLogDays: number;
  /** The account that becomes the first administrator; null for none. */
  adminEmail: string | null;
}

/** All that an API process does for administrators. */
export async function createAdmin(
  parts: Parts,
  settings: Settings,
): Promise<{ admin: AdminServices; close(): Promise<void> }> {
  const { connection, models, queue, endSessions, liveWorkers, log } = parts;
  const { users, queueStates: states } = models;
  const auditLog = createAuditLog(models.audit, settings.auditLogDays);
  const control = createAccountControl({ connection, users, auditLog });
  if (settings.adminEmail) await appointAdmin(control, settings.adminEmail, log);
  const shut = createClosedAccounts({ users, cancelAll: parts.jobs.cancelAll, log });
  const accounts = createAccounts({ users, control, shut, endSessions });
  const stats = createQueueStats({ jobs: models.jobs, states, queue, liveWorkers, log });
  return {
    admin: {
      accounts,
      jobs: createAdminJobs({ jobs: models.jobs, service: parts.jobs, accounts, auditLog, log }),
      queue: createQueueControl({ connection, states, queue, auditLog, log }),
      stats,
      auditLog,
    },
    async close() {
      stats.close();
      await shut.close();
    },
  };
}
