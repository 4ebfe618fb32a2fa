import { RedisPubSub } from 'graphql-redis-subscriptions';
import type { Redis } from 'ioredis';
import type { Logger } from '../infra/logger.js';
import type { EventLog, JobEvent } from './event-log.js';
import { EventStream } from './event-stream.js';
import { type JobSnapshot, reviveSnapshot } from './job-snapshot.js';

/** Named by the user's id alone, which comes from a checked token: whoever listens hears only their own. */
const channelOf = (userId: string) => `events:${userId}`;

/** What goes over Redis: the event itself, so that nobody has to read it from MongoDB while all goes well. */
type Wire = Omit<JobEvent, 'userId' | 'occurredAt'> & { occurredAt: string };

export interface EventPublisher {
  /**
   * Tells subscribers of an event that MongoDB has committed. Never throws: whoever misses it reads it from the
   * log with the next event, or on coming back.
   */
  publish(event: JobEvent): Promise<void>;
}

/** The worker's side, on a connection of the `publisher` role. */
export function createEventPublisher(publisher: Redis, log: Logger): EventPublisher {
  // Nothing subscribes here; RedisPubSub wants both connections.
  const pubsub = new RedisPubSub({ publisher, subscriber: publisher });
  return {
    async publish({ userId, ...event }) {
      try {
        await pubsub.publish(channelOf(userId), event);
      } catch (error) {
        log.warn({ err: error, userId, seq: event.seq }, 'event not published; subscribers will catch up');
      }
    },
  };
}

export interface EventSubscriptions {
  /**
   * Listens to a user's events after the `seq` `after`. When the promise
   * resolves Redis has acknowledged the channel: from then on nothing is missed. Close the stream to let go of it.
   */
  open(userId: string, after: number): Promise<EventStream>;
}

/** The API's side, on a connection of the `subscriber` role. */
export function createEventSubscriptions(
  subscriber: Redis,
  eventLog: EventLog,
  log: Logger,
): EventSubscriptions {
  catchUnsubscribeFailures(subscriber, log);
  // One listener a subscription, and thousands of subscriptions a process.
  subscriber.setMaxListeners(0);
  const pubsub = new RedisPubSub({ publisher: subscriber, subscriber });
  return {
    async open(userId, after) {
      const stream = new EventStream(userId, after, eventLog);
      const id = await pubsub.subscribe(channelOf(userId), (message: unknown) =>
        stream.push(fromWire(userId, message)),
      );
      // ioredis takes its channels up again after an outage, but what was said meanwhile is gone.
      const onReady = () => stream.catchUp();
      subscriber.on('ready', onReady);
      stream.onClose(() => {
        subscriber.off('ready', onReady);
        pubsub.unsubscribe(id);
      });
      return stream;
    },
  };
}

function fromWire(userId: string, message: unknown): JobEvent | null {
  if (typeof message !== 'object' || message === null) return null;
  const { occurredAt, job, ...event } = message as Wire;
  return { ...event, userId, occurredAt: new Date(occurredAt), job: reviveSnapshot(job as JobSnapshot) };
}

/** RedisPubSub drops the promises of these two; rejected without a handler they would end the process. */
function catchUnsubscribeFailures(subscriber: Redis, log: Logger) {
  for (const command of ['unsubscribe', 'punsubscribe'] as const) {
    const send = subscriber[command].bind(subscriber) as (...channels: string[]) => Promise<unknown>;
    subscriber[command] = ((...channels: string[]) =>
      send(...channels).catch((error: Error) =>
        log.debug({ err: error, command }, 'channel not let go'),
      )) as never;
  }
}
