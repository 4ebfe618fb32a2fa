import { Redis } from 'ioredis';
import { REDIS_URL } from './peer.js';

/** A message on a user's channel. */
export interface EventMessage {
  seq: number;
  occurredAt: string;
  job: { id: string; status: string; generatedContent: string };
}
/** The form of the answers. */
export interface CompletedEvent extends Omit<EventMessage, 'seq'> {
  cursor: string;
}

/** Channels of Redis, each subscribed once for all listeners. */
export function createTopics() {
  const redis = new Redis(REDIS_URL);
  const listeners = new Map<string, Set<(event: CompletedEvent) => void>>();
  redis.on('message', (topic: string, message: string) => {
    const { seq, occurredAt, job } = JSON.parse(message) as EventMessage;
    for (const listener of listeners.get(topic) ?? []) listener({ cursor: String(seq), occurredAt, job });
  });
  return {
    /** Resolves to a function that ends it, once Redis has acknowledged it. */
    async listen(topic: string, listener: (event: CompletedEvent) => void): Promise<() => void> {
      const all = listeners.get(topic) ?? new Set();
      all.add(listener);
      if (!listeners.has(topic)) {
        listeners.set(topic, all);
        await redis.subscribe(topic);
      }
      return () => {
        all.delete(listener);
        if (all.size > 0) return;
        listeners.delete(topic);
        void redis.unsubscribe(topic);
      };
    },
  };
}
