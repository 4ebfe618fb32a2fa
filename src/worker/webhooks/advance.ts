import { Types } from 'mongoose';
import { createLease, type LeaseModel } from '../../infra/lease.js';
import { collect } from './collect.js';
import { CLAIM_MS, type DeliverDeps, deliverNext } from './deliver.js';

export interface AdvanceDeps extends DeliverDeps {
  leases: LeaseModel;
  /** Aborted when the worker takes no more work. */
  stopping: AbortSignal;
}

/** How long one task sends before it goes to the end of the queue, in milliseconds: others take turns with it. */
const TURN_MS = 5_000;
/** The delay before a webhook that another worker advances is checked again, in milliseconds. */
const BUSY_MS = 1_000;

/**
 * Creates the deliveries of a webhook's new events, and attempts those that were never attempted, one after another in
 * the order of their cursors. One that fails is attempted again later, and does not delay those behind it. A lease
 * keeps the order: one task at a time advances a webhook, even if Redis has lost the queue.
 */
export async function advance(deps: AdvanceDeps, webhookId: string): Promise<void> {
  const { queue, leases, stopping, log } = deps;
  const lease = createLease(leases, `webhook ${webhookId}`);
  const later = (delayMs: number) => queue.enqueue({ task: 'advance', webhookId }, delayMs);
  if (!(await lease.take(CLAIM_MS))) return later(BUSY_MS);
  const turnEnds = Date.now() + TURN_MS;
  const neverAttempted = { webhookId: new Types.ObjectId(webhookId), attempts: 0, seq: { $exists: true } };
  try {
    for (;;) {
      const collected = await collect(deps, webhookId);
      while ((await deliverNext(deps, neverAttempted)) !== 'none') {
        if (stopping.aborted || Date.now() > turnEnds) return await later(0);
        if (!(await lease.take(CLAIM_MS))) return;
      }
      if (!collected) return;
    }
  } finally {
    await lease.release().catch((error) => log.debug({ err: error, webhookId }, 'lease not released'));
  }
}
