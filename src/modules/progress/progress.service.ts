import type { Channels } from '../../infra/channels.js';
import type { RedisClient } from '../../infra/redis-client.js';
import type { SubscribeToCompletions } from '../events/event-subscriptions.js';
import { toSnapshot } from '../jobs/model/job-snapshot.js';
import type { FindOwnJob } from '../jobs/model/own-job.js';
import { topics } from '../topics/topics.js';
import { type JobProgressMessage, ProgressStream } from './progress-stream.js';
import { readTextSoFar } from './progress-text.js';

/** The progress of a user's jobs. */
export interface ProgressService {
  /**
   * Subscribes to the status and text of a job. When the promise resolves, the subscription is live.
   * @throws NOT_FOUND
   */
  subscribeToProgress(userId: string, jobId: string): Promise<AsyncIterableIterator<JobProgressMessage>>;
}

interface ProgressDeps {
  findOwnJob: FindOwnJob;
  subscribeToCompletions: SubscribeToCompletions;
  channels: Channels;
  /** Reads the text so far, on a connection that fails at once. */
  redis: RedisClient;
}

export function createProgressService(deps: ProgressDeps): ProgressService {
  const { findOwnJob, subscribeToCompletions, channels, redis } = deps;

  return {
    async subscribeToProgress(userId, jobId) {
      // The end comes from the event log, which loses nothing; text and status come from Redis.
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
      const stopListening = await channels.listen(topics.progress(jobId), {
        onMessage: (progress) => stream.push(progress),
        onGap: () => void stream.resync(),
      });
      stream.onClose(stopListening);
      await stream.resync();
      return stream;
    },
  };
}
