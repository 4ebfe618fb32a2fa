import { RedisPubSub } from 'graphql-redis-subscriptions';
import type { Redis } from 'ioredis';
import type { Logger } from './logger.js';
import { decode, type Topic } from './topic.js';

export interface Listener<Payload> {
  onMessage(payload: Payload): void;
  /** Called when messages were missed, or one did not fit the topic. Read the published state again. */
  onGap(): void;
}

export interface Channels {
  /**
   * Listens to a topic. Resolves once Redis has acknowledged the channel, and after a second while Redis is away: the
   * channel is then opened when Redis is back, with an `onGap`. Returns what closes it.
   */
  listen<Payload>(topic: Topic<Payload>, listener: Listener<Payload>): Promise<() => void>;
  /** Stops watching the connection. */
  close(): void;
}

/** How long `listen` waits for Redis, in milliseconds. */
const ACKNOWLEDGE_MS = 1_000;
/** Time between pings, in milliseconds. Only a ping finds a connection that was cut silently. */
const PING_MS = 5_000;

/** Listens on a connection of the `subscriber` role. */
export function createChannels(subscriber: Redis, log: Logger): Channels {
  catchUnsubscribeFailures(subscriber, log);
  const pubsub = new RedisPubSub({ publisher: subscriber, subscriber });
  const listeners = new Set<Pick<Listener<never>, 'onGap'>>();
  const ping = setInterval(() => {
    if (subscriber.status === 'ready') subscriber.ping().catch(() => {});
  }, PING_MS).unref();

  // ioredis subscribes again after an outage, but what was published meanwhile is lost. The answer to a ping comes
  // after the acknowledgement of those channels, on the same connection: nothing is missed from then on.
  const onReady = () =>
    setImmediate(() => {
      subscriber
        .ping()
        .then(() => {
          for (const { onGap } of listeners) onGap();
        })
        .catch((error) => log.debug({ err: error }, 'Redis went away again'));
    });
  subscriber.on('ready', onReady);

  return {
    async listen(topic, listener) {
      const { channel } = topic;
      listeners.add(listener);
      let late = false;
      const acknowledged = pubsub.subscribe(channel, (message: unknown) => {
        const payload = decode(topic, message);
        if (payload === null) listener.onGap();
        else listener.onMessage(payload);
      });
      const settled = acknowledged.then(
        () => late && listener.onGap(),
        (error) => log.warn({ err: error, channel }, 'could not subscribe to a channel'),
      );
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ACKNOWLEDGE_MS);
        settled.then(() => {
          clearTimeout(timer);
          resolve();
        });
      });
      late = true;
      return () => {
        listeners.delete(listener);
        acknowledged.then((id) => pubsub.unsubscribe(id)).catch(() => {});
      };
    },
    close() {
      clearInterval(ping);
      subscriber.off('ready', onReady);
    },
  };
}

/** RedisPubSub drops the promises of these two; a rejection without a handler would end the process. */
function catchUnsubscribeFailures(subscriber: Redis, log: Logger) {
  for (const command of ['unsubscribe', 'punsubscribe'] as const) {
    const send = subscriber[command].bind(subscriber) as (...channels: string[]) => Promise<unknown>;
    subscriber[command] = ((...channels: string[]) =>
      send(...channels).catch((error: Error) =>
        log.debug({ err: error, command }, 'could not unsubscribe from a channel'),
      )) as never;
  }
}
