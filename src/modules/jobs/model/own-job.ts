import { Types } from 'mongoose';
import { validate as isUuid } from 'uuid';
import type { JobModel, JobRecord } from './job.model.js';

/** Finds a job of this user. Null for an unknown or malformed id, and for a job of another user. */
export type FindOwnJob = (userId: string, jobId: string) => Promise<JobRecord | null>;

export const createFindOwnJob =
  (jobs: JobModel): FindOwnJob =>
  async (userId, jobId) => {
    if (!isUuid(jobId)) return null;
    return jobs
      .findOne({ _id: jobId, userId: new Types.ObjectId(userId) })
      .lean<JobRecord>()
      .exec();
  };
