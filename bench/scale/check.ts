import { setTimeout as delay } from 'node:timers/promises';
import { seed } from '../data/seed.js';
import type { Stores } from '../data/stores.js';
import { HttpConnection } from '../lib/http-connection.js';
import { startMeasured } from '../lib/process.js';
import { median, quantile } from '../lib/stats.js';
import type { Table } from '../lib/table.js';
import { random } from '../lib/text.js';
import { graphqlBody } from '../paths/library.js';
import { base, SECRET, startServer, tokenOf } from '../servers/index.js';
import { exponential, poisson } from './arrivals.js';
import { type Provider, promptOf, startProvider } from './provider.js';
import { type Arrival, type System, simulate } from './simulate.js';
import { COST } from './sizes.js';

interface Case {
  name: string;
  arrivals: Arrival[];
  concurrency: number;
  rate: System['rate'];
  /** The users whose waits are compared. */
  of?: (user: number) => boolean;
}

const USERS = 20;
const CONNECTIONS = 4;
const DATABASE = 'bench_scale';
const REDIS = 13;
const STUCK_MS = 60_000;
/** The tolerance of a simulated wait: a part of the measured one, and the time of requests on a busy machine. */
const TOLERANCE = { part: 0.2, ms: 150, throughput: 0.1 };
const MUTATION = 'mutation Generate($input: GenerateContentInput!) { generateContent(input: $input) { id } }';

function cases(): Case[] {
  const next = random(7);
  const crowd = Array.from({ length: 40 }, () => ({ at: 0, user: 0, modelMs: 1_000 }));
  const others = Array.from({ length: 10 }, (_, at) => ({
    at: 500 + at * 600,
    user: at + 1,
    modelMs: 1_000,
  }));
  return [
    {
      name: '5 slots, 80 % busy',
      arrivals: poisson({ users: USERS, seconds: 30, perSecond: 2.7, modelMs: exponential(1_500) }, next),
      concurrency: 5,
      rate: null,
    },
    {
      name: '8 starts in 4 s, 90 % used',
      arrivals: poisson({ users: USERS, seconds: 30, perSecond: 1.8, modelMs: exponential(500) }, next),
      concurrency: 10,
      rate: { max: 8, durationMs: 4_000 },
    },
    {
      name: 'turns: 40 jobs of one user, the waits of the others',
      arrivals: [...crowd, ...others],
      concurrency: 5,
      rate: null,
      of: (user) => user > 0,
    },
  ];
}

const ALONE = 10;
const IN_A_ROW = 20;

/** The overhead of this machine besides the model's time: of single jobs, and of jobs one after the other. */
async function latencies(stores: Stores): Promise<NonNullable<System['latency']>> {
  const modelMs = 100;
  const alone = Array.from({ length: ALONE }, (_, at) => ({ at: at * 500, user: at, modelMs }));
  const row = Array.from({ length: IN_A_ROW }, (_, at) => ({ at: ALONE * 500, user: at, modelMs }));
  const calm = { name: 'one slot', arrivals: [...alone, ...row], concurrency: 1, rate: null };
  const { waits, asked, answered } = await run(stores, calm);
  const starts = asked.slice(ALONE).sort((one, other) => one - other);
  const ends = answered.slice(ALONE).sort((one, other) => one - other);
  const between = median(starts.slice(1).map((start, at) => start - (ends[at] as number)));
  // Both halves are round trips to MongoDB: to take the job, and to end it.
  const half = Math.max(between / 2, 0);
  return { requestMs: Math.max(median(waits.slice(0, ALONE)) - half, 0), startMs: half, endMs: half };
}

