// A plain Apollo server as its guides show it: Express, mongoose documents, the token's secret as a string; graphql-ws
// with graphql-redis-subscriptions on a topic of each user.
import { createServer } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import { Queue } from 'bullmq';
import express from 'express';
import { GraphQLError } from 'graphql';
import { RedisPubSub } from 'graphql-redis-subscriptions';
import { GraphQLDateTime } from 'graphql-scalars';
import { useServer } from 'graphql-ws/use/ws';
import { createSchema } from 'graphql-yoga';
import { Redis } from 'ioredis';
import { WebSocketServer } from 'ws';
import { enqueueArguments, jobDocument, QUEUE, type Wish } from './job-document.js';
import { Content, Job } from './models.js';
import { announceReady, REDIS_URL, userOfByString } from './peer.js';
import { checkWish, type PeerContext, toConnection, typeDefs } from './schema.js';
import type { EventMessage } from './topics.js';

const queue = new Queue(QUEUE, { connection: { url: REDIS_URL } });
const pubsub = new RedisPubSub({ publisher: new Redis(REDIS_URL), subscriber: new Redis(REDIS_URL) });

const resolvers = {
  DateTime: GraphQLDateTime,
  Query: {
    async contents(_root: unknown, { first }: { first: number }, { userId }: PeerContext) {
      const rows = await Content.find({ userId })
        .sort({ createdAt: -1, _id: -1 })
        .limit(first + 1);
      return toConnection(rows, first);
    },
  },
  Mutation: {
    async generateContent(_root: unknown, { input }: { input: Wish }, { userId }: PeerContext) {
      checkWish(input);
      const wanted = jobDocument(userId, input);
      const job = await Job.create(wanted);
      await queue.add(...enqueueArguments(wanted));
      return { id: job._id, status: job.status, scheduledFor: job.scheduledFor };
    },
  },
  Subscription: {
    jobCompleted: {
      subscribe: (_root: unknown, _arguments: unknown, { userId }: PeerContext) =>
        pubsub.asyncIterator(`events:${userId}`),
      resolve: ({ seq, occurredAt, job }: EventMessage) => ({ cursor: String(seq), occurredAt, job }),
    },
  },
};

const app = express();
const httpServer = createServer(app);
// makeExecutableSchema of graphql-tools, by Yoga's name for it.
const schema = createSchema({ typeDefs, resolvers: resolvers as never });
const apollo = new ApolloServer<PeerContext>({ schema });
await apollo.start();
app.use(
  '/graphql',
  express.json(),
  expressMiddleware(apollo, {
    context: async ({ req }) => {
      try {
        return { userId: userOfByString(req.headers.authorization) };
      } catch {
        throw new GraphQLError('Not signed in', { extensions: { code: 'UNAUTHENTICATED' } });
      }
    },
  }),
);
useServer(
  {
    schema,
    context: ({ connectionParams }) => ({ userId: userOfByString(String(connectionParams?.Authorization)) }),
  },
  new WebSocketServer({ server: httpServer, path: '/graphql' }),
);
httpServer.listen(0, '127.0.0.1', () => announceReady(httpServer));
