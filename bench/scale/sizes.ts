import { quantile } from '../lib/stats.js';
import type { Table } from '../lib/table.js';
import { random } from '../lib/text.js';
import { logNormal, poisson } from './arrivals.js';
import { type System, simulate } from './simulate.js';

/** Time of one core for each job or event, as docs/performance.md has it (B, D with 50 at a time, C with 10,000). */
export const COST: System['cost'] = { acceptMs: 0.36, workMs: 1.034, deliverMs: 0.0975 };

/** The assumptions about users; see docs/capacity.md. */
export const ASSUMED = { jobsPerDay: 2, busiestHour: 1 / 8, modelMs: 10_000, modelSigma: 0.6 };

interface Size {
  name: string;
  users: number;
  apis: number;
  workers: number;
  concurrency: number;
  rate: System['rate'];
}

const MINUTE = 60_000;
const DEFAULT_RATE = { max: 10, durationMs: MINUTE };
export const SIZES: Size[] = [
  { name: '1,000, defaults', users: 1_000, apis: 1, workers: 1, concurrency: 5, rate: DEFAULT_RATE },
  { name: '2,000, defaults', users: 2_000, apis: 1, workers: 1, concurrency: 5, rate: DEFAULT_RATE },
  { name: '3,000, defaults', users: 3_000, apis: 1, workers: 1, concurrency: 5, rate: DEFAULT_RATE },
  { name: '100,000, defaults', users: 100_000, apis: 1, workers: 1, concurrency: 5, rate: DEFAULT_RATE },
  { name: '100,000, no rate limit', users: 100_000, apis: 2, workers: 2, concurrency: 50, rate: null },
  {
    name: '10 million, too few slots',
    users: 10_000_000,
    apis: 4,
    workers: 34,
    concurrency: 200,
    rate: null,
  },
  { name: '10 million', users: 10_000_000, apis: 4, workers: 42, concurrency: 200, rate: null },
];

const SECONDS = 900;
/** The time after which the queue has filled. */
const WARM_UP_MS = 300_000;

export const peakPerSecond = (users: number) => (users * ASSUMED.jobsPerDay * ASSUMED.busiestHour) / 3_600;

/** Simulates a quarter of the busiest hour of each size. */
export function sizesTable(sizes = SIZES): Table {
  const rows = sizes.map(({ name, users, rate, ...machines }) => {
    const next = random(1);
    const modelMs = logNormal(ASSUMED.modelMs, ASSUMED.modelSigma);
    const seconds = Math.max(SECONDS, 500 / peakPerSecond(users));
    const arrivals = poisson({ perSecond: peakPerSecond(users), seconds, users, modelMs }, next);
    const done = simulate(arrivals, { ...machines, rate, cost: COST });
    const warm = arrivals.findIndex(({ at }) => at >= WARM_UP_MS);
    const waits = done.waits.slice(warm).map((ms) => ms / 1_000);
    const { slots, apiCores, workerCores } = done.busy;
    const percent = (part: number) => `${Math.round(part * 100)} %`;
    return [
      name,
      peakPerSecond(users),
      `${machines.apis} / ${machines.workers} x ${machines.concurrency}`,
      quantile(waits, 0.5),
      quantile(waits, 0.9),
      quantile(waits, 0.99),
      String(done.mostWaiting),
      percent(slots),
      percent(apiCores),
      percent(workerCores),
      quantile(done.deliveries.slice(warm), 0.99),
    ];
  });
  return {
    title: 'Simulated: a quarter of the busiest hour',
    columns: [
      'users',
      'jobs/s',
      'APIs / workers x slots',
      'wait p50 s',
      'p90 s',
      'p99 s',
      'most waiting',
      'slots',
      'API cores',
      'worker cores',
      'event queue p99 ms',
    ],
    rows,
    notes: [
      'The wait is from the request of the user until the request to the model. If the queue grows, the waits are those of this quarter’s requests, including the time after the quarter.',
    ],
  };
}
