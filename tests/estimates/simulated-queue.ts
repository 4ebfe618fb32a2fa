import type { QueueMoment } from '../../src/modules/estimates/play-queue.js';
import { retryDelayMs } from '../../src/modules/jobs/job-queue.js';
import type { ContentType } from '../../src/writing/content-type.js';

/** A job of the simulation, with data that the estimator may not know. */
export interface SimulatedJob {
  id: string;
  user: string;
  type: ContentType;
  due: number;
  turn: number;
  attempts: number;
  /** When the current attempt started. */
  startedAt: number;
  /** Each start and each end of an attempt, for the comparison. */
  starts: number[];
  ends: { at: number; completed: boolean }[];
  ended: boolean;
}

export interface Rules {
  slots: number;
  rate: { max: number; durationMs: number } | null;
}

/** How an attempt ends, which the estimator cannot know. */
export interface Outcome {
  durationMs: number;
  result: 'text' | 'failure' | { retryAfterMs: number };
}

const MAX_ATTEMPTS = 3;
/** How many of a user's oldest due jobs `turns.ts` checks. */
const CHECKED = 20;
const MAX_TURN = 1_000;
/** How often a worker checks whether the rate window or a hold is over, in milliseconds. */
const POLL_MS = 500;
const KEPT = 100;

/**
 * A simulation of BullMQ and the workers with its own clock: one event after another, by the rules of the scripts in
 * Redis (TAKE of turns.ts, HOLD and RELEASE of job-queue.ts, moveToActive and promoteDelayedJobs of BullMQ). It shares
 * no code with the estimator, which predicts the future. Here, each step happens when its time comes.
 */
export class SimulatedQueue {
  now = 0;
  private readonly turns = new Map<string, SimulatedJob[]>();
  private prioritized: { score: number; job: SimulatedJob }[] = [];
  private delayed: { due: number; job: SimulatedJob }[] = [];
  private active = new Set<SimulatedJob>();
  private counter = 0;
  /** The key `limiter`, and the hash `held-back`. */
  private limiter: { count: number; expires: number } | null = null;
  private held: { count: number; end: number; until: number } | null = null;
  private readonly timers: { at: number; run: () => void }[] = [];
  private readonly durations = new Map<ContentType, number[]>();
  private polling = false;

  constructor(
    private readonly rules: Rules,
    private readonly outcomeOf: (job: SimulatedJob) => Outcome,
    private readonly random: () => number,
  ) {}

  at(time: number, run: () => void) {
    let place = this.timers.length;
    while (place > 0 && (this.timers[place - 1]?.at ?? 0) > time) place -= 1;
    this.timers.splice(place, 0, { at: time, run });
  }

  /** Advances the time until no event is left. */
  run() {
    for (let timer = this.timers.shift(); timer; timer = this.timers.shift()) {
      this.now = timer.at;
      timer.run();
    }
  }

  add(id: string, user: string, type: ContentType, delayMs: number): SimulatedJob {
    const due = this.now + delayMs;
    const job: SimulatedJob = {
      id,
      user,
      type,
      due,
      turn: 1,
      attempts: 0,
      startedAt: 0,
      starts: [],
      ends: [],
      ended: false,
    };
    const owned = this.turns.get(user) ?? [];
    const oldest = owned.filter((each) => each.due <= this.now).slice(0, CHECKED);
    const kept = owned.filter((each) => !(oldest.includes(each) && each.ended));
    job.turn = Math.min(1 + kept.filter((each) => each.due <= due).length, MAX_TURN);
    this.turns.set(
      user,
      [...kept, job].sort((one, other) => one.due - other.due),
    );
    this.enqueue(job, due);
    return job;
  }

  /** Cancels a waiting job. A running one continues. */
  cancel(job: SimulatedJob) {
    if (this.active.has(job) || job.ended) return;
    this.prioritized = this.prioritized.filter((each) => each.job !== job);
    this.delayed = this.delayed.filter((each) => each.job !== job);
    job.ended = true;
  }

  private enqueue(job: SimulatedJob, due: number) {
    if (due <= this.now) this.prioritize(job);
    else {
      this.delayed.push({ due, job });
      this.at(due, () => this.promote());
    }
    this.fetch();
  }

