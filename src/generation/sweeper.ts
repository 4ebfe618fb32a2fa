import { trusted } from 'mongoose';
import type { Logger } from '../infra/logger.js';
import type { Models } from '../infra/models.js';
import type { EventLog } from './event-log.js';
import type { EventPublisher } from './generation.events.js';
import type { GenerationQueue } from './generation.job.js';
import { type JobRecord, JobStatus } from './job.model.js';
import { JobErrorCode } from './job-error.js';
import { FAILURE_WORDS } from './provider-error.js';

interface SweeperDeps {
  jobs: Models['jobs'];
  queue: GenerationQueue;
  eventLog: EventLog;
  publisher: EventPublisher;
  log: Logger;
  /** Time between two sweeps, in milliseconds; a job that changed less than this ago is let be. */
  intervalMs: number;
}

const UNFINISHED = [JobStatus.QUEUED, JobStatus.RETRYING, JobStatus.PROCESSING];

/**
 * Puts right what a crash left behind: enqueues the jobs that the queue doesn't know (Redis was away when they were
 * accepted, or lost them), and ends those that BullMQ ended by itself. Several workers may sweep at the same time:
 * each change is a compare-and-set, which one of them makes.
 */
export function startSweeper(deps: SweeperDeps): { close(): Promise<void> } {
  let sweeping: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    sweeping = sweeping
      .then(() => sweep(deps))
      .catch((error) => deps.log.warn({ err: error }, 'sweep broken off'));
  }, deps.intervalMs);
  return {
    async close() {
      clearInterval(timer);
      await sweeping;
    },
  };
}

/** One look at every unfinished job that has not changed for a while. */
export async function sweep(deps: SweeperDeps): Promise<void> {
  const { jobs, queue, intervalMs } = deps;
  const quietSince = new Date(Date.now() - intervalMs);
  const unfinished = jobs
    .find({ status: trusted({ $in: UNFINISHED }), updatedAt: trusted({ $lt: quietSince }) })
    .lean<JobRecord>()
    .cursor();
  for await (const job of unfinished) {
    const state = await queue.stateOf(job);
    if (state === 'unknown' || state === 'completed') await enqueueAgain(deps, job);
    else if (state === 'failed') await settleFailed(deps, job);
  }
}

/** A QUEUED job has made no attempt, so that it deserves one; of any other BullMQ has had enough. */
async function settleFailed(deps: SweeperDeps, job: JobRecord): Promise<void> {
  if (job.status === JobStatus.QUEUED) return enqueueAgain(deps, job);
  const error = { code: JobErrorCode.INTERRUPTED, message: FAILURE_WORDS.INTERRUPTED, retriable: true };
  const event = await deps.eventLog.endJob({
    jobId: job._id,
    from: { run: job.run, status: job.status, ...(job.runToken && { runToken: job.runToken }) },
    set: { status: JobStatus.FAILED, error },
  });
  if (!event) return;
  await deps.publisher.publish(event);
  deps.log.warn({ jobId: job._id, requestId: job.requestId }, 'the queue gave this job up: FAILED');
}

async function enqueueAgain({ jobs, queue, log }: SweeperDeps, job: JobRecord): Promise<void> {
  const { _id, run, status, enqueueNumber } = job;
  const taken = await jobs
    .findOneAndUpdate(
      { _id, run, status, enqueueNumber },
      { $inc: { enqueueNumber: 1 } },
      { returnDocument: 'after' },
    )
    .lean<JobRecord>()
    .exec();
  if (!taken) return;
  await queue.enqueue(taken);
  log.warn({ jobId: _id, requestId: job.requestId }, 'the queue did not know this job: enqueued again');
}
