import { trusted } from 'mongoose';
import type { Logger } from '../infra/logger.js';
import type { JobModel } from '../modules/jobs/model/job.model.js';
import { type Attempt, LostJob, WorkerStopping } from './attempt.js';

export interface WatchedAttempt extends Disposable {
  /** Aborts with a LostJob or a WorkerStopping. */
  signal: AbortSignal;
}

/** The attempts that run in this process. */
export interface RunningAttempts {
  /** Registers an attempt until the result is disposed. */
  watch(attempt: Attempt): WatchedAttempt;
  /** Aborts the attempt at a canceled run, if it runs here. */
  cancel(jobId: string, run: number): void;
  /** Aborts all attempts, present and later ones, so that other workers repeat them. */
  handBack(): void;
  /** The number of attempts that run now. */
  count(): number;
  close(): void;
}

/** The polling interval in milliseconds, and so the delay of a cancellation that Redis did not deliver. */
const POLL_MS = 500;
/** The interval at which running attempts update `heartbeatAt`, in milliseconds. */
export const HEARTBEAT_MS = 5_000;

export function createRunningAttempts(jobs: JobModel, log: Logger): RunningAttempts {
  const running = new Map<string, { attempt: Attempt; controller: AbortController }>();
  let polling = false;
  let stopping = false;
  let lastHeartbeat = Date.now();

  /** Aborts attempts that have lost their job, and updates the heartbeat of the others. */
  async function poll() {
    if (polling || running.size === 0) return;
    polling = true;
    try {
      const tokens = [...running.keys()];
      const found = await jobs
        .find({ _id: trusted({ $in: [...running.values()].map(({ attempt }) => attempt._id) }) })
        .select({ runToken: 1 })
        .lean<Pick<Attempt, 'runToken'>[]>()
        .exec();
      const current = new Set(found.map(({ runToken }) => runToken));
      const held = tokens.filter((token) => current.has(token));
      for (const token of tokens)
        if (!current.has(token)) running.get(token)?.controller.abort(new LostJob());
      if (Date.now() - lastHeartbeat >= HEARTBEAT_MS) {
        lastHeartbeat = Date.now();
        await jobs.updateMany(
          { runToken: trusted({ $in: held }), _id: trusted({ $in: idsOf(held) }) },
          [{ $set: { heartbeatAt: '$$NOW' } }],
          { updatePipeline: true, timestamps: false, writeConcern: { w: 1 } },
        );
      }
    } catch (error) {
      log.debug({ err: error }, 'running jobs not polled');
    } finally {
      polling = false;
    }
  }
  const idsOf = (tokens: string[]) => tokens.flatMap((token) => running.get(token)?.attempt._id ?? []);
  const timer = setInterval(() => void poll(), POLL_MS);

  return {
    watch(attempt) {
      const controller = new AbortController();
      running.set(attempt.runToken, { attempt, controller });
      // It began while the worker was stopping.
      if (stopping) controller.abort(new WorkerStopping());
      return {
        signal: controller.signal,
        [Symbol.dispose]: () => void running.delete(attempt.runToken),
      };
    },
    cancel(jobId, run) {
      for (const { attempt, controller } of running.values()) {
        if (attempt._id === jobId && attempt.run === run) controller.abort(new LostJob());
      }
    },
    handBack() {
      stopping = true;
      for (const { controller } of running.values()) controller.abort(new WorkerStopping());
    },
    count: () => running.size,
    close: () => clearInterval(timer),
  };
}
