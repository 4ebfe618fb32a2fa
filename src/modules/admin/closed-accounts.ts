import { trusted } from 'mongoose';
import type { Logger } from '../../infra/logger.js';
import type { UserModel } from '../auth/user.model.js';

/** Cancels the jobs of accounts that an administrator closed. */
export interface ClosedAccounts {
  /** Starts to cancel the jobs of an account. Failures are retried. */
  cancelJobs(userId: string): void;
  close(): Promise<void>;
}

const LOOK_MS = 30_000;
/** A request in progress when its account was closed has ended by then, in milliseconds. */
const SETTLED_MS = 60_000;

interface ClosedAccountsDeps {
  users: UserModel;
  cancelAll: (userId: string) => Promise<void>;
  log: Logger;
}

/**
 * Cancels the jobs at once, and again a minute later, when requests in progress have ended. Every API process polls for
 * such accounts, so that a crash leaves no job of a closed account running.
 */
export function createClosedAccounts({ users, cancelAll, log }: ClosedAccountsDeps): ClosedAccounts {
  const working = new Set<Promise<void>>();

  function run(work: Promise<void>) {
    const settled = work
      .catch((error) => log.warn({ err: error }, 'jobs of a closed account are canceled later'))
      .finally(() => working.delete(settled));
    working.add(settled);
  }

  async function poll() {
    const closedBefore = new Date(Date.now() - SETTLED_MS);
    const found = await users
      .find({ shutAt: trusted({ $lt: closedBefore }) })
      .select({ shutAt: 1 })
      .lean();
    for (const { _id, shutAt } of found) {
      await cancelAll(_id.toHexString());
      // Not if it was closed again in the meantime.
      await users.updateOne({ _id, shutAt }, { $unset: { shutAt: 1 } });
    }
  }
  run(poll());
  const timer = setInterval(() => run(poll()), LOOK_MS).unref();

  return {
    cancelJobs: (userId) => run(cancelAll(userId)),
    async close() {
      clearInterval(timer);
      await Promise.all(working);
    },
  };
}
