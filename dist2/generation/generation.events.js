import { RedisPubSub } from 'graphql-redis-subscriptions';
import { channels } from '../infra/channels.js';
import { unknownCursor } from './event-cursor.js';
import { EventStream } from './event-stream.js';
import { ReceivedSnapshot } from './job-snapshot.js';
/** Publications are noted together, at this interval in milliseconds: one write for many events. */
const NOTE_MS = 200;
/** The publishing side, on a connection that fails at once. */
export function createEventPublisher(redis, eventLog, log) {
    // Nothing subscribes here; RedisPubSub wants both connections.
    const pubsub = new RedisPubSub({ publisher: redis, subscriber: redis });
    let published = [];
    let timer;
    let noting = Promise.resolve();
    function note() {
        clearTimeout(timer);
        timer = undefined;
        const ids = published;
        published = [];
        if (ids.length === 0)
            return;
        noting = noting
            .then(() => eventLog.markPublished(ids))
            .catch((error) => log.debug({ err: error }, 'publications not noted: they are published once more'));
    }
    return {
        async publish({ userId, ...event }) {
            try {
                await pubsub.publish(channels.events(userId), event);
            }
            catch (error) {
                log.warn({ err: error, userId, seq: event.seq }, 'event not published yet');
                return false;
            }
            published.push(event.id);
            timer ??= setTimeout(note, NOTE_MS);
            return true;
        },
        async close() {
            note();
            await noting;
        },
    };
}
/** The API's side. */
export function createEventSubscriptions(listening, eventLog) {
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
                if (after !== undefined && after > latest)
                    throw unknownCursor('after');
                stream.begin(after ?? latest, latest);
                return stream;
            }
            catch (error) {
                await stream.return();
                throw error;
            }
        },
    };
}
function fromWire(userId, message) {
    if (typeof message !== 'object' || message === null)
        return null;
    const { id, seq, run, occurredAt, job } = message;
    return { id, userId, seq, run, occurredAt: new Date(occurredAt), job: new ReceivedSnapshot(job) };
}
//# sourceMappingURL=generation.events.js.map