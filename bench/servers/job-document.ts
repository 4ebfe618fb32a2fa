import mongoose from 'mongoose';
import { v7 as uuidv7 } from 'uuid';

export interface Wish {
  prompt: string;
  type: string;
  idempotencyKey: string;
}

export const QUEUE = 'content-generation';
export const DELAY_MS = 60_000;

/** The document of a new job, with the product's fields. */
export function jobDocument(userId: string, { prompt, type, idempotencyKey }: Wish) {
  const now = new Date();
  return {
    _id: uuidv7(),
    userId: new mongoose.Types.ObjectId(userId),
    prompt,
    type,
    status: 'QUEUED',
    idempotencyKey,
    scheduledFor: new Date(now.getTime() + DELAY_MS),
    run: 1,
    enqueueNumber: 1,
    attempts: 0,
    handedBack: 0,
    attemptHistory: [],
    requestId: uuidv7(),
    createdAt: now,
    updatedAt: now,
  };
}

/** The entry in the queue, by the product's rules. */
export function enqueueArguments(job: { _id: string; requestId: string }) {
  return [
    'generate',
    { jobId: job._id, run: 1, enqueueNumber: 1, requestId: job.requestId },
    {
      jobId: `${job._id}-1`,
      delay: DELAY_MS,
      attempts: 3,
      backoff: { type: 'exponential', delay: 1_000 },
      removeOnComplete: { age: 7 * 86_400, count: 5_000 },
      removeOnFail: { age: 7 * 86_400, count: 5_000 },
    },
  ] as const;
}
