// Mercurius with jit, its token's key made once; subscriptions on a Redis channel of each user.
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { announceReady, userOf } from './peer.js';
import { driverResolvers, typeDefs } from './schema.js';
import { createTopics } from './topics.js';
const topics = createTopics();
const pubsub = {
    async subscribe(topic, queue) {
        const stop = await topics.listen(topic, (event) => queue.push({ jobCompleted: event }));
        queue.close = [...(queue.close ?? []), stop];
    },
    publish: () => { },
};
const resolvers = {
    ...(await driverResolvers()),
    Subscription: {
        jobCompleted: {
            subscribe: (_root, _arguments, context) => context.pubsub.subscribe(`events:${context.userId}`),
        },
    },
};
const app = Fastify();
await app.register(mercurius.default ?? mercurius, {
    schema: typeDefs,
    resolvers: resolvers,
    jit: 1,
    context: (request) => ({ userId: userOf(request.headers.authorization) }),
    subscription: {
        fullWsTransport: true,
        pubsub: pubsub,
        onConnect: ({ payload }) => ({
            userId: userOf(payload.Authorization),
        }),
    },
});
await app.listen({ host: '127.0.0.1', port: 0 });
announceReady(app.server);
