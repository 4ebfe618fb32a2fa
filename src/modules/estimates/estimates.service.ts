import type { Logger } from '../../infra/logger.js';
import { JobStatus } from '../jobs/model/job.model.js';
import { type EstimateJob, NOTHING_KNOWN } from '../jobs/model/job-estimate.js';
import { type Expected, playQueue, type QueueMoment } from './play-queue.js';

export interface EstimatesService {
  of: EstimateJob;
}

/** How long the estimates of one read of the queue are cached, in milliseconds. */
const FRESH_MS = 1_000;
const WAITING: readonly JobStatus[] = [JobStatus.QUEUED, JobStatus.RETRYING];

interface Played {
  at: number;
  jobs: Map<string, Expected>;
}

export function createEstimates(gather: () => Promise<QueueMoment>, log: Logger): EstimatesService {
  let latest: Played | undefined;
  let gathering: { since: number; played: Promise<Played> } | undefined;

  /** The whole queue as it was at this time or later. One read at a time, for all callers. */
  async function played(notBefore: number): Promise<Played> {
    for (;;) {
      if (latest && latest.at >= notBefore) return latest;
      const joined = gathering ?? begin();
      const result = await joined.played;
      if (joined.since >= notBefore) return result;
    }
  }

  function begin() {
    const since = Date.now();
    const result = gather()
      .then((moment) => {
        latest = { at: since, jobs: playQueue(moment) };
        return latest;
      })
      .finally(() => {
        gathering = undefined;
      });
    gathering = { since, played: result };
    return gathering;
  }

  return {
    async of({ id, status, updatedAt }) {
      const waits = WAITING.includes(status);
      if (!waits && status !== JobStatus.PROCESSING) return NOTHING_KNOWN;
      const now = Date.now();
      // A job that changed since the last read is missing in it, or has another place.
      const changed = Math.min(new Date(updatedAt).getTime(), now);
      try {
        const { at, jobs } = await played(Math.max(changed, now - FRESH_MS));
        const expected = jobs.get(id);
        if (!expected) return NOTHING_KNOWN;
        const { position, startAt, endAt } = expected;
        return {
          // A worker may have taken it already, and not have reported it.
          queuePosition: waits ? (position ?? 1) : null,
          estimatedStartAt: waits ? date(position === null ? at : startAt) : null,
          estimatedCompletionAt: date(endAt),
        };
      } catch (error) {
        log.debug({ err: error, jobId: id }, 'no estimate');
        return NOTHING_KNOWN;
      }
    },
  };
}

const date = (time: number | null) => (time === null ? null : new Date(time));