/** Runs the product at sizes that fit this machine, and compares the measurements with the simulation. */
export async function check(stores: Stores, log: (line: string) => void) {
  await seed(stores.mongoUri(DATABASE), { users: USERS, pieces: 0, body: 0 });
  const rows: (string | number)[][] = [];
  let wrong = 0;
  const latency = await latencies(stores);
  log(
    `  a job alone takes ${Math.round(latency.requestMs + latency.startMs)} ms until the request to the model`,
  );
  for (const one of cases()) {
    log(`  ${one.name}: ${one.arrivals.length} jobs`);
    const { sent, waits, answered } = await run(stores, one);
    // The requests as they were sent: a busy machine is late.
    const arrivals = one.arrivals.map((arrival, number) => ({ ...arrival, at: sent[number] as number }));
    const { concurrency, rate } = one;
    const simulated = simulate(arrivals, { apis: 1, workers: 1, concurrency, rate, cost: COST, latency });
    const chosen = (values: number[]) =>
      values.filter((_, number) => one.of?.((one.arrivals[number] as Arrival).user) ?? true);
    const perSecond = (times: number[]) => (times.length / (Math.max(...times) - Math.min(...sent))) * 1_000;
    const figures = [
      ...[0.5, 0.9].map((part) => {
        const [is, says] = [quantile(chosen(waits), part), quantile(chosen(simulated.waits), part)];
        return { what: `wait p${part * 100} ms`, is, says, allowed: TOLERANCE.part * is + TOLERANCE.ms };
      }),
      {
        what: 'jobs/s',
        is: perSecond(answered),
        says: perSecond(simulated.ends),
        allowed: TOLERANCE.throughput * perSecond(answered),
      },
    ];
    for (const { what, is, says, allowed } of figures) {
      const near = Math.abs(is - says) <= allowed;
      if (!near) wrong += 1;
      rows.push([`${one.name}: ${what}`, is, says, allowed, near ? 'yes' : 'NO']);
    }
  }
  const table: Table = {
    title: 'The simulation beside the product',
    columns: ['', 'measured', 'simulated', 'may differ by', 'near'],
    rows,
    notes: [
      `The simulation gets the requests as they were sent, the times of the simulated model, and the overhead of this machine: ${Math.round(latency.requestMs)} ms to accept a job, ${Math.round(2 * latency.startMs)} ms of a slot.`,
    ],
  };
  return { table, wrong };
}

async function run(stores: Stores, one: Case) {
  await stores.flush(REDIS);
  await stores.clear(DATABASE, ['jobs', 'events', 'eventcounters']);
  const where = { mongoUri: stores.mongoUri(DATABASE), redisUrl: stores.redisUrl(REDIS) };
  const provider = await startProvider();
  const api = await startServer('product', { ...where, env: { JOB_DELAY_MS: '0' } });
  const worker = await startMeasured('dist/bundle/worker.js', {
    NODE_ENV: 'production',
    MONGO_URI: where.mongoUri,
    REDIS_URL: where.redisUrl,
    JWT_SECRET: SECRET,
    OPENROUTER_KEY: 'played',
    BASE_URL: provider.url,
    REPAIR: 'off',
    WORKER_CONCURRENCY: String(one.concurrency),
    WORKER_RATE_MAX: String(one.rate?.max ?? 0),
    WORKER_RATE_DURATION_MS: String(one.rate?.durationMs ?? 1_000),
  });
  const connections = Array.from({ length: CONNECTIONS }, () => new HttpConnection(new URL(base(api))));
  try {
    const begin = performance.now();
    const sent: number[] = [];
    let next = 0;
    await Promise.all(
      connections.map(async (connection) => {
        for (let number = next++; number < one.arrivals.length; number = next++) {
          const { at, user, modelMs } = one.arrivals[number] as Arrival;
          await delay(begin + at - performance.now());
          sent[number] = performance.now() - begin;
          const input = { prompt: promptOf(number, modelMs), type: 'SOCIAL_MEDIA_CAPTION' };
          const answer = await connection.send(
            'POST',
            '/graphql',
            tokenOf(user),
            graphqlBody(MUTATION, { input }),
          );
          const text = answer.body.toString();
          if (!JSON.parse(text).data?.generateContent) throw new Error(text);
        }
      }),
    );
    await allAnswered(provider, one.arrivals.length);
    const since = (times: Map<number, number>) =>
      one.arrivals.map((_, number) => (times.get(number) ?? Number.NaN) - begin);
    const asked = since(provider.asked);
    const waits = asked.map((at, number) => at - (sent[number] as number));
    return { sent, asked, waits, answered: since(provider.answered) };
  } finally {
    for (const connection of connections) connection.close();
    await Promise.all([api.stop(), worker.stop()]);
    provider.close();
  }
}

async function allAnswered({ answered }: Provider, count: number) {
  for (let last = performance.now(), known = 0; answered.size < count; ) {
    if (answered.size > known) {
      known = answered.size;
      last = performance.now();
    }
    if (performance.now() - last > STUCK_MS) throw new Error(`only ${known} of ${count} jobs ended`);
    await delay(50);
  }
}
