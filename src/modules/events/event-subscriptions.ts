import { notFound } from '../../graphql/errors.js';
import type { Channels } from '../../infra/channels.js';
import type { FindOwnJob } from '../jobs/model/own-job.js';
import { topics } from '../topics/topics.js';
import type { JobCompletedArgs } from './event.types.js';
import { parseEventCursor, unknownCursor } from './event-cursor.js';
import type { EventLog, JobEvent } from './event-log.js';
import { type Delivered, EventStream, JobEndStream } from './event-stream.js';

/**
 * Subscribes to the events of a user, or to the end of one job. When the promise resolves, the subscription is live:
 * nothing is missed afterwards. The reader closes the stream to release its channel.
 * @throws NOT_FOUND, BAD_USER_INPUT for a cursor of no event
 */
export type SubscribeToCompletions = (
  userId: string,
  args: JobCompletedArgs,
) => Promise<AsyncIterableIterator<JobEvent>>;

export interface EventSubscriptionsDeps {
  findOwnJob: FindOwnJob;
  eventLog: EventLog;
  channels: Channels;
  /** Called with each event that a subscriber takes, unless it is older than the subscription. */
  delivered?: Delivered | undefined;
}

/**
 * Connects a stream with the user's channel, and sets its start.
 * @throws BAD_USER_INPUT for a cursor of no event
 */
export async function connectStream(
  { eventLog, channels }: Pick<EventSubscriptionsDeps, 'eventLog' | 'channels'>,
  stream: EventStream,
  userId: string,
  after: number | undefined,
): Promise<void> {
  const stopListening = await channels.listen(topics.events(userId), {
    onMessage: (message) => stream.push({ ...message, userId }),
    onGap: () => stream.catchUp(),
  });
  stream.onClose(stopListening);
  // Read once the channel is live, so that later events come through it: there is a gap to fill only where the
  // subscriber itself is behind.
  const latest = await eventLog.latestSeq(userId);
  if (after !== undefined && after > latest) throw unknownCursor('after');
  stream.begin(after ?? latest, latest);
}

export function createEventSubscriptions(deps: EventSubscriptionsDeps): SubscribeToCompletions {
  const { findOwnJob, eventLog, delivered } = deps;

  /** The event that has ended the job's current run already; null while it goes on. */
  async function endOf(userId: string, jobId: string) {
    const job = await findOwnJob(userId, jobId);
    if (!job) throw notFound('Job');
    return eventLog.ofJob(jobId, job.run);
  }

  return async (userId, { jobId, after }) => {
    const from = after == null ? undefined : parseEventCursor('after', after);
    const stream =
      jobId == null
        ? new EventStream(userId, eventLog, delivered)
        : new JobEndStream(jobId, userId, eventLog, delivered);
    try {
      await connectStream(deps, stream, userId, from);
      // Read after Redis acknowledged the channel: the end is either here already or comes through the stream.
      const ended = jobId == null ? null : await endOf(userId, jobId);
      if (!ended) return stream;
      await stream.return();
      // An event that the subscriber has, by its cursor, is not sent again.
      return oneAfterAnother(from !== undefined && ended.seq <= from ? [] : [ended]);
    } catch (error) {
      await stream.return();
      throw error;
    }
  };
}

async function* oneAfterAnother<T>(values: T[]) {
  yield* values;
}
