import type { Redis } from 'ioredis';
import { notFound } from '../../graphql/errors.js';
import { type Channels, channels } from '../../infra/channels.js';
import { parseEventCursor } from '../events/event-cursor.js';
import type { EventLog, JobEvent } from '../events/event-log.js';
import type { EventSubscriptions } from '../events/event-publisher.js';
import { readTextSoFar } from '../progress/progress.js';
import { ProgressStream } from '../progress/progress-stream.js';
import type { JobCompletedArgs } from './job.types.js';
import type { JobRecord } from './model/job.model.js';
import { toSnapshot } from './model/job-snapshot.js';

/** What an owner may listen to. Each promise resolves when the subscription is live: nothing is missed afterwards. */
export interface JobSubscriptions {
  /** @throws NOT_FOUND, BAD_USER_INPUT */
  subscribe(userId: string, args: JobCompletedArgs): Promise<AsyncIterableIterator<JobEvent>>;
  /** @throws NOT_FOUND */
  watch(userId: string, jobId: string): Promise<ProgressStream>;
}

interface JobSubscriptionsDeps {
  /** One's own job; null where there is none. */
  find(userId: string, jobId: string): Promise<JobRecord | null>;
  eventLog: EventLog;
  subscriptions: EventSubscriptions;
  listening: Channels;
  /** Reads the text so far, on a connection that fails at once. */
  redis: Redis;
}

export function createJobSubscriptions(deps: JobSubscriptionsDeps): JobSubscriptions {
  const { find, eventLog, subscriptions, listening, redis } = deps;

  async function subscribe(userId: string, { jobId, after }: JobCompletedArgs) {
    const from = after == null ? undefined : parseEventCursor('after', after);
    const stream = await subscriptions.open(userId, from);
    if (jobId == null) return stream;
    try {
      const job = await find(userId, jobId);
      if (!job) throw notFound('Job');
      // Read after Redis acknowledged the channel: the end is either here already, or will come through the stream.
      return untilEndOf(jobId, stream, await eventLog.ofJob(jobId, job.run), from);
    } catch (error) {
      await stream.return();
      throw error;
    }
  }

  return {
    subscribe,
    async watch(userId, jobId) {
      // The end comes from the event log, which forgets nothing; text and status on the way come from Redis.
      const ended = await subscribe(userId, { jobId });
      const stream = new ProgressStream(jobId, {
        ended,
        async read() {
          const job = await find(userId, jobId);
          if (!job) return null;
          const soFar = await readTextSoFar(redis, { jobId, run: job.run, attempt: job.attempts });
          return { job: toSnapshot(job), soFar };
        },
      });
      const letGo = await listening.listen(channels.progress(jobId), {
        onMessage: (message) => stream.push(message),
        onGap: () => void stream.resync(),
      });
      stream.onClose(letGo);
      await stream.resync();
      return stream;
    },
  };
}

/** The one event of a job, then the end. An event that the subscriber has seen, by its cursor, is not sent again. */
function untilEndOf(
  jobId: string,
  stream: AsyncIterableIterator<JobEvent>,
  ended: JobEvent | null,
  after: number | undefined,
): AsyncIterableIterator<JobEvent> {
  let done = ended !== null && after !== undefined && ended.seq <= after;
  const finish = async (): Promise<IteratorResult<JobEvent>> => {
    done = true;
    await stream.return?.();
    return { value: undefined, done: true };
  };
  return {
    async next() {
      if (done) return finish();
      if (ended) {
        await finish();
        return { value: ended, done: false };
      }
      for (;;) {
        const result = await stream.next();
        if (result.done) return finish();
        if (result.value.job.id !== jobId) continue;
        await finish();
        return result;
      }
    },
    return: finish,
    async throw(error) {
      await finish();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
