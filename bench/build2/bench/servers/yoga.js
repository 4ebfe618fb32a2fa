// Yoga over node:http, its token's key made once.
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import { announceReady, userOf } from './peer.js';
import { driverResolvers, typeDefs } from './schema.js';
const yoga = createYoga({
    schema: createSchema({ typeDefs, resolvers: (await driverResolvers()) }),
    context: ({ request }) => ({ userId: userOf(request.headers.get('authorization') ?? undefined) }),
    graphiql: false,
    logging: false,
});
const server = createServer(yoga);
server.listen(0, '127.0.0.1', () => announceReady(server));
