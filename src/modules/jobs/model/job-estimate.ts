import type { JobSnapshot } from './job-snapshot.js';

/** The expected times of an unfinished job. Null: not known. */
export interface JobEstimate {
  queuePosition: number | null;
  estimatedStartAt: Date | null;
  estimatedCompletionAt: Date | null;
}

/** Never throws: nothing is known while MongoDB or Redis is away. */
export type EstimateJob = (job: Pick<JobSnapshot, 'id' | 'status' | 'updatedAt'>) => Promise<JobEstimate>;

export const NOTHING_KNOWN: JobEstimate = {
  queuePosition: null,
  estimatedStartAt: null,
  estimatedCompletionAt: null,
};
