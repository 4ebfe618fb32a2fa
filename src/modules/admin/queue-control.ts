import type { Connection } from 'mongoose';
import type { Logger } from '../../infra/logger.js';
import { inTransaction } from '../../infra/mongo.js';
import { AuditAction } from '../audit/audit.model.js';
import type { Actor, AuditLog } from '../audit/audit-log.js';
import type { GenerationQueue } from '../jobs/job-queue.js';
import { applyPaused, type QueueStateModel, storePaused } from '../jobs/queue-switch.js';

/** Stops and continues the work of all workers. */
export interface QueueControl {
  /**
   * Pauses the queue: workers finish what they run, and start nothing more. The pause takes effect once it is stored;
   * if Redis is away, a worker's sweeper applies it later.
   */
  setPaused(actor: Actor, paused: boolean): Promise<void>;
}

interface QueueControlDeps {
  connection: Connection;
  states: QueueStateModel;
  queue: GenerationQueue;
  auditLog: AuditLog;
  log: Logger;
}

export function createQueueControl(deps: QueueControlDeps): QueueControl {
  const { connection, states, queue, auditLog, log } = deps;
  return {
    async setPaused(actor, paused) {
      await inTransaction(connection, async (session) => {
        if (!(await storePaused(states, paused, session))) return;
        const action = paused ? AuditAction.QUEUE_PAUSED : AuditAction.QUEUE_RESUMED;
        await auditLog.record(session, actor, { action });
      });
      await applyPaused(states, queue).catch((error) =>
        log.warn({ err: error, paused }, 'queue state is stored, and applied to Redis later'),
      );
    },
  };
}
