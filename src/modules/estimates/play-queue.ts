import { ContentType } from '../../writing/content-type.js';
import type { Durations } from './durations.js';
import { expectedEnd, spanOf } from './spans.js';

/** The queue at one moment. Times are in milliseconds since 1970, by one clock. */
export interface QueueMoment {
  at: number;
  paused: boolean;
  /** Attempts that all live workers together run at the same time. 0: no worker is alive. */
  slots: number;
  /** The rate limit of all workers together; null for none. */
  rate: { max: number; durationMs: number } | null;
  /** The current rate window: how many attempts have started in it, and its end. */
  window: { started: number; endsAt: number };
  /** The end of a hold; a time in the past for none. */
  heldUntil: number;
  running: readonly { jobId: string; type: ContentType; startedAt: number }[];
  /** Due jobs, in the order in which the queue would start them. */
  waiting: readonly { jobId: string; type: ContentType; turn: number }[];
  /** Jobs that are due later. */
  delayed: readonly { jobId: string; type: ContentType; turn: number; due: number }[];
  durations: Durations;
}

/** The expected times of a job. Null: not known. */
export interface Expected {
  /** 1 and the number of jobs that start before it; null for a job that runs. */
  position: number | null;
  startAt: number | null;
  endAt: number | null;
}

/** The end of a job without an estimate: far in the future, so that it sorts last. */
const NEVER_MS = 1e12;

/**
 * Plays the queue from this moment on, by the rules that BullMQ and the workers follow: due jobs by turn and order, a
 * free slot, the rate window, a hold. It assumes that no job comes, fails or is canceled.
 *
 * A slot is taken for the mean duration of the type: the median would let the queue drain too fast. A job's own end is
 * estimated by the median.
 */
export function playQueue(moment: QueueMoment): Map<string, Expected> {
  const { rate, heldUntil, durations } = moment;
  const slots = Math.max(moment.slots, 1);
  const spans = new Map(Object.values(ContentType).map((type) => [type, spanOf(durations, type)]));
  const expected = new Map<string, Expected>();
  let now = moment.at;
  let { started, endsAt: windowEnd } = moment.window;
  /** Whether times are known: not in a pause, and not after a start that waited for an unknown end. */
  let sure = !moment.paused && moment.slots > 0;
  let position = 0;

  const ends: End[] = [];
  const newestFirst = moment.running.toSorted((one, other) => other.startedAt - one.startedAt);
  for (const [index, { jobId, type, startedAt }] of newestFirst.entries()) {
    const elapsed = now - startedAt;
    const { mean, median } = expectedEnd(durations, type, elapsed);
    expected.set(jobId, {
      position: null,
      startAt: null,
      endAt: median === null ? null : startedAt + median,
    });
    // What a dead worker left behind takes no slot of the live ones.
    if (index < slots)
      insert(ends, { at: startedAt + (mean ?? NEVER_MS), known: mean !== null }, 0, ({ at }) => at);
  }
  let free = slots - ends.length;

  const waiting = [...moment.waiting];
  const delayed = moment.delayed.toSorted((one, other) => one.due - other.due);
  let nextWaiting = 0;
  let nextDelayed = 0;

  while (nextWaiting < waiting.length || nextDelayed < delayed.length) {
    for (let end = ends[0]; end && end.at <= now; end = ends[0]) {
      if (free === 0 && !end.known) sure = false;
      free += 1;
      ends.shift();
    }
    for (let job = delayed[nextDelayed]; job && job.due <= now; job = delayed[nextDelayed]) {
      insert(waiting, job, nextWaiting, ({ turn }) => turn);
      nextDelayed += 1;
    }
    if (windowEnd <= now) started = 0;
    const open = rate === null || started < rate.max;
    const job = waiting[nextWaiting];
    if (job && free > 0 && open && heldUntil <= now) {
      nextWaiting += 1;
      position += 1;
      free -= 1;
      if (rate && started === 0) windowEnd = now + rate.durationMs;
      started += 1;
      const { mean = null, median = null } = spans.get(job.type) ?? {};
      insert(ends, { at: now + (mean ?? NEVER_MS), known: mean !== null }, 0, ({ at }) => at);
      expected.set(job.jobId, {
        position,
        startAt: sure ? now : null,
        endAt: sure && median !== null ? now + median : null,
      });
      continue;
    }
    now = Math.min(
      ends[0]?.at ?? Number.POSITIVE_INFINITY,
      delayed[nextDelayed]?.due ?? Number.POSITIVE_INFINITY,
      job && !open ? windowEnd : Number.POSITIVE_INFINITY,
      job && heldUntil > now ? heldUntil : Number.POSITIVE_INFINITY,
    );
  }
  return expected;
}

interface End {
  at: number;
  /** Whether the end is an estimate, and not unknown. */
  known: boolean;
}

/** Inserts an item after those of the same rank, at `from` or later. The items are in the order of their rank. */
function insert<Item>(items: Item[], item: Item, from: number, rank: (item: Item) => number) {
  let [low, high] = [from, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rank(items[middle] as Item) <= rank(item)) low = middle + 1;
    else high = middle;
  }
  items.splice(low, 0, item);
}
