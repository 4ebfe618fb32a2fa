import type { Logger } from '../../infra/logger.js';
import type { RedisClient } from '../../infra/redis-client.js';
import { publish } from '../../infra/topic.js';
import { topics } from '../topics/topics.js';
import type { EventLog, JobEvent } from './event-log.js';

export interface Publisher<Event> {
  /**
   * Publishes an event that MongoDB has committed, and returns whether Redis accepted it. Never throws, and callers
   * need not wait: a worker's sweeper publishes again what Redis did not accept, and subscribers drop duplicates by
   * `seq`.
   */
  publish(event: Event): Promise<boolean>;
  /** Waits for publications in progress, and marks in MongoDB what was published. */
  close(): Promise<void>;
}

export type EventPublisher = Publisher<JobEvent>;

/** Published events are marked together, at this interval in milliseconds: one write for many events. */
const MARK_INTERVAL_MS = 200;

/** Publishes on a connection that fails at once. */
export const createEventPublisher = (redis: RedisClient, eventLog: EventLog, log: Logger): EventPublisher =>
  createPublisher({
    send: ({ userId, ...message }) => publish(redis, topics.events(userId), message),
    markPublished: eventLog.markPublished,
    log,
  });

interface PublisherDeps<Event> {
  /** Publishes one event. Rejects while Redis is away. */
  send(event: Event): Promise<void>;
  /** Marks events as published in MongoDB. */
  markPublished(ids: string[]): Promise<void>;
  log: Logger;
}

/** The same for the events of any log. */
export function createPublisher<Event extends { id: string; userId: string; seq: number }>({
  send,
  markPublished: mark,
  log,
}: PublisherDeps<Event>): Publisher<Event> {
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
      .then(() => mark(ids))
      .catch((error) =>
        log.debug({ err: error }, 'events not marked as published: the sweeper repeats them'),
      );
  }

  async function publishAndMark(event: Event): Promise<boolean> {
    try {
      await send(event);
    } catch (error) {
      log.warn({ err: error, userId: event.userId, seq: event.seq }, 'event not published yet');
      return false;
    }
    published.push(event.id);
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
