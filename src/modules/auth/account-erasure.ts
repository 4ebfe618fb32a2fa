import { Types, trusted } from 'mongoose';
import type { Logger } from '../../infra/logger.js';
import type { SessionModel } from './session.model.js';
import type { UserModel } from './user.model.js';

/** Removes the data of deleted accounts. */
export interface AccountErasure {
  /** Removes the library, jobs, events and webhooks of a closed account. Never throws: failures are retried. */
  erase(userId: string): Promise<void>;
  close(): void;
}

const LOOK_MS = 30_000;
/** A request in progress when its account was closed has ended by then, in milliseconds. */
const SETTLED_MS = 60_000;

interface AccountErasureDeps {
  users: UserModel;
  sessions: SessionModel;
  /** Removes a user's data, one function for each feature. */
  removals: ((userId: string) => Promise<unknown>)[];
  log: Logger;
}

/**
 * Erases an account at once, and again a minute later, when its requests in progress have ended; then removes its own
 * document. Every API process polls for such accounts, so that a restart interrupts no erasure.
 */
export function createAccountErasure(deps: AccountErasureDeps): AccountErasure {
  const { users, sessions, removals, log } = deps;

  async function remove(userId: string) {
    await Promise.all([
      ...removals.map((removeAll) => removeAll(userId)),
      sessions.deleteMany({ userId: new Types.ObjectId(userId) }),
    ]);
  }

  async function poll() {
    try {
      const settled = new Date(Date.now() - SETTLED_MS);
      for (const { _id } of await users
        .find({ erasedAt: trusted({ $lt: settled }) })
        .select({ _id: 1 })
        .lean()) {
        await remove(_id.toHexString());
        await users.deleteOne({ _id });
      }
    } catch (error) {
      log.debug({ err: error }, 'check for deleted accounts failed');
    }
  }
  void poll();
  const timer = setInterval(() => void poll(), LOOK_MS).unref();

  return {
    async erase(userId) {
      try {
        await remove(userId);
      } catch (error) {
        log.warn({ err: error, userId }, 'account is closed; its data will be removed later');
      }
    },
    close: () => clearInterval(timer),
  };
}
