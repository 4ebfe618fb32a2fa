import { setTimeout as delay } from 'node:timers/promises';
import { seed } from '../data/seed.js';
import type { Goal } from '../lib/goals.js';
import { benchFile, type Measured, startMeasured } from '../lib/process.js';
import { medians } from '../lib/stats.js';
import { type Connect, graphqlSocket, plainSocket, socketIo } from '../lib/subscribers.js';
import type { Table } from '../lib/table.js';
import { startServer } from '../servers/index.js';
import { Crowd, mostSockets } from './crowd.js';
import type { Bench, PathResult } from './path.js';

interface Row {
  label: string;
  file: string;
  connect: Connect;
  wire?: string;
}
export const ROWS: Record<string, Row> = {
  product: { label: '**this product**', file: 'product', connect: graphqlSocket },
  limit: { label: 'limit (ws, ioredis, JSON by hand)', file: 'limit-sockets', connect: plainSocket },
  rest: { label: 'Socket.IO with its Redis adapter', file: 'socketio', connect: socketIo, wire: 'socketio' },
  mercurius: { label: 'Mercurius with jit', file: 'mercurius', connect: graphqlSocket },
  apollo: {
    label: 'graphql-ws and graphql-redis-subscriptions, plain',
    file: 'apollo',
    connect: graphqlSocket,
  },
};
/** Rows that are measured with ten times the sockets as well. */
const GROWN = ['product', 'limit', 'rest'];
export const DATABASE = 'bench_c';
export const REDIS = 9;
export const RATE = 1_000;
const MANY = 10_000;

export interface Fanout extends Record<string, number> {
  connectsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  cpuUs: number;
  burstPerSecond: number;
  /** The memory that each socket adds; NaN if it was not measured. */
  rssKb: number;
  heapKb: number;
}

/** C: completions to many sockets, each its own, published by another process. */
export async function pathC(bench: Bench): Promise<PathResult> {
  const { stores } = bench;
  const few = bench.quick ? 200 : 1_000;
  const many = mostSockets(bench.quick ? 2_000 : MANY);
  const where = { mongoUri: stores.mongoUri(DATABASE), redisUrl: stores.redisUrl(REDIS) };
  await seed(where.mongoUri, { users: Math.max(few, many), pieces: 0, body: 0 });
  const names = Object.keys(ROWS).filter((name) => !bench.servers || bench.servers.includes(name));
  const servers = new Map<string, Stand>();
  const results = new Map<string, Fanout[]>();
  const warmUps = new Map<string, Fanout>();
  const grown = new Map<string, Fanout>();
  try {
    for (const name of names) servers.set(name, await openStand(ROWS[name] as Row, where));
    const seconds = bench.quick ? 2 : 4;
    for (let round = 0; round <= bench.rounds; round += 1) {
      for (const [name, stand] of servers) {
        const result = await fanout(stand, few, seconds, { memory: round === 0 });
        if (round === 0) warmUps.set(name, result);
        else results.set(name, [...(results.get(name) ?? []), result]);
        bench.log(
          `  round ${round} ${name}: ${Math.round(result.cpuUs)} us, p99 ${result.p99Ms.toFixed(1)} ms`,
        );
      }
    }
    for (const name of names.filter((one) => GROWN.includes(one))) {
      const result = await fanout(servers.get(name) as Stand, many, seconds, { memory: true });
      grown.set(name, result);
      bench.log(
        `  ${many} sockets ${name}: ${Math.round(result.cpuUs)} us, ${Math.round(result.connectsPerSecond)} connects/s`,
      );
    }
  } finally {
    await Promise.all([...servers.values()].map((stand) => stand.close()));
  }
  const usual = new Map(
    [...results].map(([name, rounds]) => {
      const { rssKb, heapKb } = warmUps.get(name) as Fanout;
      return [name, { ...medians(rounds), rssKb, heapKb }];
    }),
  );
  return {
    tables: [
      table(`C: events to ${few} sockets, each of its own user, ${RATE} a second, then a burst`, usual, []),
      table(`C: the same with ${many} sockets`, grown, [
        'Memory is what a socket adds once garbage is collected. Each socket got exactly its own events, once and in order.',
      ]),
    ],
    goals: goalsOf(usual, grown, many / few),
  };
}

export interface Stand extends Row {
  servers: Measured[];
  publisher: Measured;
  close(): Promise<void>;
}