  private prioritize(job: SimulatedJob) {
    this.counter += 1;
    this.prioritized.push({ score: job.turn * 2 ** 32 + this.counter, job });
    this.prioritized.sort((one, other) => one.score - other.score);
  }

  private promote() {
    const due = this.delayed.filter((each) => each.due <= this.now).sort((one, other) => one.due - other.due);
    this.delayed = this.delayed.filter((each) => each.due > this.now);
    for (const { job } of due) this.prioritize(job);
    this.fetch();
  }

  /** Workers with a free slot take jobs. */
  private fetch() {
    const { rate } = this.rules;
    while (this.active.size < this.rules.slots && this.prioritized.length > 0) {
      if (this.limiter && this.limiter.expires <= this.now) this.limiter = null;
      if (this.limiter && this.limiter.count >= (rate?.max ?? 1e9)) return this.poll(this.limiter.expires);
      const next = this.prioritized.shift();
      if (!next) return;
      this.limiter ??= { count: 0, expires: this.now + (rate?.durationMs ?? 1_000) };
      this.limiter.count += 1;
      this.start(next.job);
    }
  }

  private poll(expires: number) {
    if (this.polling) return;
    this.polling = true;
    this.at(this.now + Math.min(POLL_MS, expires - this.now), () => {
      this.polling = false;
      this.fetch();
    });
  }

  private start(job: SimulatedJob) {
    this.active.add(job);
    job.attempts += 1;
    job.startedAt = this.now;
    job.starts.push(this.now);
    const { durationMs, result } = this.outcomeOf(job);
    this.at(this.now + durationMs, () => {
      this.active.delete(job);
      job.ends.push({ at: this.now, completed: result === 'text' });
      if (result === 'text') this.complete(job, durationMs);
      else this.fail(job, result === 'failure' ? null : result.retryAfterMs);
      this.fetch();
    });
  }

  private complete(job: SimulatedJob, durationMs: number) {
    job.ended = true;
    const known = this.durations.get(job.type) ?? [];
    this.durations.set(job.type, [durationMs, ...known].slice(0, KEPT));
  }

  private fail(job: SimulatedJob, retryAfterMs: number | null) {
    const delay = retryDelayMs(job.attempts, retryAfterMs, this.random);
    if (retryAfterMs !== null) this.hold(delay);
    if (job.attempts >= MAX_ATTEMPTS) job.ended = true;
    else this.enqueue(job, this.now + delay);
  }

  private hold(pauseMs: number) {
    const left = Math.max((this.limiter?.expires ?? 0) - this.now, 0);
    this.held ??= { count: left > 0 ? (this.limiter?.count ?? 0) : 0, end: this.now + left, until: 0 };
    this.held.until = Math.max(this.held.until, this.now + pauseMs);
    this.limiter = {
      count: Number.MAX_SAFE_INTEGER,
      expires: this.now + Math.max(left, this.held.until - this.now),
    };
    this.at(this.now + pauseMs + 5, () => this.release());
  }

  private release() {
    if (!this.held || this.now < this.held.until) return;
    const { count, end } = this.held;
    this.held = null;
    this.limiter = end > this.now ? { count, expires: end } : null;
  }

  /** The jobs that wait for a start. */
  waiting(): SimulatedJob[] {
    return [...this.prioritized, ...this.delayed].map(({ job }) => job);
  }

  /** The input of the estimator: the data of Redis and MongoDB, and nothing of the future. */
  moment(): QueueMoment {
    const { limiter, held } = this;
    const window = held
      ? { started: held.count, endsAt: held.end }
      : { started: limiter?.count ?? 0, endsAt: limiter?.expires ?? 0 };
    const entry = ({ id, type, turn }: SimulatedJob) => ({ jobId: id, type, turn });
    return {
      at: this.now,
      paused: false,
      slots: this.rules.slots,
      rate: this.rules.rate,
      window,
      heldUntil: held?.until ?? 0,
      running: [...this.active].map(({ id, type, startedAt }) => ({ jobId: id, type, startedAt })),
      waiting: this.prioritized.map(({ job }) => entry(job)),
      delayed: this.delayed.map(({ job, due }) => ({ ...entry(job), due })),
      durations: new Map(this.durations),
    };
  }
}
