import { RedisPubSub } from 'graphql-redis-subscriptions';
/** The one place that names channels. Each holds ids of ours alone, checked before, and never what a person typed. */
export const channels = {
    /** A user's events, for every subscriber of theirs. */
    events: (userId) => `events:${userId}`,
    /** The text of one job as it is written. */
    progress: (jobId) => `progress:${jobId}`,
    /** Jobs that were canceled, for the worker that runs them. */
    canceled: 'jobs:canceled',
    /** Sessions that were ended, for every API process. */
    sessionsEnded: 'sessions:ended',
};
/** How long whoever listens waits for Redis, in milliseconds. */
const PATIENCE_MS = 1_000;
/** How often the connection is tried, in milliseconds: one that is cut without a word shows itself in no other way. */
const PING_MS = 5_000;
/** Listening, on a connection of the `subscriber` role. Redis forgets what nobody hears: gaps are told. */
export function createChannels(subscriber, log) {
    catchUnsubscribeFailures(subscriber, log);
    const pubsub = new RedisPubSub({ publisher: subscriber, subscriber });
    const listeners = new Set();
    const ping = setInterval(() => {
        if (subscriber.status === 'ready')
            subscriber.ping().catch(() => { });
    }, PING_MS).unref();
    // ioredis takes its channels up again after an outage, but what was said meanwhile is gone. The answer to a ping
    // comes after the acknowledgement of those channels, on the same connection: from then on nothing more is missed.
    const onReady = () => setImmediate(() => {
        subscriber
            .ping()
            .then(() => {
            for (const { onGap } of listeners)
                onGap();
        })
            .catch((error) => log.debug({ err: error }, 'Redis went away again'));
    });
    subscriber.on('ready', onReady);
    return {
        async listen(channel, listener) {
            listeners.add(listener);
            let late = false;
            const acknowledged = pubsub.subscribe(channel, (message) => listener.onMessage(message));
            const settled = acknowledged.then(() => late && listener.onGap(), (error) => log.warn({ err: error, channel }, 'channel not listened to'));
            await new Promise((resolve) => {
                const timer = setTimeout(resolve, PATIENCE_MS);
                settled.then(() => {
                    clearTimeout(timer);
                    resolve();
                });
            });
            late = true;
            return () => {
                listeners.delete(listener);
                acknowledged.then((id) => pubsub.unsubscribe(id)).catch(() => { });
            };
        },
        close() {
            clearInterval(ping);
            subscriber.off('ready', onReady);
        },
    };
}
/** RedisPubSub drops the promises of these two; rejected without a handler they would end the process. */
function catchUnsubscribeFailures(subscriber, log) {
    for (const command of ['unsubscribe', 'punsubscribe']) {
        const send = subscriber[command].bind(subscriber);
        subscriber[command] = ((...channels) => send(...channels).catch((error) => log.debug({ err: error, command }, 'channel not let go')));
    }
}
//# sourceMappingURL=channels.js.map