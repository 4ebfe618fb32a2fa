import mongoose from 'mongoose';
import { expect } from 'vitest';

const LIMIT_MS = 30_000;

/**
 * Waits until the sweeper of a database has examined all jobs that exist now. It takes its lease before each sweep.
 * @param intervalMs the worker’s SWEEP_INTERVAL_MS
 */
export async function untilSwept(mongoUri: string, intervalMs: number): Promise<void> {
  const mongo = await mongoose.createConnection(mongoUri).asPromise();
  const begin = async () => {
    const lease = await mongo.collection<{ _id: string; until: Date }>('leases').findOne({ _id: 'sweeper' });
    return (lease?.until.getTime() ?? 0) - 3 * intervalMs;
  };
  try {
    // It skips what changed since the previous sweep.
    const quiet = Date.now() + intervalMs;
    await expect.poll(begin, { timeout: LIMIT_MS }).toBeGreaterThan(quiet);
    const whole = await begin();
    await expect.poll(begin, { timeout: LIMIT_MS }).toBeGreaterThan(whole);
  } finally {
    await mongo.close();
  }
}
