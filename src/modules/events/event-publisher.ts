import { RedisPubSub } from 'graphql-redis-subscriptions';
import type { Redis } from 'ioredis';
import { type Channels, channels } from '../../infra/channels.js';
import type { Logger } from '../../infra/logger.js';
import { type JsonOf, ReceivedSnapshot, type SnapshotJson } from '../jobs/model/job-snapshot.js';
import { unknownCursor } from './event-cursor.js';
import type { EventLog, JobEvent } from './event-log.js';
import { EventStream } from './event-stream.js';

/** What goes over Redis: the event itself, so that nobody has to read it from MongoDB while all goes well. */
type Wire = JsonOf<Omit<JobEvent, 'userId' | 'job'>> & { job: SnapshotJson };

export interface EventPublisher {
  /**
   * Tells subscribers of an event that MongoDB has committed, and says whether Redis took it. Never throws: what
   * Redis didn't take a worker's sweeper publishes again, and the `seq` tells subscribers what they have had. So nobody
   * has to wait for it.
   */
  publish(event: JobEvent): Promise<boolean>;
  /** Waits for what is being published, and notes in MongoDB what has been. */
  close(): Promise<void>;
}

/** Publications are noted together, at this interval in milliseconds: one write for many events. */
const NOTE_MS = 200;

/** The publishing side, on a connection that fails at once. */
export function createEventPublisher(redis: Redis, eventLog: EventLog, log: Logger): EventPublisher {
  // Nothing subscribes here; RedisPubSub wants both connections.
  const pubsub = new RedisPubSub({ publisher: redis, subscriber: redis });
  let published: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let noting: Promise<void> = Promise.resolve();
  const underWay = new Set<Promise<boolean>>();

  function note() {
    clearTimeout(timer);
    timer = undefined;
    const ids = published;
    published = [];
    if (ids.length === 0) return;
    noting = noting
      .then(() => eventLog.markPublished(ids))
      .catch((error) => log.debug({ err: error }, 'publications not noted: they are published once more'));
  }

  async function tell({ userId, ...event }: JobEvent): Promise<boolean> {
    try {
      await pubsub.publish(channels.events(userId), event);
    } catch (error) {
      log.warn({ err: error, userId, seq: event.seq }, 'event not published yet');
      return false;
    }
    published.push(event.id);
    timer ??= setTimeout(note, NOTE_MS);
    return true;
  }

  return {
    publish(event) {
      const telling = tell(event).finally(() => underWay.delete(telling));
      underWay.add(telling);
      return telling;
    },
    async close() {
      await Promise.all(underWay);
      note();
      await noting;
    },
  };
}

export interface EventSubscriptions {
  /**
   * Listens to a user's events after the `seq` `after`, by default from now on. When the promise resolves nothing is
   * missed from then on. Close the stream to let go of the channel.
   * @throws BAD_USER_INPUT where there is no such event yet
   */
  open(userId: string, after?: number): Promise<EventStream>;
}

/** The API's side. */
export function createEventSubscriptions(listening: Channels, eventLog: EventLog): EventSubscriptions {
  return {
    async open(userId, after) {
      const stream = new EventStream(userId, eventLog);
      const letGo = await listening.listen(channels.events(userId), {
        onMessage: (message) => stream.push(fromWire(userId, message)),
        onGap: () => stream.catchUp(),
      });
      stream.onClose(letGo);
      try {
        // Read once the channel is live, so that what comes later comes through it: there is a gap to fill only where
        // the subscriber itself is behind.
        const latest = await eventLog.latestSeq(userId);
        if (after !== undefined && after > latest) throw unknownCursor('after');
        stream.begin(after ?? latest, latest);
        return stream;
      } catch (error) {
        await stream.return();
        throw error;
      }
    },
  };
}

function fromWire(userId: string, message: unknown): JobEvent | null {
  if (typeof message !== 'object' || message === null) return null;
  const { id, seq, run, occurredAt, job } = message as Wire;
  return { id, userId, seq, run, occurredAt: new Date(occurredAt), job: new ReceivedSnapshot(job) };
}
