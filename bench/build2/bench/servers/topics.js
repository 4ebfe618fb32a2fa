import { Redis } from 'ioredis';
import { REDIS_URL } from './peer.js';
/** Channels of Redis, each listened to once however many ask. */
export function createTopics() {
    const redis = new Redis(REDIS_URL);
    const listeners = new Map();
    redis.on('message', (topic, message) => {
        const { seq, occurredAt, job } = JSON.parse(message);
        for (const listener of listeners.get(topic) ?? [])
            listener({ cursor: String(seq), occurredAt, job });
    });
    return {
        /** Answers with what ends it, once Redis has acknowledged it. */
        async listen(topic, listener) {
            const all = listeners.get(topic) ?? new Set();
            all.add(listener);
            if (!listeners.has(topic)) {
                listeners.set(topic, all);
                await redis.subscribe(topic);
            }
            return () => {
                all.delete(listener);
                if (all.size > 0)
                    return;
                listeners.delete(topic);
                void redis.unsubscribe(topic);
            };
        },
    };
}
