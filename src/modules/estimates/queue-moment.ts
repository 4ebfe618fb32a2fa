import { nativeCollection } from '../../infra/mongo.js';
import type { ContentType } from '../../writing/content-type.js';
import type { GenerationQueue } from '../jobs/job-queue.js';
import type { JobModel, JobRecord } from '../jobs/model/job.model.js';
import { isPaused, type QueueStateModel } from '../jobs/queue-switch.js';
import type { Durations } from './durations.js';
import type { QueueMoment } from './play-queue.js';

/** What a live worker reports. */
export interface WorkerLimits {
  concurrency: number;
  /** The rate limit of all workers together; null for none. */
  rate: { max: number; durationMs: number } | null;
}

export interface QueueMomentDeps {
  jobs: JobModel;
  states: QueueStateModel;
  queue: Pick<GenerationQueue, 'view'>;
  /** The oldest first. */
  liveWorkers: () => Promise<readonly WorkerLimits[]>;
  durations: () => Promise<Durations>;
}

/** The longest that the query of types may take, in milliseconds. */
const MAX_TIME_MS = 2_000;

/** Reads what an estimate needs. Rejects while MongoDB or Redis is away. */
export function createQueueMoment(deps: QueueMomentDeps): () => Promise<QueueMoment> {
  const jobs = nativeCollection<JobRecord>(deps.jobs);
  /** The types of the jobs in the queue, from the last read. The type of a job never changes. */
  let types = new Map<string, ContentType>();

  /** Reads the types of jobs that are new in the queue. A deleted job has none. */
  async function learnTypes(ids: readonly string[]) {
    const unknown = ids.filter((id) => !types.has(id));
    const found =
      unknown.length === 0
        ? []
        : await jobs
            .find({ _id: { $in: unknown } }, { projection: { type: 1 }, maxTimeMS: MAX_TIME_MS })
            .toArray();
    const learnt = new Map(found.map(({ _id, type }) => [_id, type]));
    types = new Map(
      ids.flatMap((id) => {
        const type = types.get(id) ?? learnt.get(id);
        return type === undefined ? [] : [[id, type] as const];
      }),
    );
  }

  return async () => {
    const at = Date.now();
    const [view, workers, paused, durations] = await Promise.all([
      deps.queue.view(),
      deps.liveWorkers(),
      isPaused(deps.states),
      deps.durations(),
    ]);
    const { running, waiting, delayed, window, heldUntil } = view;
    await learnTypes([...running, ...waiting, ...delayed].map(({ jobId }) => jobId));
    const withType = <Entry extends { jobId: string }>(entries: Entry[]) =>
      entries.flatMap((entry) => {
        const type = types.get(entry.jobId);
        return type === undefined ? [] : [{ ...entry, type }];
      });
    return {
      at,
      paused,
      slots: workers.reduce((sum, { concurrency }) => sum + concurrency, 0),
      rate: workers.at(-1)?.rate ?? null,
      window,
      heldUntil,
      running: withType(running),
      waiting: withType(waiting),
      delayed: withType(delayed),
      durations,
    };
  };
}
