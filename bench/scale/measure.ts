import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { openDatabase, seed } from '../data/seed.js';
import type { Stores } from '../data/stores.js';
import { cpuMicros } from '../lib/cpu.js';
import { HttpConnection } from '../lib/http-connection.js';
import type { Table } from '../lib/table.js';
import { startUpstream } from '../paths/d.js';
import { graphqlBody } from '../paths/library.js';
import { acceptJobs, startWorker, workOff } from '../paths/work.js';
import { base, startServer, tokenOf } from '../servers/index.js';

const DATABASE = 'bench_measure';
const REDIS = 14;
const USERS = 200;
const PIECES = 10;
const BODY = 2_000;
const MUTATION = 'mutation Generate($input: GenerateContentInput!) { generateContent(input: $input) { id } }';

/** The costs of a job, an event and a piece: in each process, in MongoDB and in Redis. */
export async function measure(stores: Stores, count: number): Promise<Table> {
  const where = { mongoUri: stores.mongoUri(DATABASE), redisUrl: stores.redisUrl(REDIS) };
  await seed(where.mongoUri, { users: USERS, pieces: PIECES, body: BODY });
  const mongo = await openDatabase(where.mongoUri);
  const redis = new Redis(where.redisUrl);
  const upstream = await startUpstream();
  const rows: (string | number)[][] = [];
  const used = () => ({ mongod: cpuMicros(stores.mongoPid), redis: cpuMicros(stores.redisPid) });
  const memory = async () => Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]);
  const bytes = async (name: string) => {
    const [stats] = await mongo.connection
      .collection(name)
      .aggregate([{ $collStats: { storageStats: {} } }])
      .toArray();
    const { size, totalIndexSize, count: documents, storageSize } = stats?.storageStats ?? {};
    rows.push(
      [`${name}: bytes of a document`, size / documents],
      [`${name}: bytes of its places in indexes`, totalIndexSize / documents],
      [`${name}: bytes of it on disk, compressed`, storageSize / documents],
    );
  };
  try {
    await stores.flush(REDIS);
    const accepted = await accept(where, count, used);
    rows.push(
      ['a job is accepted: us of mongod', accepted.mongod],
      ['a job is accepted: us of Redis', accepted.redis],
    );
    await stores.flush(REDIS);
    const before = await memory();
    await acceptJobs(where, count, USERS);
    rows.push(['a waiting job: bytes of Redis', ((await memory()) - before) / count]);
    let worked = used();
    await workOff(
      where,
      count,
      async () => startWorker('product', where, upstream.url, 50),
      async (_worker, work) => {
        const start = used();
        const jobs = await work();
        const end = used();
        worked = { mongod: (end.mongod - start.mongod) / jobs, redis: (end.redis - start.redis) / jobs };
      },
    );
    rows.push(
      ['a job is worked off: us of mongod', worked.mongod],
      ['a job is worked off: us of Redis', worked.redis],
    );
    // The sizes are of the last checkpoint.
    await mongo.connection.db?.admin().command({ fsync: 1 });
    await bytes('contents');
    await bytes('jobs');
    await bytes('events');
  } finally {
    redis.disconnect();
    await upstream.stop();
    await mongo.close();
  }
  return {
    title: `Measured: of ${count} jobs, and of ${USERS * PIECES} pieces of ${BODY} characters`,
    columns: ['', 'each'],
    rows,
  };
}

async function accept(
  where: { mongoUri: string; redisUrl: string },
  count: number,
  used: () => { mongod: number; redis: number },
) {
  const api = await startServer('product', where);
  const connections = Array.from({ length: 8 }, () => new HttpConnection(new URL(base(api))));
  let next = 0;
  const ask = (until: number) =>
    Promise.all(
      connections.map(async (connection) => {
        for (let number = next++; number < until; number = next++) {
          const input = { prompt: `Text ${number}`, type: 'SOCIAL_MEDIA_CAPTION' };
          const answer = await connection.send(
            'POST',
            '/graphql',
            tokenOf(number % USERS),
            graphqlBody(MUTATION, { input }),
          );
          if (answer.status !== 200) throw new Error(answer.body.toString());
        }
      }),
    );
  try {
    await ask(count / 2);
    await delay(100);
    const start = used();
    next = 0;
    await ask(count);
    const end = used();
    return { mongod: (end.mongod - start.mongod) / count, redis: (end.redis - start.redis) / count };
  } finally {
    for (const connection of connections) connection.close();
    await api.stop();
  }
}
