import { nativeCollection } from '../../infra/mongo.js';
import type { Meter } from '../../infra/telemetry/meter.js';
import type { GenerationQueue } from './job-queue.js';
import { type JobModel, type JobRecord, JobStatus } from './model/job.model.js';

/** The longest that the query of a scrape may take, in milliseconds. */
const MAX_TIME_MS = 2_000;

interface QueueMetricsDeps {
  jobs: JobModel;
  queue: Pick<GenerationQueue, 'counts' | 'isPaused'>;
}

/** Declares the numbers of the queue. Every process reads the same ones: take the maximum, not the sum. */
export function observeQueue(meter: Meter, { jobs, queue }: QueueMetricsDeps): void {
  meter.gauge({
    name: 'generation_queue_jobs',
    help: 'Entries of the queue of all processes, by state: waiting, delayed, active.',
    labels: ['state'],
    async read(gauge) {
      for (const [state, count] of Object.entries(await queue.counts())) gauge.set({ state }, count);
    },
  });
  meter.gauge({
    name: 'generation_queue_paused',
    help: '1 if an administrator has paused the queue, otherwise 0.',
    read: async (gauge) => gauge.set((await queue.isPaused()) ? 1 : 0),
  });
  meter.gauge({
    name: 'generation_queue_oldest_waiting_seconds',
    help: 'How long the oldest job has been due without running; 0 if none is due.',
    async read(gauge) {
      const now = new Date();
      const [oldest] = await nativeCollection<JobRecord>(jobs)
        .find(
          // The index holds the unfinished jobs, by due time.
          { status: { $in: [JobStatus.QUEUED, JobStatus.RETRYING] }, scheduledFor: { $lte: now } },
          { projection: { scheduledFor: 1 }, sort: { scheduledFor: 1 }, limit: 1, maxTimeMS: MAX_TIME_MS },
        )
        .toArray();
      gauge.set(oldest ? (now.getTime() - oldest.scheduledFor.getTime()) / 1_000 : 0);
    },
  });
}
