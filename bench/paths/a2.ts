import { HIT, type Library, NO_HIT, seed } from '../data/seed.js';
import { cpuMicros } from '../lib/cpu.js';
import { HttpConnection } from '../lib/http-connection.js';
import type { Request } from '../lib/load.js';
import type { Measured } from '../lib/process.js';
import { quantile } from '../lib/stats.js';
import { base, startServer, tokenOf } from '../servers/index.js';
import { FIRST, graphqlBody, pageRequest, readPage } from './library.js';
import type { Bench, PathResult } from './path.js';

const DATABASE = 'bench_a2';
/** A library in which a search without hits may reach its time limit. */
const LONG = 'bench_a3';
export const LONG_LIBRARY: Library = { users: 1, pieces: 50_000, body: 2_000 };
export const longLibrary = ({ quick }: Bench): Library =>
  quick ? { ...LONG_LIBRARY, pieces: 12_000 } : LONG_LIBRARY;

/** One request after the other, so that a time is the wait of one user. */
async function oneByOne(server: Measured, mongoPid: number, count: number, next: (at: number) => Request) {
  const connection = new HttpConnection(new URL(base(server)));
  const times: number[] = [];
  const cpu = [cpuMicros(server.pid), cpuMicros(mongoPid)];
  for (let at = 0; at < count; at += 1) {
    const request = next(at);
    const start = performance.now();
    const answer = await connection.send(request.method, request.path, request.token, request.body);
    times.push(performance.now() - start);
    request.check(answer);
  }
  connection.close();
  const used = (before: number | undefined, pid: number) => (cpuMicros(pid) - (before ?? 0)) / count;
  return {
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    cpuUs: used(cpu[0], server.pid),
    mongoUs: used(cpu[1], mongoPid),
  };
}

/** A2: the list with a search, in libraries of 1,000 pieces. */
export async function pathA2(bench: Bench): Promise<PathResult> {
  const { stores } = bench;
  const library: Library = { users: bench.quick ? 5 : 20, pieces: 1_000, body: 10_000 };
  const where = { mongoUri: stores.mongoUri(DATABASE), redisUrl: stores.redisUrl(1) };
  await seed(where.mongoUri, library);
  const server = await startServer('product', where);
  const count = bench.quick ? 40 : 200;
  const newest = Array.from({ length: FIRST }, (_, at) => library.pieces - 1 - at);
  const hits = Array.from({ length: library.pieces / 10 }, (_, at) => library.pieces - 10 - at * 10).slice(
    0,
    FIRST,
  );
  const user = (at: number) => at % library.users;
  const measure = (times: number, next: (at: number) => Request) =>
    oneByOne(server, stores.mongoPid, times, next);
  try {
    const list = (at: number) => pageRequest(library, user(at), newest, {}, at % 10 === 0);
    const found = (at: number) => pageRequest(library, user(at), hits, { search: HIT }, at % 10 === 0);
    const nothing = (at: number) => pageRequest(library, user(at), [], { search: NO_HIT }, true);
    for (const next of [list, found]) await measure(20, next);
    const rows = {
      'without a search': await measure(count, list),
      'a search with hits (one piece in ten)': await measure(count, found),
      'a search without hits': await measure(Math.ceil(count / 5), nothing),
    };
    const long = await searchLongLibrary(bench);
    const plain = rows['without a search'];
    return {
      tables: [
        {
          title: `A2: a page of a library of ${library.pieces} pieces of 10 kB, one request at a time`,
          columns: ['request', 'p50 ms', 'p99 ms', 'x without', 'CPU us each', 'mongod us each'],
          rows: Object.entries(rows).map(([name, row]) => [
            name,
            row.p50Ms,
            row.p99Ms,
            row.p50Ms / plain.p50Ms,
            row.cpuUs,
            row.mongoUs,
          ]),
          notes: [`Of ${longLibrary(bench).pieces} pieces of 2 kB, a search without hits: ${long.words}.`],
        },
      ],
      goals: [
        {
          what: 'A2: a search with hits against none, p50',
          measured: rows['a search with hits (one piece in ten)'].p50Ms / plain.p50Ms,
          more: false,
          bar: 3,
        },
        {
          what: 'A2: a search without hits ends, of a long library',
          measured: long.ms,
          more: false,
          bar: 6_000,
          unit: ' ms',
        },
      ],
    };
  } finally {
    await server.stop();
  }
}

