import { Heap } from './heap.js';

/** A request for a text. Times are in milliseconds from the beginning. */
export interface Arrival {
  at: number;
  user: number;
  /** How long the model writes. */
  modelMs: number;
}

export interface System {
  apis: number;
  workers: number;
  /** Attempts that one worker runs at the same time. */
  concurrency: number;
  /** The limit of starts of all workers together in a window; null for none. */
  rate: { max: number; durationMs: number } | null;
  /** Time of one core, in milliseconds: to accept a job, to run it without the model, to deliver its event. */
  cost: { acceptMs: number; workMs: number; deliverMs: number };
  /**
   * Time that passes without using a core, such as round trips to MongoDB: from the request until the job is in the
   * queue, from a free slot until the request to the model, and from the text until the slot is free again. None by
   * default.
   */
  latency?: { requestMs: number; startMs: number; endMs: number };
}

const NO_LATENCY = { requestMs: 0, startMs: 0, endMs: 0 };

/** What happened to the jobs, in their order. */
export interface Simulated {
  /** From the request until the request to the model, in milliseconds. */
  waits: number[];
  /** From the end of a job until its event is on the socket, in milliseconds. */
  deliveries: number[];
  /** When each job ended. */
  ends: number[];
  /** Parts of the time in which slots and cores were busy, from the first request to the last end. */
  busy: { slots: number; apiCores: number; workerCores: number };
  /** The most jobs that waited at the same time. */
  mostWaiting: number;
}

/** A user's place in the order has this number at most: as in turns.ts. */
const MAX_TURN = 1_000;
/** How often workers check whether the rate window has ended, in milliseconds. */
const POLL_MS = 500;

/**
 * Simulates requests, queue, workers and events with its own clock. The queue follows the product's rules: users take
 * turns, a start needs a free slot and room in the rate window. A core serves its tasks one after the other.
 */
export function simulate(arrivals: readonly Arrival[], system: System): Simulated {
  const { rate, cost, latency = NO_LATENCY } = system;
  const happenings = new Heap<() => void>();
  const waiting = new Heap<number>();
  const apis = Array.from({ length: system.apis }, () => core());
  const workers = Array.from({ length: system.workers }, () => core());
  /** The worker of each free slot, in turns. */
  const slots: number[] = [];
  for (let slot = 0; slot < system.concurrency; slot += 1)
    for (let worker = 0; worker < system.workers; worker += 1) slots.push(worker);
  const free = ring(slots);
  const unfinished = new Map<number, number>();
  const count = arrivals.length;
  const result: Simulated = {
    waits: new Array<number>(count).fill(Number.NaN),
    deliveries: new Array<number>(count).fill(Number.NaN),
    ends: new Array<number>(count).fill(Number.NaN),
    busy: { slots: 0, apiCores: 0, workerCores: 0 },
    mostWaiting: 0,
  };
  let now = 0;
  let order = 0;
  let slotMs = 0;
  let window = { started: 0, endsAt: 0 };
  let polling = false;

  const at = (time: number, run: () => void) => happenings.push(time, order++, run);
  const job = (number: number) => arrivals[number] as Arrival;
  const api = (number: number) => apis[job(number).user % system.apis] as Core;

  function enqueue(number: number) {
    const { user } = job(number);
    const owned = (unfinished.get(user) ?? 0) + 1;
    unfinished.set(user, owned);
    waiting.push(Math.min(owned, MAX_TURN), order++, number);
    result.mostWaiting = Math.max(result.mostWaiting, waiting.size);
    fetch();
  }

  function fetch() {
    while (free.size > 0 && waiting.size > 0) {
      if (rate) {
        if (window.endsAt <= now) window = { started: 0, endsAt: now + rate.durationMs };
        if (window.started >= rate.max) return poll();
        window.started += 1;
      }
      start(waiting.pop() as number, free.take());
    }
  }

  function poll() {
    if (polling) return;
    polling = true;
    at(now + Math.min(POLL_MS, window.endsAt - now), () => {
      polling = false;
      fetch();
    });
  }

  function start(number: number, worker: number) {
    const began = now;
    const asked = began + latency.startMs;
    result.waits[number] = asked - job(number).at;
    at(asked + job(number).modelMs, () => {
      at((workers[worker] as Core).serve(now, cost.workMs) + latency.endMs, () => {
        slotMs += now - began;
        free.give(worker);
        end(number);
        fetch();
      });
    });
  }

  function end(number: number) {
    const { user } = job(number);
    const left = (unfinished.get(user) ?? 1) - 1;
    if (left > 0) unfinished.set(user, left);
    else unfinished.delete(user);
    result.ends[number] = now;
    result.deliveries[number] = api(number).serve(now, cost.deliverMs) - now;
  }

  for (let number = 0; number < count; number += 1) {
    at(job(number).at, () =>
      at(api(number).serve(now, cost.acceptMs) + latency.requestMs, () => enqueue(number)),
    );
  }
  while (happenings.size > 0) {
    now = happenings.first;
    happenings.pop()?.();
  }

  const spent = now - (arrivals[0]?.at ?? 0);
  const used = (cores: Core[]) =>
    cores.reduce((sum, { usedMs }) => sum + usedMs(), 0) / (spent * cores.length);
  result.busy = {
    slots: slotMs / (spent * system.workers * system.concurrency),
    apiCores: used(apis),
    workerCores: used(workers),
  };
  return result;
}

interface Core {
  /** @returns when it has served this task */
  serve(now: number, ms: number): number;
  usedMs(): number;
}

function core(): Core {
  let freeAt = 0;
  let used = 0;
  return {
    serve(now, ms) {
      freeAt = Math.max(freeAt, now) + ms;
      used += ms;
      return freeAt;
    },
    usedMs: () => used,
  };
}

/** First in, first out, of a fixed size. */
function ring(values: number[]) {
  const { length } = values;
  let first = 0;
  let size = length;
  return {
    get size() {
      return size;
    },
    take() {
      const value = values[first] as number;
      first = (first + 1) % length;
      size -= 1;
      return value;
    },
    give(value: number) {
      values[(first + size) % length] = value;
      size += 1;
    },
  };
}
