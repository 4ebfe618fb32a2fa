import { Types } from 'mongoose';
import { v7 as timeOrderedId } from 'uuid';
import { type JobRecord, JobStatus } from './model/job.model.js';
import type { RequestedText } from './requested-text.js';

interface NewJob {
  userId: string;
  requestId: string;
  text: RequestedText;
  delaySeconds: number | null | undefined;
  /** When it starts, in place of a delay. */
  startAt?: Date | undefined;
  /** For a job without a delay of its own. */
  defaultDelayMs: number;
  now: Date;
}

/** A job as it is stored first. */
export function newJob(requested: NewJob): JobRecord {
  const { userId, requestId, text, delaySeconds, startAt, defaultDelayMs, now } = requested;
  const delayMs = delaySeconds == null ? defaultDelayMs : delaySeconds * 1_000;
  return {
    _id: timeOrderedId(),
    userId: new Types.ObjectId(userId),
    requestId,
    ...text,
    status: JobStatus.QUEUED,
    ...(delaySeconds != null && { delaySeconds }),
    ...(startAt && { requestedFor: startAt }),
    scheduledFor: startAt ?? new Date(now.getTime() + delayMs),
    run: 1,
    enqueueNumber: 1,
    attempts: 0,
    handedBack: 0,
    attemptHistory: [],
    createdAt: now,
    updatedAt: now,
  };
}
