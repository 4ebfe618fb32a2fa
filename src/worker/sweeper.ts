import { trusted } from 'mongoose';
import type { Lease } from '../infra/lease.js';
import type { Logger } from '../infra/logger.js';
import type { EventLog } from '../modules/events/event-log.js';
import type { EventPublisher } from '../modules/events/event-publisher.js';
import { bullJobId, type GenerationQueue } from '../modules/jobs/job-queue.js';
import type { JobModel } from '../modules/jobs/model/job.model.js';
import { type JobRecord, JobStatus, UNFINISHED } from '../modules/jobs/model/job.model.js';
import { applyPaused, type QueueStateModel } from '../modules/jobs/queue-switch.js';
import type { Found } from './attempt-metrics.js';
import { INTERRUPTED } from './attempts.js';
import { HEARTBEAT_MS } from './running-attempts.js';

interface SweeperDeps {
  jobs: JobModel;
  queueStates: QueueStateModel;
  queue: GenerationQueue;
  eventLog: EventLog;
  publisher: EventPublisher;
  lease: Lease;
  log: Logger;
  /** Time between two sweeps, in milliseconds. */
  intervalMs: number;
  /** Counts what was repaired. */
  found?: ((what: Found, count: number) => void) | undefined;
}

/** A job that changed within this time, in milliseconds, is skipped: its change may still be in progress. */
const QUIET_MS = 5_000;
/** Events that are not marked as published after this time, in milliseconds, are published again. */
const UNPUBLISHED_MS = 2_000;
/** Jobs or events per batch. */
const BATCH = 500;

/** An attempt without a heartbeat for this time, in milliseconds, counts as interrupted. */
const SILENCE_MS = 3 * HEARTBEAT_MS;

/**
 * Repairs what a crash left behind: enqueues jobs that are missing in Redis (it was away when they were accepted, or
 * lost them), ends jobs that BullMQ has ended, publishes events that were not published, and pauses the queue again.
 * One worker sweeps at a time, by lease. If two ever do, each change is a compare-and-set that only one of them makes.
 */
export function startSweeper(deps: SweeperDeps): { close(): Promise<void> } {
  const { intervalMs, lease, log } = deps;
  let sweeping: Promise<void> | undefined;
  const timer = setInterval(() => {
    // One at a time: on a slow database they would pile up, and a stopping worker would wait for all of them.
    sweeping ??= lease
      .take(intervalMs * 3)
      .then((taken) => (taken ? sweep(deps) : undefined))
      .catch((error) => log.warn({ err: error }, 'sweep interrupted'))
      .finally(() => {
        sweeping = undefined;
      });
  }, intervalMs);
  return {
    async close() {
      clearInterval(timer);
      await sweeping;
      await lease.release().catch((error) => log.debug({ err: error }, 'lease not released'));
    },
  };
}

/** Checks every job and event that should have moved on by now. */
export async function sweep(deps: SweeperDeps): Promise<void> {
  await publishMissed(deps);
  // Redis may have lost it, or was away when it changed.
  await applyPaused(deps.queueStates, deps.queue);
  const { intervalMs } = deps;
  const quietMs = Math.min(intervalMs, QUIET_MS);
  const due = deps.jobs
    .find({
      status: trusted({ $in: UNFINISHED }),
      // Later jobs are enqueued by a later sweep, before they are due.
      scheduledFor: trusted({ $lt: new Date(Date.now() + intervalMs * 3) }),
      updatedAt: trusted({ $lt: new Date(Date.now() - quietMs) }),
    })
    .sort({ scheduledFor: 1 })
    .lean<JobRecord>()
    .cursor({ batchSize: BATCH });
  let batch: JobRecord[] = [];
  for await (const job of due) {
    batch.push(job);
    if (batch.length === BATCH) {
      await reconcile(deps, batch);
      batch = [];
    }
  }
  await reconcile(deps, batch);
}

async function publishMissed({ eventLog, publisher, log, found }: SweeperDeps): Promise<void> {
  const events = await eventLog.unpublished(UNPUBLISHED_MS, BATCH);
  for (const event of events) if (!(await publisher.publish(event))) return;
  if (events.length === 0) return;
  found?.('unpublished_event', events.length);
  log.warn({ events: events.length }, 'published events that were not published before');
}

async function reconcile(deps: SweeperDeps, batch: JobRecord[]): Promise<void> {
  if (batch.length === 0) return;
  const states = await deps.queue.statesOf(batch);
  for (const [index, job] of batch.entries()) {
    const state = states[index];
    if (state === 'failed' && job.status !== JobStatus.QUEUED) await failGivenUp(deps, job);
    else if (state !== 'live') await enqueueAgain(deps, job);
  }
}

/** Ends a job that BullMQ gave up. A QUEUED one has had no attempt, and is enqueued again instead. */
async function failGivenUp(deps: SweeperDeps, job: JobRecord): Promise<void> {
  const event = await deps.eventLog.endJob({
    jobId: job._id,
    from: { run: job.run, status: job.status, ...(job.runToken && { runToken: job.runToken }) },
    set: { status: JobStatus.FAILED, error: INTERRUPTED },
  });
  if (!event) return;
  deps.found?.('given_up_job', 1);
  await deps.publisher.publish(event);
  deps.log.warn({ jobId: job._id, requestId: job.requestId }, 'the queue gave the job up: FAILED');
}

async function enqueueAgain({ jobs, queue, log, found }: SweeperDeps, job: JobRecord): Promise<void> {
  const { _id, run, status, enqueueNumber } = job;
  // Redis may have lost a job that a worker still runs; that worker ends it.
  const abandoned = trusted({
    $or: [
      { $ne: ['$status', JobStatus.PROCESSING] },
      { $lt: ['$heartbeatAt', { $subtract: ['$$NOW', SILENCE_MS] }] },
    ],
  });
  const taken = await jobs
    .findOneAndUpdate(
      { _id, run, status, enqueueNumber, $expr: abandoned },
      { $inc: { enqueueNumber: 1 } },
      { returnDocument: 'after' },
    )
    .lean<JobRecord>()
    .exec();
  if (!taken) return;
  // Jobs of a batch or a schedule wait for their owner's turns: many at once would delay other users.
  const inTurn = (taken.batch || taken.schedule) && taken.attempts === 0;
  const turn = inTurn && (await queue.turns.take(taken, bullJobId(_id, taken.enqueueNumber)));
  await queue.enqueue(taken, turn || undefined);
  found?.('missing_job', 1);
  log.warn({ jobId: _id, requestId: job.requestId }, 'job missing in Redis: enqueued again');
}
