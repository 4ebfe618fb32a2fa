import { type Library, seed } from '../data/seed.js';
import { closedLoop, type LoadResult, type Request } from '../lib/load.js';
import type { Measured } from '../lib/process.js';
import { medians } from '../lib/stats.js';
import { base, startServer } from '../servers/index.js';
import { openSide } from './b-side.js';
import { fanout, openStand, productRow, DATABASE as SOCKETS } from './c.js';
import { CONNECTIONS } from './compare.js';
import { newestRequests } from './library.js';
import type { Bench, PathResult } from './path.js';

const REDIS = 11;
const TEN = 10;

/** F: the cost of a request with ten times the users, ten times the library, or two API processes. */
export async function pathF(bench: Bench): Promise<PathResult> {
  const base: Library = { users: bench.quick ? 100 : 1_000, pieces: bench.quick ? 20 : 100, body: 1_000 };
  const grown = { ...base, users: base.users * TEN };
  const long = { ...base, pieces: base.pieces * TEN };
  const lists: [string, LoadResult][] = [
    [`${base.users} users with ${base.pieces} pieces each`, await list(bench, base, 1)],
    ['the same, two API processes', await list(bench, base, 2)],
    [`users x ${TEN}`, await list(bench, grown, 1)],
    [`library x ${TEN}`, await list(bench, long, 1)],
  ];
  const jobs: [string, LoadResult][] = [
    [`${base.users} users`, await generate(bench, base.users, 1)],
    ['the same, two API processes', await generate(bench, base.users, 2)],
    [`users x ${TEN}`, await generate(bench, base.users * TEN, 1)],
  ];
  const sockets = bench.quick ? 200 : 1_000;
  const events = [await crowd(bench, sockets, 1), await crowd(bench, sockets, 2)];
  const first = events[0];
  const table = (title: string, rows: [string, LoadResult][]) => ({
    title,
    columns: ['', 'per s', 'p50 ms', 'p99 ms', 'CPU us each', 'x first'],
    rows: rows.map(([name, { perSecond, p50Ms, p99Ms, cpuUs }]) => [
      name,
      perSecond,
      p50Ms,
      p99Ms,
      cpuUs,
      cpuUs / (rows[0]?.[1].cpuUs ?? 1),
    ]),
  });
  return {
    tables: [
      table('F: how A grows (1 kB bodies)', lists),
      table('F: how B grows', jobs),
      {
        title: `F: C with ${sockets} sockets on two API processes (ten times the sockets: see C)`,
        columns: ['API processes', 'p50 ms', 'p99 ms', 'CPU us each', 'x first', 'burst/s'],
        rows: events.map((one, at) => [
          String(at + 1),
          one.p50Ms,
          one.p99Ms,
          one.cpuUs,
          one.cpuUs / (first?.cpuUs ?? 1),
          one.burstPerSecond,
        ]),
      },
    ],
    goals: [],
  };
}

/** The load on this number of processes of the product, with the connections divided among them. */
async function onProcesses(bench: Bench, servers: Measured[], next: () => Request): Promise<LoadResult> {
  const seconds = bench.quick ? 2 : 4;
  const once = async (length: number): Promise<LoadResult> => {
    const parts = await Promise.all(
      servers.map((server) =>
        closedLoop({
          url: base(server),
          pids: [server.pid],
          connections: CONNECTIONS / servers.length,
          seconds: length,
          next,
        }),
      ),
    );
    const sum = (name: string) => parts.reduce((total, part) => total + (part[name] ?? 0), 0);
    const mean = medians(parts);
    return { ...mean, count: sum('count'), perSecond: sum('perSecond') };
  };
  await once(2);
  const rounds: LoadResult[] = [];
  for (let round = 0; round < Math.min(2, bench.rounds); round += 1) rounds.push(await once(seconds));
  return medians(rounds);
}

async function list(bench: Bench, library: Library, processes: number): Promise<LoadResult> {
  const database = `bench_f_${library.users}_${library.pieces}`;
  const where = { mongoUri: bench.stores.mongoUri(database), redisUrl: bench.stores.redisUrl(REDIS) };
  await seed(where.mongoUri, library);
  const servers = await Promise.all(Array.from({ length: processes }, () => startServer('product', where)));
  try {
    return await onProcesses(bench, servers, newestRequests('product', library));
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

async function generate(bench: Bench, users: number, processes: number): Promise<LoadResult> {
  const where = {
    mongoUri: bench.stores.mongoUri(`bench_f_${users}`),
    redisUrl: bench.stores.redisUrl(REDIS),
  };
  await seed(where.mongoUri, { users, pieces: 0, body: 0 });
  const side = await openSide('product', where.mongoUri, where.redisUrl, () => bench.stores.flush(REDIS));
  const servers = await Promise.all(Array.from({ length: processes }, () => startServer('product', where)));
  try {
    const result = await onProcesses(bench, servers, side.requests(users));
    await side.verify(servers[0] as Measured);
    return result;
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await side.close();
  }
}

async function crowd(bench: Bench, sockets: number, processes: number) {
  const where = { mongoUri: bench.stores.mongoUri(SOCKETS), redisUrl: bench.stores.redisUrl(REDIS) };
  await seed(where.mongoUri, { users: Math.max(sockets, bench.quick ? 2_000 : 10_000), pieces: 0, body: 0 });
  const stand = await openStand(productRow, where, processes);
  try {
    await fanout(stand, sockets, 2);
    return await fanout(stand, sockets, bench.quick ? 2 : 4);
  } finally {
    await stand.close();
  }
}
