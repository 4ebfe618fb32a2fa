import type { Channels } from '../../infra/channels.js';
import type { RedisClient } from '../../infra/redis-client.js';
import type { SubscribeToCompletions } from '../events/event-subscriptions.js';
import type { EstimateJob } from '../jobs/model/job-estimate.js';
import { toSnapshot } from '../jobs/model/job-snapshot.js';
import type { FindOwnJob } from '../jobs/model/own-job.js';
import { topics } from '../topics/topics.js';
import { EstimateWatch } from './estimate-watch.js';
import { type JobProgressMessage, ProgressStream } from './progress-stream.js';
import { readTextSoFar } from './progress-text.js';

/** The progress of a user's jobs. */
export interface ProgressService {
  /**
   * Subscribes to the status and text of a job. When the promise resolves, the subscription is live.
   * @param options.estimates whether messages have the place in the queue and the expected times
   * @throws NOT_FOUND
   */
  subscribeToProgress(
    userId: string,
    jobId: string,
    options?: { estimates: boolean },
  ): Promise<AsyncIterableIterator<JobProgressMessage>>;
}

interface ProgressDeps {
  findOwnJob: FindOwnJob;
  subscribeToCompletions: SubscribeToCompletions;
  channels: Channels;
  /** Reads the text so far, on a connection that fails at once. */
  redis: RedisClient;
  estimate: EstimateJob;
}

export function createProgressService(deps: ProgressDeps): ProgressService {
  const { findOwnJob, subscribeToCompletions, channels, redis, estimate } = deps;

  return {
    async subscribeToProgress(userId, jobId, options = { estimates: false }) {
      // The end comes from the event log, which is durable; text and status come from Redis.
      const ended = await subscribeToCompletions(userId, { jobId });
      const stream = new ProgressStream(jobId, {
        ended,
        async read() {
          const job = await findOwnJob(userId, jobId);
          if (!job) return null;
          const soFar = await readTextSoFar(redis, { jobId, run: job.run, attempt: job.attempts });
          return { job: toSnapshot(job), soFar };
        },
      });
      const watch = options.estimates
        ? new EstimateWatch((status, updatedAt) => estimate({ id: jobId, status, updatedAt }))
        : null;
      if (watch) stream.watch(watch);
      const stopListening = await channels.listen(topics.progress(jobId), {
        onMessage: (progress) => stream.push(progress),
        onGap: () => void stream.resync(),
      });
      stream.onClose(stopListening);
      await stream.resync();
      await watch?.settled;
      return stream;
    },
  };
}
