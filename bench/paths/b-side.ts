import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import { userId } from '../data/ids.js';
import { openDatabase } from '../data/seed.js';
import { HttpConnection } from '../lib/http-connection.js';
import type { Request } from '../lib/load.js';
import type { Measured } from '../lib/process.js';
import { textFor } from '../lib/text.js';
import { base, SERVERS, type ServerName, tokenOf } from '../servers/index.js';
import { graphqlBody } from './library.js';

const MUTATION = `mutation Generate($input: GenerateContentInput!) {
  generateContent(input: $input) { id status scheduledFor }
}`;
const PROMPT_LENGTH = 200;
/** Requests that are sent again after a round, with the same idempotency key. */
const REPEATED = 50;
const DELAY_MS = 60_000;

interface Sent {
  user: number;
  key: string;
  prompt: string;
  id: string;
}

export type Side = Awaited<ReturnType<typeof openSide>>;

/** One server's stores, and the requests that were sent to it. */
export async function openSide(
  name: ServerName,
  mongoUri: string,
  redisUrl: string,
  flush: () => Promise<void>,
) {
  const mongo = await openDatabase(mongoUri);
  const jobs = mongo.connection.collection<{ _id: string }>('jobs');
  const queue = new Queue('content-generation', { connection: { url: redisUrl } });
  let sent: Sent[] = [];
  let count = 0;

  const requestOf = (one: Omit<Sent, 'id'>, check: (id: string) => void): Request => {
    const input = { prompt: one.prompt, type: 'PRODUCT_DESCRIPTION', idempotencyKey: one.key };
    const { graphql } = SERVERS[name];
    return {
      method: 'POST',
      path: graphql ? '/graphql' : '/generations',
      token: tokenOf(one.user),
      body: graphql ? graphqlBody(MUTATION, { input }) : JSON.stringify(input),
      check({ status, body }) {
        const json = JSON.parse(body.toString('utf8'));
        const job = json.data?.generateContent ?? json;
        const due = Date.parse(job.scheduledFor) - Date.now();
        if (status !== 200 || json.errors || job.status !== 'QUEUED' || typeof job.id !== 'string') {
          throw new Error('not accepted');
        }
        if (Math.abs(due - DELAY_MS) > 5_000) throw new Error(`due in ${due} ms`);
        check(job.id);
      },
    };
  };

  return {
    requests: (users: number) => () => {
      count += 1;
      const one = { user: count % users, key: randomUUID(), prompt: textFor(count, PROMPT_LENGTH) };
      return requestOf(one, (id) => sent.push({ ...one, id }));
    },

    /** Checks every accepted job in both stores, and empties them. */
    async verify(server: Measured) {
      if (name === 'product') await this.repeat(server);
      const stored = await jobs
        .find({}, { projection: { userId: 1, idempotencyKey: 1, prompt: 1 } })
        .toArray();
      const byId = new Map(stored.map((job) => [job._id, job as Record<string, unknown>]));
      const queued = new Set((await queue.getDelayed()).map((job) => job.data.jobId as string));
      for (const { id, user, key, prompt } of sent) {
        const job = byId.get(id);
        const right =
          String(job?.userId) === userId(user) && job?.idempotencyKey === key && job?.prompt === prompt;
        if (!right) throw new Error(`${name}: job ${id} is not stored as it was sent`);
        if (!queued.has(id)) throw new Error(`${name}: job ${id} is not in the queue`);
      }
      const counts = [sent.length, byId.size, queued.size, new Set(sent.map(({ id }) => id)).size];
      if (new Set(counts).size > 1) throw new Error(`${name}: sent, stored, queued, distinct: ${counts}`);
      sent = [];
      await jobs.deleteMany({});
      await flush();
    },

    /** The same requests again are answered with the same jobs. */
    async repeat(server: Measured) {
      const connection = new HttpConnection(new URL(base(server)));
      for (const one of sent.slice(-REPEATED)) {
        const request = requestOf(one, (id) => {
          if (id !== one.id) throw new Error('one idempotency key made two jobs');
        });
        request.check(await connection.send(request.method, request.path, request.token, request.body));
      }
      connection.close();
    },

    async close() {
      await queue.close();
      await mongo.close();
    },
  };
}
