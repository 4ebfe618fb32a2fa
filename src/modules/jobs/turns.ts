import type { Redis } from 'ioredis';
import { readTogether } from '../../infra/read-together.js';
import type { JobRecord } from './model/job.model.js';

/** How users take turns in the queue. */
export interface Turns {
  /**
   * A new job's turn: 1, and what its owner has unfinished that is due no later. All API processes count together.
   * Rejects at once, or within 2 s, while Redis is away.
   */
  take(job: Pick<JobRecord, 'userId' | 'scheduledFor'>, bullJobId: string): Promise<number>;
  /** For a job that came to nothing. Never throws. */
  giveBack(userId: string, bullJobId: string): Promise<void>;
  /** Forgets what a user has waiting. Never throws. */
  forget(userId: string): Promise<void>;
}

/** A job that BullMQ doesn't know this long after it was due, in milliseconds, won't be told to it any more. */
const UNKNOWN_MS = 10_000;
/** A user's jobs are remembered for this long after the last was due, in milliseconds. */
const KEEP_MS = 3_600_000;
/** Of the jobs that are due, so many of the oldest are looked at, whether they have ended meanwhile. */
const LOOKED_AT = 20;

/** So many jobs' turns are taken with one command; Redis answers nobody else meanwhile. */
const TAKEN_AT_ONCE = 100;

/**
 * Counted in Redis, as MongoDB's count costs as much as storing the job does. A user's jobs are kept by when they are
 * due, and those that have ended drop out when the next one comes: no worker has to tell of them, and a crash leaves
 * nothing behind. It is a heuristic: a job that ended out of its order, or was canceled before it was due, may count
 * for some while longer, against its own owner.
 */
const TAKE = `
  local queue, now = ARGV[1], tonumber(ARGV[2])
  local turns = {}
  for index, jobs in ipairs(KEYS) do
    local id, due = ARGV[2 * index + 1], tonumber(ARGV[2 * index + 2])
    local oldest = redis.call('ZRANGEBYSCORE', jobs, '-inf', now, 'WITHSCORES', 'LIMIT', 0, ${LOOKED_AT})
    for at = 1, #oldest, 2 do
      local known = redis.call('HMGET', queue .. oldest[at], 'timestamp', 'finishedOn')
      local forgotten = not known[1] and tonumber(oldest[at + 1]) < now - ${UNKNOWN_MS}
      if known[2] or forgotten then redis.call('ZREM', jobs, oldest[at]) end
    end
    turns[index] = 1 + redis.call('ZCOUNT', jobs, '-inf', due)
    redis.call('ZADD', jobs, due, id)
    redis.call('PEXPIRE', jobs, math.max(redis.call('PTTL', jobs), due - now + ${KEEP_MS}))
  end
  return turns`;

type TakeTurns = (keyCount: number, ...keysAndArguments: readonly (string | number)[]) => Promise<number[]>;

interface NewJob {
  userId: string;
  bullJobId: string;
  due: number;
}

const key = (userId: string) => `turns:${userId}`;

/** @param queueKey what the keys of BullMQ's jobs begin with */
export function createTurns(redis: Redis, queueKey: string): Turns {
  redis.defineCommand('takeTurns', { lua: TAKE });
  const { takeTurns } = redis as unknown as { takeTurns: TakeTurns };
  const takeTogether = readTogether<NewJob, number>(
    (jobs) =>
      takeTurns.call(
        redis,
        jobs.length,
        ...jobs.map(({ userId }) => key(userId)),
        queueKey,
        Date.now(),
        ...jobs.flatMap(({ bullJobId, due }) => [bullJobId, due]),
      ),
    TAKEN_AT_ONCE,
  );
  return {
    take: ({ userId, scheduledFor }, bullJobId) =>
      takeTogether({ userId: userId.toHexString(), bullJobId, due: scheduledFor.getTime() }),
    // What is not taken out while Redis is away drops out by itself.
    giveBack: (userId, bullJobId) =>
      redis.zrem(key(userId), bullJobId).then(
        () => {},
        () => {},
      ),
    forget: (userId) =>
      redis.del(key(userId)).then(
        () => {},
        () => {},
      ),
  };
}
