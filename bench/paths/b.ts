import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import { userId } from '../data/ids.js';
import { openDatabase, seed } from '../data/seed.js';
import type { Goal } from '../lib/goals.js';
import { HttpConnection } from '../lib/http-connection.js';
import type { LoadResult, Request } from '../lib/load.js';
import type { Measured } from '../lib/process.js';
import { textFor } from '../lib/text.js';
import { base, SERVERS, type ServerName, startServer, tokenOf } from '../servers/index.js';
import { compare, comparisonTable, rowsOf } from './compare.js';
import { graphqlBody } from './library.js';
import type { Bench, PathResult } from './path.js';

const MUTATION = `mutation Generate($input: GenerateContentInput!) {
  generateContent(input: $input) { id status scheduledFor }
}`;
const CONNECTIONS = 32;
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

/** B: `generateContent`: a document, then the queue. */
export async function pathB(bench: Bench): Promise<PathResult> {
  const rows = rowsOf(bench, ['product', 'limit', 'rest', 'mercurius', 'yoga', 'apollo']);
  const users = bench.quick ? 200 : 1_000;
  const servers = new Map<ServerName, Measured>();
  const sides = new Map<ServerName, Side>();
  try {
    for (const [at, name] of rows.entries()) {
      const [mongoUri, redisUrl] = [bench.stores.mongoUri(`bench_b_${name}`), bench.stores.redisUrl(2 + at)];
      await bench.stores.drop(`bench_b_${name}`);
      await seed(mongoUri, { users, pieces: 0, body: 0 });
      servers.set(name, await startServer(name, { mongoUri, redisUrl }));
      sides.set(name, await openSide(name, mongoUri, redisUrl, () => bench.stores.flush(2 + at)));
    }
    const results = await compare({
      bench,
      servers,
      connections: CONNECTIONS,
      seconds: bench.quick ? 2 : 4,
      requests: (name) => sideOf(sides, name).requests(users),
      afterEach: (name) => sideOf(sides, name).verify(servers.get(name) as Measured),
    });
    const title = `B: generateContent, ${users} users, ${CONNECTIONS} connections`;
    const notes = [
      'Every server writes the document first, with majority, and then tells the queue. After every round each answer’s id was looked for in both stores.',
    ];
    return { tables: [comparisonTable(title, results, notes)], goals: goalsOf(results) };
  } finally {
    await Promise.all([...servers.values()].map((server) => server.stop()));
    await Promise.all([...sides.values()].map((side) => side.close()));
  }
}

type Side = Awaited<ReturnType<typeof openSide>>;
const sideOf = (sides: Map<ServerName, Side>, name: ServerName) => sides.get(name) as Side;

/** One server's stores, and what was sent to it. */
async function openSide(name: ServerName, mongoUri: string, redisUrl: string, flush: () => Promise<void>) {
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

    /** Looks for every accepted job in both stores, and empties them. */
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

function goalsOf(results: Map<ServerName, LoadResult>): Goal[] {
  const [product, limit, rest] = (['product', 'limit', 'rest'] as const).map((name) => results.get(name));
  return [
    ...(product && limit
      ? [
          {
            what: 'B: throughput against the limit',
            measured: product.perSecond / limit.perSecond,
            more: true,
            bar: 0.88,
            beyond: 0.95,
          },
          {
            what: 'B: by CPU against the limit',
            measured: limit.cpuUs / product.cpuUs,
            more: true,
            bar: 0.88,
            beyond: 0.95,
          },
        ]
      : []),
    ...(product && rest
      ? [
          {
            what: 'B: throughput against rest',
            measured: product.perSecond / rest.perSecond,
            more: true,
            bar: 2.4,
          },
          { what: 'B: by CPU against rest', measured: rest.cpuUs / product.cpuUs, more: true, bar: 2.4 },
        ]
      : []),
  ];
}
