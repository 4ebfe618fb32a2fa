import { type ClientSession, Types } from 'mongoose';
import { nativeCollection } from '../../infra/mongo.js';
import type { JobRecord } from '../jobs/model/job.model.js';
import type { Usage } from '../jobs/model/usage.js';
import type { UsageDayModel, UsageDayRecord } from './usage.model.js';

/** Sums of what providers reported; null where they reported nothing. */
export interface UsageSums {
  /** Attempts that reported usage. */
  attempts: number;
  promptTokens: number | null;
  completionTokens: number | null;
  costUsd: number | null;
}

/** A day in UTC, as `YYYY-MM-DD`. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** Adds one attempt to its owner's day, in the transaction that ends the attempt. */
export async function addToLedger(
  usageDays: UsageDayModel,
  { userId, updatedAt }: Pick<JobRecord, 'userId' | 'updatedAt'>,
  { promptTokens, completionTokens, costUsd }: Usage,
  session: ClientSession,
): Promise<void> {
  const day = dayOf(updatedAt);
  await nativeCollection<UsageDayRecord>(usageDays).updateOne(
    { _id: `${userId.toHexString()}:${day}` },
    {
      $inc: {
        attempts: 1,
        ...(promptTokens !== null && { promptTokens }),
        ...(completionTokens !== null && { completionTokens }),
        ...(costUsd !== null && { costUsd }),
      },
      $setOnInsert: { userId, day },
    },
    { session, upsert: true },
  );
}

/** The days of a user from `from` on that have usage, newest first. */
export const readDays = (
  usageDays: UsageDayModel,
  userId: string,
  from: string,
  session?: ClientSession,
): Promise<UsageDayRecord[]> =>
  nativeCollection<UsageDayRecord>(usageDays)
    .find({ userId: new Types.ObjectId(userId), day: { $gte: from } }, { ...(session && { session }) })
    .sort({ day: -1 })
    .toArray();

/** The sums of some days. */
export function sumOf(days: UsageDayRecord[]): UsageSums {
  const sum = (name: 'promptTokens' | 'completionTokens' | 'costUsd') =>
    days.reduce<number | null>(
      (total, { [name]: value }) => (value == null ? total : (total ?? 0) + value),
      null,
    );
  return {
    attempts: days.reduce((total, { attempts }) => total + attempts, 0),
    promptTokens: sum('promptTokens'),
    completionTokens: sum('completionTokens'),
    costUsd: sum('costUsd'),
  };
}
