import type { Logger } from '../../infra/logger.js';
import type { RedisClient } from '../../infra/redis-client.js';
import { publish } from '../../infra/topic.js';
import { topics } from '../topics/topics.js';
import type { EventLog, JobEvent } from './event-log.js';

export interface EventPublisher {
  /**
   * Publishes an event that MongoDB has committed, and returns whether Redis took it. Never throws, and callers need
   * not wait: a worker's sweeper publishes again what Redis did not take, and subscribers drop by `seq` what they have.
   */
  publish(event: JobEvent): Promise<boolean>;
  /** Waits for publications in progress, and marks in MongoDB what was published. */
  close(): Promise<void>;
}

/** Published events are marked together, at this interval in milliseconds: one write for many events. */
const MARK_INTERVAL_MS = 200;

/** Publishes on a connection that fails at once. */
export function createEventPublisher(redis: RedisClient, eventLog: EventLog, log: Logger): EventPublisher {
  let published: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let marking: Promise<void> = Promise.resolve();
  const inProgress = new Set<Promise<boolean>>();

  function markPublished() {
    clearTimeout(timer);
    timer = undefined;
    const ids = published;
    published = [];
    if (ids.length === 0) return;
    marking = marking
      .then(() => eventLog.markPublished(ids))
      .catch((error) =>
        log.debug({ err: error }, 'events not marked as published: the sweeper repeats them'),
      );
  }

  async function publishAndMark({ userId, ...message }: JobEvent): Promise<boolean> {
    try {
      await publish(redis, topics.events(userId), message);
    } catch (error) {
      log.warn({ err: error, userId, seq: message.seq }, 'event not published yet');
      return false;
    }
    published.push(message.id);
    timer ??= setTimeout(markPublished, MARK_INTERVAL_MS);
    return true;
  }

  return {
    publish(event) {
      const publication = publishAndMark(event).finally(() => inProgress.delete(publication));
      inProgress.add(publication);
      return publication;
    },
    async close() {
      await Promise.all(inProgress);
      markPublished();
      await marking;
    },
  };
}
