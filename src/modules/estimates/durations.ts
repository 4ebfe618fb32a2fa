import { nativeCollection } from '../../infra/mongo.js';
import type { RedisClient } from '../../infra/redis-client.js';
import { ContentType } from '../../writing/content-type.js';
import { type JobModel, type JobRecord, JobStatus } from '../jobs/model/job.model.js';

/** How long attempts took that ended with a text, in milliseconds, by content type. */
export type Durations = ReadonlyMap<ContentType, readonly number[]>;

/** How many jobs of a type are remembered. */
const KEPT = 100;
/** The longest that a query may take, in milliseconds. */
const MAX_TIME_MS = 2_000;

const key = (type: ContentType) => `durations:${type}`;

/**
 * Stores the duration of a finished job, if the list exists: without it, the next reader loads all of them from
 * MongoDB. Never throws.
 */
export async function recordDuration(
  redis: RedisClient,
  type: ContentType,
  durationMs: number,
): Promise<void> {
  await redis
    .multi()
    .lpushx(key(type), durationMs)
    .ltrim(key(type), 0, KEPT - 1)
    .exec()
    .catch(() => {});
}

/** The durations of the latest hundred finished jobs of each type. Redis keeps them; MongoDB is the truth. */
export function createDurationReader(redis: RedisClient, jobModel: JobModel): () => Promise<Durations> {
  const jobs = nativeCollection<JobRecord>(jobModel);

  async function rebuild(type: ContentType): Promise<number[]> {
    const finished = await jobs
      .find(
        { status: JobStatus.COMPLETED, type },
        {
          projection: { attemptHistory: { $slice: -1 } },
          sort: { createdAt: -1 },
          limit: KEPT,
          maxTimeMS: MAX_TIME_MS,
        },
      )
      .toArray();
    const durations = finished.flatMap(({ attemptHistory: [attempt] = [] }) =>
      attempt?.endedAt ? [attempt.endedAt.getTime() - attempt.startedAt.getTime()] : [],
    );
    if (durations.length > 0)
      await redis
        .multi()
        .del(key(type))
        .rpush(key(type), ...durations)
        .exec();
    return durations;
  }

  async function read(type: ContentType): Promise<[ContentType, number[]]> {
    const known = await redis.lrange(key(type), 0, KEPT - 1);
    return [type, known.length > 0 ? known.map(Number) : await rebuild(type)];
  }

  return async () => new Map(await Promise.all(Object.values(ContentType).map(read)));
}
