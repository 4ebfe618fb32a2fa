import { trusted } from 'mongoose';
import type { Lease } from '../infra/lease.js';
import type { Logger } from '../infra/logger.js';
import type { EventLog } from '../modules/events/event-log.js';
import type { EventPublisher } from '../modules/events/event-publisher.js';
import type { GenerationQueue } from '../modules/jobs/job-queue.js';
import type { JobModel } from '../modules/jobs/model/job.model.js';
import { type JobRecord, JobStatus, UNFINISHED } from '../modules/jobs/model/job.model.js';
import { INTERRUPTED } from './attempts.js';
import { HEARTBEAT_MS } from './running-attempts.js';

interface SweeperDeps {
  jobs: JobModel;
  queue: GenerationQueue;
  eventLog: EventLog;
  publisher: EventPublisher;
  lease: Lease;
  log: Logger;
  /** Time between two sweeps, in milliseconds. */
  intervalMs: number;
}

/** A job that changed less than this ago is let be, in milliseconds: whoever changed it may not be through yet. */
const QUIET_MS = 5_000;
/** Events whose publication was not noted for this long are published again, in milliseconds. */
const UNPUBLISHED_MS = 2_000;
/** Jobs, or events, looked at in one go. */
const BATCH = 500;

/** A worker that has not been heard of for this long no longer makes its attempt, in milliseconds. */
const SILENCE_MS = 3 * HEARTBEAT_MS;

/**
 * Puts right what a crash left behind: enqueues the jobs that Redis doesn't know (it was away when they were
 * accepted, or lost them), ends those that BullMQ ended by itself, and publishes events that were not published.
 * One worker at a time sweeps, by lease; should two ever do it, each change is a compare-and-set, which one makes.
 */
export function startSweeper(deps: SweeperDeps): { close(): Promise<void> } {
  const { intervalMs, lease, log } = deps;
  let sweeping: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    sweeping = sweeping
      .then(async () => {
        if (await lease.take(intervalMs * 3)) await sweep(deps);
      })
      .catch((error) => log.warn({ err: error }, 'sweep broken off'));
  }, intervalMs);
  return {
    async close() {
      clearInterval(timer);
      await sweeping;
      await lease.release().catch((error) => log.debug({ err: error }, 'lease not released'));
    },
  };
}

/** One look at all that should have moved on by now. */
export async function sweep(deps: SweeperDeps): Promise<void> {
  await publishAgain(deps);
  const { intervalMs } = deps;
  const quietMs = Math.min(intervalMs, QUIET_MS);
  const due = deps.jobs
    .find({
      status: trusted({ $in: UNFINISHED }),
      // A job that is far off has time: Redis is told of it before its moment, however long it was away.
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
      await putRight(deps, batch);
      batch = [];
    }
  }
  await putRight(deps, batch);
}

async function publishAgain({ eventLog, publisher, log }: SweeperDeps): Promise<void> {
  const events = await eventLog.unpublished(UNPUBLISHED_MS, BATCH);
  for (const event of events) if (!(await publisher.publish(event))) return;
  if (events.length > 0) log.warn({ events: events.length }, 'published what had not been published');
}

async function putRight(deps: SweeperDeps, batch: JobRecord[]): Promise<void> {
  if (batch.length === 0) return;
  const states = await deps.queue.statesOf(batch);
  for (const [index, job] of batch.entries()) {
    const state = states[index];
    if (state === 'failed' && job.status !== JobStatus.QUEUED) await settleFailed(deps, job);
    else if (state !== 'live') await enqueueAgain(deps, job);
  }
}

/** Of a job that is no longer QUEUED, BullMQ has had enough; a QUEUED one has made no attempt and deserves one. */
async function settleFailed(deps: SweeperDeps, job: JobRecord): Promise<void> {
  const event = await deps.eventLog.endJob({
    jobId: job._id,
    from: { run: job.run, status: job.status, ...(job.runToken && { runToken: job.runToken }) },
    set: { status: JobStatus.FAILED, error: INTERRUPTED },
  });
  if (!event) return;
  await deps.publisher.publish(event);
  deps.log.warn({ jobId: job._id, requestId: job.requestId }, 'the queue gave this job up: FAILED');
}

async function enqueueAgain({ jobs, queue, log }: SweeperDeps, job: JobRecord): Promise<void> {
  const { _id, run, status, enqueueNumber } = job;
  // Redis may have lost a job that a worker is still busy with: that worker ends it, whatever Redis knows.
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
  await queue.enqueue(taken);
  log.warn({ jobId: _id, requestId: job.requestId }, 'Redis did not know this job: enqueued again');
}
