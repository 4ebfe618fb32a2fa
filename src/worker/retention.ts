import { setTimeout as delay } from 'node:timers/promises';
import { trusted } from 'mongoose';
import type { Lease } from '../infra/lease.js';
import type { Logger } from '../infra/logger.js';
import type { BatchModel } from '../modules/batches/model/batch.model.js';
import type { EventLog } from '../modules/events/event-log.js';
import type { GenerationQueue } from '../modules/jobs/job-queue.js';
import { ENDED, type JobModel, type JobRecord } from '../modules/jobs/model/job.model.js';

interface RetentionDeps {
  jobs: JobModel;
  batches: BatchModel;
  eventLog: EventLog;
  queue: Pick<GenerationQueue, 'forget'>;
  /** The sweeper's: one worker at a time removes jobs. */
  lease: Lease;
  log: Logger;
  /** How long a job is kept after its end, in milliseconds. */
  retentionMs: number;
  /** Time between two checks, in milliseconds. */
  intervalMs: number;
}

/**
 * Jobs per batch. Requests wait for MongoDB behind a batch: with 100 it took some 100 ms on two cores, and their p99 rose
 * by more than half.
 */
const BATCH = 20;
/** After a batch comes a pause of this many times its duration, so that requests get the larger part of the stores. */
const PAUSE_FACTOR = 3;

export interface Removed {
  jobs: number;
  events: number;
}

/**
 * Removes jobs that ended longer ago than the retention time, with their events and their entries in BullMQ. Pieces in
 * the library stay. A crash leaves a part of a batch, which the next check removes.
 */
export function startRetention(deps: RetentionDeps): { close(): Promise<void> } {
  const { intervalMs, log } = deps;
  const stop = new AbortController();
  const run = async () => {
    while (!stop.signal.aborted) {
      await removeOld(deps, stop.signal).catch((error) => log.warn({ err: error }, 'removal interrupted'));
      await delay(intervalMs, undefined, { signal: stop.signal, ref: false }).catch(() => {});
    }
  };
  const running = run();
  return {
    async close() {
      stop.abort();
      await running;
    },
  };
}

/** Removes in batches until nothing is left to remove, another worker has the lease, or the signal aborts. */
export async function removeOld(deps: RetentionDeps, signal: AbortSignal): Promise<Removed> {
  const { lease, log, intervalMs } = deps;
  const total = { jobs: 0, events: 0 };
  const began = performance.now();
  while (!signal.aborted && (await lease.take(intervalMs * 3))) {
    const startedAt = performance.now();
    const removed = await removeBatch(deps);
    total.jobs += removed.jobs;
    total.events += removed.events;
    if (removed.jobs < BATCH) {
      // A batch ends with the last of its jobs, so those are gone by now.
      await deps.batches.deleteMany({
        completedAt: trusted({ $lt: new Date(Date.now() - deps.retentionMs) }),
      });
      break;
    }
    const pauseMs = (performance.now() - startedAt) * PAUSE_FACTOR;
    await delay(pauseMs, undefined, { signal }).catch(() => {});
  }
  if (total.jobs > 0) {
    log.info({ ...total, durationMs: Math.round(performance.now() - began) }, 'removed old jobs');
  }
  return total;
}

/** Events first: an event without its job would never be removed. */
async function removeBatch({ jobs, eventLog, queue, log, retentionMs }: RetentionDeps): Promise<Removed> {
  const old = {
    status: trusted({ $in: ENDED }),
    completedAt: trusted({ $lt: new Date(Date.now() - retentionMs) }),
  };
  const batch = await jobs
    .find(old)
    .sort({ completedAt: 1 })
    .limit(BATCH)
    .select({ enqueueNumber: 1 })
    .lean<Pick<JobRecord, '_id' | 'enqueueNumber'>[]>()
    .exec();
  if (batch.length === 0) return { jobs: 0, events: 0 };
  const ids = batch.map(({ _id }) => _id);
  const events = await eventLog.removeOfJobs(ids);
  // BullMQ removes its own entries of ended jobs too; these are what is left.
  await queue.forget(batch).catch((error) => log.debug({ err: error }, 'entries left in the queue'));
  // The condition again: a job that began its next run stays.
  await jobs.deleteMany({ ...old, _id: trusted({ $in: ids }) });
  return { jobs: batch.length, events };
}
