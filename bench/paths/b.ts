import { seed } from '../data/seed.js';
import type { Goal } from '../lib/goals.js';
import type { LoadResult } from '../lib/load.js';
import type { Measured } from '../lib/process.js';
import { type ServerName, startServer } from '../servers/index.js';
import { openSide, type Side } from './b-side.js';
import { CONNECTIONS, compare, comparisonTable, rowsOf } from './compare.js';
import type { Bench, PathResult } from './path.js';

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
      'Every server writes the document first, with majority, and then adds the job to the queue. After every round each answer’s id was checked in both stores.',
    ];
    return { tables: [comparisonTable(title, results, notes)], goals: goalsOf(results) };
  } finally {
    await Promise.all([...servers.values()].map((server) => server.stop()));
    await Promise.all([...sides.values()].map((side) => side.close()));
  }
}

const sideOf = (sides: Map<ServerName, Side>, name: ServerName) => sides.get(name) as Side;

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
