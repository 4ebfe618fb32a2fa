import { Types } from 'mongoose';
import { conflict, isBudgetExceeded } from '../../graphql/errors.js';
import type { Logger } from '../../infra/logger.js';
import { isDuplicateKey, nativeCollection } from '../../infra/mongo.js';
import { normalizeText } from '../../text/text.js';
import type { Budgets } from '../usage/budgets.js';
import { type GenerationQueue, tryEnqueueInTurn } from './job-queue.js';
import type { JobModel, JobRecord } from './model/job.model.js';
import { type JobSnapshot, toSnapshot } from './model/job-snapshot.js';

export interface CreateJobDeps {
  jobs: JobModel;
  queue: GenerationQueue;
  budgets: Pick<Budgets, 'admit'>;
  log: Logger;
}

/** Creates jobs whose requests are safe to repeat with an idempotency key. */
export interface JobCreation {
  /**
   * The job of an earlier request with this key; null if there is none.
   * @param isSame whether that request had the same input
   * @throws CONFLICT for other input
   */
  earlier(
    userId: string,
    key: string | null | undefined,
    isSame: (job: JobRecord) => boolean,
  ): Promise<JobSnapshot | null>;
  /**
   * Stores a job and enqueues it.
   * @param repeated the job of an earlier request with the same key
   * @throws CONFLICT, BUDGET_EXCEEDED
   */
  create(
    userId: string,
    job: JobRecord,
    key: string | null | undefined,
    repeated: () => Promise<JobSnapshot | null>,
  ): Promise<JobSnapshot>;
}

const otherInput = () => conflict('This idempotency key was used with other input.');

export function createJobCreation({ jobs, queue, budgets, log }: CreateJobDeps): JobCreation {
  return {
    async earlier(userId, key, isSame) {
      if (key == null) return null;
      const owned = { userId: new Types.ObjectId(userId), idempotencyKey: normalizeText(key) };
      const job = await jobs.findOne(owned).lean<JobRecord>().exec();
      if (!job) return null;
      if (!isSame(job)) throw otherInput();
      return toSnapshot(job);
    },

    async create(userId, requested, key, repeated) {
      const job: JobRecord = {
        ...requested,
        ...(key != null && { idempotencyKey: normalizeText(key) }),
      };
      try {
        await budgets.admit(userId, (session) =>
          nativeCollection<JobRecord>(jobs).insertOne(job, { ...(session && { session }) }),
        );
      } catch (error) {
        // A repeated request returns its job, also if the budget is used up meanwhile.
        const known = isDuplicateKey(error) || isBudgetExceeded(error);
        const earlier = known ? await repeated() : null;
        if (earlier) return earlier;
        if (isDuplicateKey(error)) throw otherInput();
        throw error;
      }
      await tryEnqueueInTurn(queue, job, log);
      return toSnapshot(job);
    },
  };
}
