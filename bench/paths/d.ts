import { setTimeout as delay } from 'node:timers/promises';
import { seed } from '../data/seed.js';
import type { Goal } from '../lib/goals.js';
import { HttpConnection } from '../lib/http-connection.js';
import { benchFile, type Measured, startMeasured } from '../lib/process.js';
import { medians } from '../lib/stats.js';
import { graphqlSocket } from '../lib/subscribers.js';
import { base, SECRET, startServer, tokenOf } from '../servers/index.js';
import { Crowd } from './crowd.js';
import { graphqlBody } from './library.js';
import type { Bench, PathResult } from './path.js';
import { acceptJobs, startWorker, type Where, workOff } from './work.js';

const LABELS = { product: '**this product**', empty: 'BullMQ, empty processor, the same writes' } as const;
type Name = keyof typeof LABELS;
const CONCURRENCIES = [5, 50];
const USERS = 500;
const REDIS = 10;
const PER_SECOND = 50;
const MUTATION = `mutation Generate($input: GenerateContentInput!) { generateContent(input: $input) { id } }`;

type Rate = { perSecond: number; cpuUs: number };

/**
 * D: the throughput of a worker with an upstream that answers at once, and the delay until a subscriber has the event.
 */
export async function pathD(bench: Bench): Promise<PathResult> {
  const where = { mongoUri: bench.stores.mongoUri('bench_d'), redisUrl: bench.stores.redisUrl(REDIS) };
  await seed(where.mongoUri, { users: USERS, pieces: 0, body: 0 });
  const upstream = await startUpstream();
  try {
    const rates = await workRates(bench, where, upstream);
    await bench.stores.flush(REDIS);
    const delivery = await deliveries(bench, where, upstream);
    const rate = (name: Name, concurrency: number) => rates.get(`${name} ${concurrency}`) as Rate;
    const rows = CONCURRENCIES.flatMap((concurrency) =>
      (['product', 'empty'] as const).map((name) => {
        const { perSecond, cpuUs } = rate(name, concurrency);
        const empty = rate('empty', concurrency);
        return [
          LABELS[name],
          concurrency,
          perSecond,
          perSecond / empty.perSecond,
          cpuUs,
          cpuUs / empty.cpuUs,
        ];
      }),
    );
    return {
      tables: [
        {
          title: 'D: jobs that a worker ends, the upstream answering at once',
          columns: ['worker', 'concurrency', 'jobs/s', 'of empty', 'CPU us each', 'x empty'],
          rows: rows.map((row) => row.map((cell, at) => (at === 1 ? String(cell) : cell))),
          notes: ['Every job was found COMPLETED, with one event.'],
        },
        {
          title: `D: from the upstream’s last byte to the subscriber, ${PER_SECOND} jobs a second`,
          columns: ['', 'p50 ms', 'p99 ms'],
          rows: [['generateContent, worker, subscription', delivery.p50Ms, delivery.p99Ms]],
        },
      ],
      goals: goalsOf(CONCURRENCIES, rate, delivery.p99Ms),
    };
  } finally {
    await upstream.stop();
  }
}

export const startUpstream = () =>
  startMeasured(benchFile('servers/upstream.js'), { NODE_ENV: 'production', JWT_SECRET: SECRET });

async function workRates(bench: Bench, where: Where, upstream: Measured) {
  const count = bench.quick ? 500 : 4_000;
  const results = new Map<string, Rate[]>();
  for (let round = 1; round <= bench.rounds; round += 1) {
    for (const concurrency of CONCURRENCIES) {
      for (const name of ['product', 'empty'] as const) {
        await bench.stores.flush(REDIS);
        await acceptJobs(where, count, USERS);
        const rate = await workOff(where, count, () => startWorker(name, where, upstream.url, concurrency));
        const key = `${name} ${concurrency}`;
        results.set(key, [...(results.get(key) ?? []), rate]);
        bench.log(`  round ${round} ${key}: ${Math.round(rate.perSecond)}/s, ${Math.round(rate.cpuUs)} us`);
      }
    }
  }
  return new Map([...results].map(([key, rounds]) => [key, medians(rounds)]));
}

type Received = Awaited<ReturnType<Crowd['receive']>>;

/** Creates jobs at a fixed rate, and measures each from the upstream's last byte until its subscriber has the event. */
async function deliveries(bench: Bench, where: Where, upstream: Measured) {
  const users = PER_SECOND;
  const seconds = bench.quick ? 3 : 10;
  const api = await startServer('product', { ...where, env: { JOB_DELAY_MS: '0' } });
  const worker = await startWorker('product', where, upstream.url, 50);
  try {
    await bench.stores.clear('bench_d', ['jobs', 'events', 'eventcounters']);
    const { crowd } = await Crowd.open([api], graphqlSocket, users);
    const connection = new HttpConnection(new URL(base(api)));
    const ask = async (perUser: number, from: number) => {
      const start = performance.now();
      for (let at = 0; at < users * perUser; at += 1) {
        await delay(start + (at * 1_000) / PER_SECOND - performance.now());
        const user = at % users;
        const input = {
          prompt: `A caption #${user}:${from + Math.floor(at / users)}#`,
          type: 'SOCIAL_MEDIA_CAPTION',
        };
        const body = graphqlBody(MUTATION, { input });
        const answer = await connection.send('POST', '/graphql', tokenOf(user), body);
        if (!JSON.parse(answer.body.toString()).data?.generateContent)
          throw new Error(answer.body.toString());
      }
    };
    const rounds: Received[] = [];
    try {
      let next = 1;
      for (let round = 0; round <= bench.rounds; round += 1) {
        const received = await crowd.receive([api], users * seconds, ask(seconds, next));
        next += seconds;
        // The first one warms up.
        if (round > 0) rounds.push(received);
      }
      return medians(rounds);
    } finally {
      connection.close();
      crowd.close();
    }
  } finally {
    await Promise.all([api.stop(), worker.stop()]);
  }
}

function goalsOf(
  concurrencies: number[],
  rate: (name: Name, concurrency: number) => Rate,
  p99Ms: number,
): Goal[] {
  return [
    ...concurrencies.map((concurrency) => ({
      what: `D: jobs/s against the empty processor, concurrency ${concurrency}`,
      measured: rate('product', concurrency).perSecond / rate('empty', concurrency).perSecond,
      more: true,
      bar: 0.75,
      beyond: 0.9,
    })),
    { what: 'D: upstream to subscriber, p99', measured: p99Ms, more: false, bar: 10, beyond: 5, unit: ' ms' },
  ];
}
