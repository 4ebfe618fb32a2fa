import { readTogether } from '../../infra/read-together.js';
import type { RedisClient } from '../../infra/redis-client.js';
import type { JobRecord } from './model/job.model.js';

/** Turns in the queue: a user with many jobs delays their own jobs, and not those of other users. */
export interface Turns {
  /**
   * The turn of a new job: 1 and the number of its owner's unfinished jobs that are due no later. All API processes
   * count together. Rejects at once, or within 2 s, while Redis is away.
   */
  take(job: Pick<JobRecord, 'userId' | 'scheduledFor'>, bullJobId: string): Promise<number>;
  /** Removes a user's turns. Never throws. */
  removeAll(userId: string): Promise<void>;
}

/** A job that is missing in BullMQ this long after it was due, in milliseconds, no longer counts. */
const UNKNOWN_MS = 10_000;
/** How long a user's turns outlive the last due time, in milliseconds. */
const KEEP_MS = 3_600_000;
/** How many of a user's oldest due jobs are checked for their end, each time a turn is taken. */
const CHECKED = 20;

/** Turns that one command takes. Redis serves no other command meanwhile. */
const BATCH = 100;

/**
 * Counted in Redis, because a count in MongoDB costs as much as storing the job. A user's jobs are sorted by due time.
 * Those that have ended are removed when the next turn is taken, so workers have nothing to report, and a crash leaves
 * no wrong count. A job that ended out of order, or was canceled before it was due, may count for some time longer,
 * against its own owner.
 */
const TAKE = `
  local queue, now = ARGV[1], tonumber(ARGV[2])
  local turns = {}
  for index, jobs in ipairs(KEYS) do
    local id, due = ARGV[2 * index + 1], tonumber(ARGV[2 * index + 2])
    local oldest = redis.call('ZRANGEBYSCORE', jobs, '-inf', now, 'WITHSCORES', 'LIMIT', 0, ${CHECKED})
    for at = 1, #oldest, 2 do
      local known = redis.call('HMGET', queue .. oldest[at], 'timestamp', 'finishedOn')
      local unknown = not known[1] and tonumber(oldest[at + 1]) < now - ${UNKNOWN_MS}
      if known[2] or unknown then redis.call('ZREM', jobs, oldest[at]) end
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

/**
 * @param queueKey the prefix of the keys of BullMQ's jobs, which turns share: in a cluster the script's keys, and those
 * of the jobs that it reads, are on the same node
 */
export function createTurns(redis: RedisClient, queueKey: string): Turns {
  const key = (userId: string) => `${queueKey}turns:${userId}`;
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
    BATCH,
  );
  return {
    take: ({ userId, scheduledFor }, bullJobId) =>
      takeTogether({ userId: userId.toHexString(), bullJobId, due: scheduledFor.getTime() }),
    // Turns that stay because Redis is away expire.
    removeAll: (userId) =>
      redis.del(key(userId)).then(
        () => {},
        () => {},
      ),
  };
}
