import type { z } from 'zod';
import { publishCommand, type RedisClient } from './redis-client.js';

/** A channel of Redis, and what its messages hold. */
export interface Topic<Payload> {
  readonly channel: string;
  readonly payload: z.ZodType<Payload>;
}

/** One topic for each id. The id is one that the server created, never user input. */
export type TopicFamily<Payload> = (id: string) => Topic<Payload>;

/** @param name the channel of an id is `name:id` */
export const topicFamily =
  <Payload>(name: string, payload: z.ZodType<Payload>): TopicFamily<Payload> =>
  (id) => ({ channel: `${name}:${id}`, payload });

/** A message as it crosses Redis: JSON, where a Date becomes ISO 8601 text. */
export const encode = <Payload>(_topic: Topic<Payload>, payload: Payload): string => JSON.stringify(payload);

/** Null for a message that does not fit the topic, such as one of another version. */
export function decode<Payload>(topic: Topic<Payload>, message: unknown): Payload | null {
  const { success, data } = topic.payload.safeParse(message);
  return success ? data : null;
}

/** Rejects at once, or within 2 s, while Redis is away. */
export async function publish<Payload>(
  redis: RedisClient,
  topic: Topic<Payload>,
  payload: Payload,
): Promise<void> {
  await redis[publishCommand(redis)](topic.channel, encode(topic, payload));
}
