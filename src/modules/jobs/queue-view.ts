import type { RedisClient } from '../../infra/redis-client.js';

/** The contents of the queue at one moment: the first entries of each kind. Times are in milliseconds since 1970. */
export interface QueueView {
  /** Due jobs in the order in which the queue starts them. */
  waiting: { jobId: string; turn: number }[];
  /** Jobs that are due later, the next one first. */
  delayed: { jobId: string; turn: number; due: number }[];
  /** Jobs that a worker has taken. */
  running: { jobId: string; startedAt: number }[];
  /** The current rate window: how many attempts have started in it, and its end. */
  window: { started: number; endsAt: number };
  /** The end of a hold; 0 without one. */
  heldUntil: number;
}

/** The most waiting jobs, and the most delayed jobs, that one view reads. */
export const VIEW_LIMIT = 5_000;
/** BullMQ's scores: a priority with a counter, and a due time with a counter. */
const PRIORITY_UNIT = 0x1_0000_0000;
const DUE_UNIT = 0x1000;
/** BullMQ's list of jobs whose workers died. It starts them before all others. */
const FIRST_TURN = 0;

/** The job of an entry, whose id ends with the enqueue number. */
const jobOf = (bullJobId: string) => bullJobId.slice(0, bullJobId.lastIndexOf('-'));

/** @param keyOf the key of one of BullMQ's structures, or of an entry */
export function createQueueView(
  redis: RedisClient,
  keyOf: (name: string) => string,
): () => Promise<QueueView> {
  /** The turns of delayed entries, from the last view. A turn never changes. */
  let turns = new Map<string, number>();

  return async () => {
    const last = String(VIEW_LIMIT - 1);
    const before = Date.now();
    const [running, abandoned, prioritized, delayed, count, left, held, time] = (await answers(
      redis
        .multi()
        .lrange(keyOf('active'), 0, -1)
        .lrange(keyOf('wait'), -VIEW_LIMIT, -1)
        .zrange(keyOf('prioritized'), '0', last, 'WITHSCORES')
        .zrange(keyOf('delayed'), '0', last, 'WITHSCORES')
        .get(keyOf('limiter'))
        .pttl(keyOf('limiter'))
        .hmget(keyOf('held-back'), 'count', 'end', 'until')
        .time(),
    )) as [string[], string[], string[], string[], string | null, number, (string | null)[], string[]];
    const scheduled = pairs(delayed);

    const lookup = redis.pipeline();
    const unknown = scheduled.filter(([id]) => !turns.has(id)).map(([id]) => id);
    for (const id of running) lookup.hget(keyOf(id), 'processedOn');
    for (const id of unknown) lookup.hget(keyOf(id), 'priority');
    const found = (running.length + unknown.length > 0 ? await answers(lookup) : []) as (string | null)[];
    const learnt = new Map(unknown.map((id, index) => [id, Number(found[running.length + index] ?? 1)]));
    turns = new Map(scheduled.map(([id]) => [id, turns.get(id) ?? learnt.get(id) ?? 1]));

    // Redis stores a hold by its own clock.
    const ahead = Number(time[0]) * 1_000 + Math.floor(Number(time[1]) / 1_000) - before;
    const [heldCount, heldEnd, heldUntil] = held;
    const isHeld = heldCount != null;
    return {
      running: running.map((id, index) => ({ jobId: jobOf(id), startedAt: Number(found[index] ?? before) })),
      waiting: [
        ...abandoned.reverse().map((id) => ({ jobId: jobOf(id), turn: FIRST_TURN })),
        ...pairs(prioritized).map(([id, score]) => ({
          jobId: jobOf(id),
          turn: Math.floor(score / PRIORITY_UNIT),
        })),
      ],
      delayed: scheduled.map(([id, score]) => ({
        jobId: jobOf(id),
        turn: turns.get(id) ?? 1,
        due: Math.floor(score / DUE_UNIT),
      })),
      window: isHeld
        ? { started: Number(heldCount), endsAt: Number(heldEnd) - ahead }
        : { started: left > 0 ? Number(count ?? 0) : 0, endsAt: before + Math.max(left, 0) },
      heldUntil: isHeld ? Number(heldUntil) - ahead : 0,
    };
  };
}

async function answers(commands: { exec(): Promise<[Error | null, unknown][] | null> }): Promise<unknown[]> {
  return ((await commands.exec()) ?? []).map(([error, answer]) => {
    if (error) throw error;
    return answer;
  });
}

/** The members of a sorted set and their scores. */
const pairs = (flat: readonly string[]): [string, number][] =>
  Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index] ?? '', Number(flat[2 * index + 1])]);
