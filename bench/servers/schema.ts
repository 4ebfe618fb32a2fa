// One schema for the GraphQL peers: the part of the product's schema that the benchmark uses.
import { Queue } from 'bullmq';
import { GraphQLError } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import mongoose from 'mongoose';
import { enqueueArguments, jobDocument, QUEUE, type Wish } from './job-document.js';
import { MONGO_URI, REDIS_URL } from './peer.js';

export const typeDefs = /* GraphQL */ `
  scalar DateTime
  enum ContentType { BLOG_POST_OUTLINE PRODUCT_DESCRIPTION SOCIAL_MEDIA_CAPTION }
  type Content { id: ID! title: String! type: ContentType! body: String! createdAt: DateTime! updatedAt: DateTime! }
  type ContentEdge { node: Content! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type ContentConnection { edges: [ContentEdge!]! pageInfo: PageInfo! }
  type Job { id: ID! status: String! scheduledFor: DateTime! generatedContent: String }
  type JobCompletedEvent { cursor: String! occurredAt: String! job: Job! }
  input GenerateContentInput { prompt: String! type: ContentType! idempotencyKey: String }
  type Query { contents(first: Int = 20): ContentConnection! }
  type Mutation { generateContent(input: GenerateContentInput!): Job! }
  type Subscription { jobCompleted: JobCompletedEvent! }
`;

export interface PeerContext {
  userId: string;
}
interface ContentRow {
  _id: { toString(): string };
  title?: string | null;
  type?: string | null;
  body?: string | null;
  createdAt: Date;
  updatedAt: Date;
}

export function toConnection(rows: ContentRow[], first: number) {
  const edges = rows.slice(0, first).map((row) => ({
    node: {
      id: row._id.toString(),
      title: row.title,
      type: row.type,
      body: row.body,
      createdAt: row.createdAt,
      updatedAt: row.updatedAt,
    },
  }));
  return { edges, pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.node.id ?? null } };
}

export function checkWish({ prompt }: Wish) {
  if (prompt.length >= 1 && prompt.length <= 4_000) return;
  throw new GraphQLError('prompt must be 1 to 4000 characters', { extensions: { code: 'BAD_USER_INPUT' } });
}

/** Resolvers over the driver, which read only the fields of a list, as in a tuned server. */
export async function driverResolvers() {
  const client = await new mongoose.mongo.MongoClient(MONGO_URI).connect();
  const contents = client.db().collection<ContentRow>('contents');
  const jobs = client.db().collection<{ _id: string }>('jobs', { writeConcern: { w: 'majority' } });
  const queue = new Queue(QUEUE, { connection: { url: REDIS_URL } });
  const projection = { title: 1, type: 1, createdAt: 1, updatedAt: 1 };
  return {
    DateTime: GraphQLDateTime,
    Query: {
      async contents(_root: unknown, { first }: { first: number }, { userId }: PeerContext) {
        const rows = await contents
          .find({ userId: new mongoose.Types.ObjectId(userId) }, { projection })
          .sort({ createdAt: -1, _id: -1 })
          .limit(first + 1)
          .toArray();
        return toConnection(rows as ContentRow[], first);
      },
    },
    Mutation: {
      async generateContent(_root: unknown, { input }: { input: Wish }, { userId }: PeerContext) {
        checkWish(input);
        const job = jobDocument(userId, input);
        await jobs.insertOne(job);
        await queue.add(...enqueueArguments(job));
        return { ...job, id: job._id };
      },
    },
  };
}
