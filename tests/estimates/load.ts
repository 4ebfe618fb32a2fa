import { playQueue } from '../../src/modules/estimates/play-queue.js';
import type { ContentType } from '../../src/writing/content-type.js';
import { Random } from '../support/random.js';
import { type Outcome, type Rules, type SimulatedJob, SimulatedQueue } from './simulated-queue.js';

/** A day of load. Times are in milliseconds. */
export interface Load {
  name: string;
  rules: Rules;
  users: number;
  /** Jobs that all users together create in an hour, on average, without the bursts. */
  jobsPerHour: number;
  /** Bursts a day: one user creates 20 jobs in each of one to three minutes, as the rate limit of users permits. */
  bursts: number;
  /** The types of the jobs, with their median durations, in seconds; durations are lognormal. */
  medians: Partial<Record<ContentType, number>>;
  sigma: number;
  hours: number;
}

/** An estimate of a waiting job, and its actual times, in seconds. */
export interface Sample {
  type: ContentType;
  position: number;
  waited: number;
  startError: number;
  /** Whether it waited for more than its delay. */
  heldUp: boolean;
  /** Null if the attempt failed. */
  endError: number | null;
}

const HOUR = 3_600_000;
const LOOK_EVERY = 5 * 60_000;
const TIMEOUT = 180_000;
const FAILURES = 0.02;
const RATE_LIMITS = 0.003;
const CANCELED = 0.02;

export function simulate(load: Load, seed: number): Sample[] {
  const random = new Random(seed);
  const types = Object.keys(load.medians) as ContentType[];
  const exponential = (mean: number) => -mean * Math.log(1 - random.next());
  const normal = () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  const outcomeOf = ({ type }: SimulatedJob): Outcome => {
    if (random.chance(RATE_LIMITS))
      return { durationMs: 300, result: { retryAfterMs: 5_000 + random.below(55_000) } };
    const durationMs = Math.min((load.medians[type] ?? 0) * 1_000 * Math.exp(load.sigma * normal()), TIMEOUT);
    const result = durationMs === TIMEOUT || random.chance(FAILURES) ? 'failure' : 'text';
    return { durationMs, result };
  };
  const queue = new SimulatedQueue(load.rules, outcomeOf, () => random.next());
  const looks: { job: SimulatedJob; at: number; position: number; startAt: number; endAt: number | null }[] =
    [];
  let made = 0;

  function create(user: string) {
    // Most use the default delay.
    const delayMs = random.chance(0.6) ? 60_000 : random.chance(0.7) ? 0 : random.below(20 * 60_000);
    const job = queue.add(`j${++made}`, user, random.pick(types), delayMs);
    if (random.chance(CANCELED)) queue.at(queue.now + random.below(60_000), () => queue.cancel(job));
  }

  function look() {
    const expected = playQueue(queue.moment());
    for (const job of queue.waiting()) {
      const { position = null, startAt = null, endAt = null } = expected.get(job.id) ?? {};
      if (position !== null && startAt !== null) looks.push({ job, at: queue.now, position, startAt, endAt });
    }
  }

  const end = load.hours * HOUR;
  const anyUser = () => `u${random.below(load.users)}`;
  // More by day than by night.
  const busy = (time: number) => 1 - 0.7 * Math.cos((2 * Math.PI * time) / (24 * HOUR));
  const arrive = () => {
    if (random.chance(busy(queue.now) / 1.7)) create(anyUser());
    const next = queue.now + exponential(HOUR / load.jobsPerHour / 1.7);
    if (next < end) queue.at(next, arrive);
  };
  queue.at(0, arrive);
  for (let burst = 0; burst < load.bursts; burst += 1) {
    const user = anyUser();
    const at = random.below(end);
    const minutes = 1 + random.below(3);
    for (let job = 0; job < 20 * minutes; job += 1)
      queue.at(at + Math.floor(job / 20) * 60_000 + (job % 20) * 200, () => create(user));
    queue.at(at + 10_000, look);
  }
  for (let at = LOOK_EVERY; at < end; at += LOOK_EVERY) queue.at(at, look);
  queue.run();

  return looks.flatMap(({ job, at, position, startAt, endAt }) => {
    const index = job.starts.findIndex((start) => start >= at);
    const started = job.starts[index];
    if (started === undefined) return [];
    const ended = job.ends[index];
    return {
      type: job.type,
      position,
      waited: (started - at) / 1_000,
      startError: Math.abs(startAt - started) / 1_000,
      heldUp: started > job.due + 1_000,
      endError: ended?.completed && endAt !== null ? Math.abs(endAt - ended.at) / 1_000 : null,
    };
  });
}