/** A server, and its publisher. */
export async function openStand(
  row: Row,
  where: { mongoUri: string; redisUrl: string },
  processes = 1,
): Promise<Stand> {
  const servers = await Promise.all(Array.from({ length: processes }, () => startServer(row.file, where)));
  const publisher = await startMeasured(benchFile('servers/publisher.js'), {
    NODE_ENV: 'production',
    MONGO_URI: where.mongoUri,
    REDIS_URL: where.redisUrl,
    JWT_SECRET: 'not used, but longer than 32 characters',
    WIRE: row.wire ?? 'product',
  });
  return {
    ...row,
    servers,
    publisher,
    close: async () => void (await Promise.all([...servers, publisher].map((one) => one.stop()))),
  };
}
export const productRow = ROWS.product as Row;

interface FanoutOptions {
  /**
   * Measures the memory of the open sockets after a garbage collection. The collection also drops compiled code, so it
   * is not done in measurements of CPU.
   */
  memory?: boolean;
  /** Around the events at a fixed rate. */
  watch?: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

/** Connects a crowd of sockets, sends events at a fixed rate and then in a burst, and closes the sockets. */
export async function fanout(
  { servers, publisher, connect }: Stand,
  size: number,
  seconds: number,
  { memory = false, watch = (work) => work() }: FanoutOptions = {},
): Promise<Fanout> {
  interface Usage {
    rss: number;
    heapUsed: number;
  }
  const usage = async () => {
    const all = await Promise.all(servers.map((server) => server.ask<Usage>('usage')));
    const sum = (name: keyof Usage) => all.reduce((total, one) => total + one[name], 0);
    return { rss: sum('rss'), heapUsed: sum('heapUsed') };
  };
  const before = memory ? await usage() : null;
  await publisher.ask('forget');
  const { crowd, perSecond } = await Crowd.open(servers, connect, size);
  try {
    // Servers that do not report when a subscription is live have it live by now.
    await delay(300);
    const count = RATE * seconds;
    const order = { users: size, count, perSecond: RATE };
    // Garbage and compilations of the connections must not count for the events.
    await crowd.receive(servers, SETTLING, publisher.ask('publish', { ...order, count: SETTLING }));
    const steady = await watch(() => crowd.receive(servers, count, publisher.ask('publish', order)));
    const burst = await crowd.receive(
      servers,
      BURST,
      publisher.ask('publish', { users: size, count: BURST }),
    );
    const after = before && (await usage());
    const each = (name: keyof Usage) =>
      before && after ? (after[name] - before[name]) / 1_024 / size : Number.NaN;
    return {
      connectsPerSecond: perSecond,
      p50Ms: steady.p50Ms,
      p99Ms: steady.p99Ms,
      cpuUs: steady.cpuUs,
      burstPerSecond: burst.perSecond,
      rssKb: each('rss'),
      heapKb: each('heapUsed'),
    };
  } finally {
    crowd.close();
    // The server handles the closed sockets before it is measured again.
    await delay(500);
  }
}
const BURST = 5_000;
/** Events before the measured ones. */
const SETTLING = 3 * RATE;

function table(title: string, results: Map<string, Fanout>, notes: string[]): Table {
  const limit = results.get('limit');
  return {
    title,
    columns: [
      'server',
      'p50 ms',
      'p99 ms',
      'CPU us each',
      'x limit',
      'burst/s',
      'RSS kB',
      'heap kB',
      'connects/s',
    ],
    rows: [...results].map(([name, result]) => [
      (ROWS[name] as Row).label,
      result.p50Ms,
      result.p99Ms,
      result.cpuUs,
      limit ? result.cpuUs / limit.cpuUs : '',
      result.burstPerSecond,
      result.rssKb,
      result.heapKb,
      result.connectsPerSecond,
    ]),
    notes,
  };
}

function goalsOf(usual: Map<string, Fanout>, grown: Map<string, Fanout>, factor: number): Goal[] {
  const product = usual.get('product');
  const limit = usual.get('limit');
  const socketio = usual.get('rest');
  const many = grown.get('product');
  const manyOfSocketIo = grown.get('rest');
  const goals: Goal[] = [];
  const atMost = (what: string, measured: number, bar: number, beyond: number, unit = '') =>
    goals.push({ what, measured, more: false, bar, beyond, unit });
  if (product && limit) atMost('C: CPU per event against raw ws', product.cpuUs / limit.cpuUs, 1.5, 1.25);
  // Of many, because what a process holds besides blurs what a few add.
  if (many && manyOfSocketIo) atMost('C: memory a socket', many.rssKb, manyOfSocketIo.rssKb, 33, ' kB');
  if (product && socketio) atMost('C: CPU per event against Socket.IO', product.cpuUs / socketio.cpuUs, 1, 1);
  if (product && many)
    atMost(`C: CPU per event, ${factor} times the sockets`, many.cpuUs / product.cpuUs, 1.3, 1.1);
  return goals;
}