async function searchLongLibrary(bench: Bench): Promise<{ ms: number; words: string }> {
  const where = { mongoUri: bench.stores.mongoUri(LONG), redisUrl: bench.stores.redisUrl(1) };
  await seed(where.mongoUri, longLibrary(bench));
  const server = await startServer('product', where);
  try {
    const connection = new HttpConnection(new URL(base(server)));
    const body = graphqlBody('query($s: String) { contents(search: $s) { edges { node { id } } } }', {
      s: NO_HIT,
    });
    const start = performance.now();
    const answer = JSON.parse((await connection.send('POST', '/graphql', tokenOf(0), body)).body.toString());
    const ms = performance.now() - start;
    connection.close();
    const code = answer.errors?.[0]?.extensions?.code;
    return { ms, words: `${code ? `ended with ${code}` : 'nothing found'} after ${Math.round(ms)} ms` };
  } finally {
    await server.stop();
  }
}

/** A3: page 500 of a long library, by its cursor, against page 1. */
export async function pathA3(bench: Bench): Promise<PathResult> {
  const { stores } = bench;
  const library = longLibrary(bench);
  const where = { mongoUri: stores.mongoUri(LONG), redisUrl: stores.redisUrl(1) };
  await seed(where.mongoUri, library);
  const server = await startServer('product', where);
  const page = 500;
  const skipped = (page - 1) * FIRST;
  const pieces = (from: number) => Array.from({ length: FIRST }, (_, at) => library.pieces - 1 - from - at);
  try {
    const after = await cursorAfter(server, skipped);
    const first = () => pageRequest(library, 0, pieces(0), {}, true);
    const far = () => pageRequest(library, 0, pieces(skipped), { after }, true);
    const count = bench.quick ? 50 : 1_000;
    const measure = (next: () => Request) => oneByOne(server, stores.mongoPid, count, next);
    for (const next of [first, far]) await measure(next);
    const rounds = [];
    for (let round = 0; round < bench.rounds; round += 1) {
      rounds.push({ first: await measure(first), far: await measure(far) });
    }
    const middle = rounds.sort((a, b) => a.far.p50Ms / a.first.p50Ms - b.far.p50Ms / b.first.p50Ms)[
      rounds.length >> 1
    ] as (typeof rounds)[number];
    const row = (name: string, { p50Ms, p99Ms, cpuUs, mongoUs }: (typeof middle)['far']) => [
      name,
      p50Ms,
      p99Ms,
      p50Ms / middle.first.p50Ms,
      cpuUs,
      mongoUs,
    ];
    return {
      tables: [
        {
          title: `A3: pages of a library of ${library.pieces} pieces of 2 kB, one request at a time`,
          columns: ['request', 'p50 ms', 'p99 ms', 'x page 1', 'CPU us each', 'mongod us each'],
          rows: [row('page 1', middle.first), row(`page ${page}`, middle.far)],
        },
      ],
      goals: [
        {
          what: `A3: page ${page} against page 1, p50`,
          measured: middle.far.p50Ms / middle.first.p50Ms,
          more: false,
          bar: 1.2,
          beyond: 1.1,
        },
      ],
    };
  } finally {
    await server.stop();
  }
}

/** The cursor after this number of pieces, as a client gets it: page by page, of the largest size. */
async function cursorAfter(server: Measured, count: number): Promise<string> {
  const connection = new HttpConnection(new URL(base(server)));
  const query = `query($first: Int!, $after: String) {
    contents(first: $first, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } }
  }`;
  let after = '';
  for (let left = count; left > 0; left -= 100) {
    const body = graphqlBody(query, { first: Math.min(100, left), after });
    const { endCursor } = readPage((await connection.send('POST', '/graphql', tokenOf(0), body)).body);
    after = endCursor;
  }
  connection.close();
  return after;
}
