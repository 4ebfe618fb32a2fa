import type { Logger } from '../../infra/logger.js';
import { nativeCollection } from '../../infra/mongo.js';
import type { GenerationQueue } from '../jobs/job-queue.js';
import { type JobModel, type JobRecord, JobStatus } from '../jobs/model/job.model.js';
import { isPaused, type QueueStateModel } from '../jobs/queue-switch.js';
import type { QueueMinute, QueueStats, QueueWorker } from './queue-stats.types.js';
import { StatsStream } from './stats-stream.js';

/** The numbers of the queue. */
export interface QueueStatsReader {
  /** Rejects while MongoDB or Redis is away. */
  read(): Promise<QueueStats>;
  /** The numbers now and every two seconds, read once for all subscribers. The reader closes the stream. */
  follow(): AsyncIterableIterator<QueueStats>;
  close(): void;
}

interface QueueStatsDeps {
  jobs: JobModel;
  states: QueueStateModel;
  queue: Pick<GenerationQueue, 'counts'>;
  liveWorkers: () => Promise<QueueWorker[]>;
  log: Logger;
}

const LOOK_MS = 2_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The waits of an hour are sorted into so many parts of equal size. */
const PARTS = 100;
/** The longest that one of the queries may take, in milliseconds. */
const MAX_TIME_MS = 5_000;

export function createQueueStats(deps: QueueStatsDeps): QueueStatsReader {
  const { states, queue, liveWorkers, log } = deps;
  const jobs = nativeCollection<JobRecord>(deps.jobs);
  const options = { maxTimeMS: MAX_TIME_MS };
  const streams = new Set<StatsStream>();
  let timer: NodeJS.Timeout | undefined;
  let latest: { stats: QueueStats; at: number } | undefined;
  let reading: Promise<QueueStats> | undefined;

  async function readAll(): Promise<QueueStats> {
    const now = new Date();
    const since = new Date(now.getTime() - HOUR_MS);
    const [counts, workers, paused, oldest, started, failed, waits, startedPerMinute] = await Promise.all([
      queue.counts(),
      liveWorkers(),
      isPaused(states),
      oldestDue(now),
      startsByMinute(since),
      failuresByMinute(since),
      waitsSince(since),
      jobs.countDocuments({ startedAt: { $gte: new Date(now.getTime() - MINUTE_MS) } }, options),
    ]);
    return {
      at: now,
      ...counts,
      workers,
      paused,
      oldestWaitingSeconds: oldest && (now.getTime() - oldest.getTime()) / 1_000,
      startedPerMinute,
      failedLastHour: [...failed.values()].reduce((sum, count) => sum + count, 0),
      waitP50Seconds: percentile(waits, 0.5),
      waitP95Seconds: percentile(waits, 0.95),
      lastHour: lastHour(now, started, failed),
    };
  }

  async function oldestDue(now: Date): Promise<Date | null> {
    const [job] = await jobs
      .find(
        // The index holds the unfinished jobs, by due time.
        { status: { $in: [JobStatus.QUEUED, JobStatus.RETRYING] }, scheduledFor: { $lte: now } },
        { projection: { scheduledFor: 1 }, sort: { scheduledFor: 1 }, limit: 1, ...options },
      )
      .toArray();
    return job?.scheduledFor ?? null;
  }

  const minuteOf = (field: string) => ({ $toLong: { $dateTrunc: { date: field, unit: 'minute' } } });
  const waited = { $max: [0, { $divide: [{ $subtract: ['$startedAt', '$scheduledFor'] }, 1_000] }] };

  async function startsByMinute(since: Date) {
    const rows = await jobs
      .aggregate<{ _id: number; started: number; waitSeconds: number }>(
        [
          { $match: { startedAt: { $gte: since } } },
          { $project: { _id: 0, startedAt: 1, scheduledFor: 1 } },
          {
            $group: { _id: minuteOf('$startedAt'), started: { $sum: 1 }, waitSeconds: { $avg: waited } },
          },
        ],
        options,
      )
      .toArray();
    return new Map(rows.map(({ _id, ...minute }) => [Number(_id), minute]));
  }

  async function failuresByMinute(since: Date) {
    const rows = await jobs
      .aggregate<{ _id: number; failed: number }>(
        [
          { $match: { status: JobStatus.FAILED, completedAt: { $gte: since } } },
          { $group: { _id: minuteOf('$completedAt'), failed: { $sum: 1 } } },
        ],
        options,
      )
      .toArray();
    return new Map(rows.map(({ _id, failed }) => [Number(_id), failed]));
  }

  function waitsSince(since: Date) {
    return jobs
      .aggregate<Part>(
        [
          { $match: { startedAt: { $gte: since } } },
          { $project: { _id: 0, wait: waited } },
          {
            $bucketAuto: {
              groupBy: '$wait',
              buckets: PARTS,
              output: { count: { $sum: 1 }, longest: { $max: '$wait' } },
            },
          },
        ],
        options,
      )
      .toArray();
  }

  /** One read at a time, for all callers. */
  function read(): Promise<QueueStats> {
    reading ??= readAll()
      .then((stats) => {
        latest = { stats, at: Date.now() };
        return stats;
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  }

  /** A subscription continues after an outage. */
  function tick() {
    read().then(
      (stats) => {
        for (const stream of streams) stream.push(stats);
      },
      (error) => log.debug({ err: error }, 'numbers of the queue not read'),
    );
  }

  return {
    read,

    follow() {
      const stream = new StatsStream();
      streams.add(stream);
      stream.onClose(() => {
        streams.delete(stream);
        if (streams.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      });
      timer ??= setInterval(tick, LOOK_MS).unref();
      if (latest && Date.now() - latest.at < LOOK_MS) stream.push(latest.stats);
      else tick();
      return stream;
    },

    close() {
      clearInterval(timer);
      for (const stream of streams) void stream.return();
    },
  };
}

interface Part {
  count: number;
  longest: number;
}

/** The quantile of the waits for a share of them, such as 0.9; null without waits. */
export function percentile(parts: readonly Part[], share: number): number | null {
  const wanted = share * parts.reduce((sum, { count }) => sum + count, 0);
  let counted = 0;
  for (const { count, longest } of parts) {
    counted += count;
    if (counted >= wanted) return longest;
  }
  return null;
}

function lastHour(
  now: Date,
  started: Map<number, { started: number; waitSeconds: number }>,
  failed: Map<number, number>,
): QueueMinute[] {
  const current = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
  return Array.from({ length: 60 }, (_, index) => {
    const at = current - (59 - index) * MINUTE_MS;
    const starts = started.get(at);
    return {
      at: new Date(at),
      started: starts?.started ?? 0,
      failed: failed.get(at) ?? 0,
      waitSeconds: starts?.waitSeconds ?? null,
    };
  });
}
