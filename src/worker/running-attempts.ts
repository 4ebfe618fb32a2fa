import { trusted } from 'mongoose';
import type { Logger } from '../infra/logger.js';
import type { JobModel } from '../modules/jobs/model/job.model.js';
import { type Attempt, LostJob, WorkerStopping } from './attempt.js';

export interface HeldAttempt extends Disposable {
  /** Aborts with a LostJob or a WorkerStopping. */
  signal: AbortSignal;
}

/** The attempts that this process is making. */
export interface RunningAttempts {
  /** From now on the attempt is watched, until it is disposed of. */
  hold(attempt: Attempt): HeldAttempt;
  /** Ends an attempt whose job was canceled, if it is made here. */
  cancel(jobId: string, run: number): void;
  /** Ends all that is running: it is for others to make. */
  handBack(): void;
  close(): void;
}

/** How often the jobs are looked at, in milliseconds: how late a cancellation comes that Redis didn't tell of. */
const LOOK_MS = 500;
/** How often a running attempt says in MongoDB that it is alive, in milliseconds. */
export const HEARTBEAT_MS = 5_000;

export function createRunningAttempts(jobs: JobModel, log: Logger): RunningAttempts {
  const running = new Map<string, { attempt: Attempt; controller: AbortController }>();
  let looking = false;
  let lastHeartbeat = Date.now();

  /** Aborts attempts that hold their job no longer, and confirms the others. */
  async function look() {
    if (looking || running.size === 0) return;
    looking = true;
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
      log.debug({ err: error }, 'running jobs not looked at');
    } finally {
      looking = false;
    }
  }
  const idsOf = (tokens: string[]) => tokens.flatMap((token) => running.get(token)?.attempt._id ?? []);
  const timer = setInterval(() => void look(), LOOK_MS);

  return {
    hold(attempt) {
      const controller = new AbortController();
      running.set(attempt.runToken, { attempt, controller });
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
      for (const { controller } of running.values()) controller.abort(new WorkerStopping());
    },
    close: () => clearInterval(timer),
  };
}
