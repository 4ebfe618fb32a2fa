import { Types, trusted } from 'mongoose';
import type { Logger } from '../../infra/logger.js';
import type { SessionModel } from './session.model.js';
import type { UserModel } from './user.model.js';

/** Removes what deleted accounts left behind. */
export interface AccountErasure {
  /** Removes the library, the jobs and the events of an account that is shut already. Never throws: it is done again. */
  erase(userId: string): Promise<void>;
  close(): void;
}

const LOOK_MS = 30_000;
/** A request that was under way when its account was shut is over by then, in milliseconds. */
const SETTLED_MS = 60_000;

interface AccountErasureDeps {
  users: UserModel;
  sessions: SessionModel;
  /** How each feature removes what it keeps of a user. */
  removals: ((userId: string) => Promise<unknown>)[];
  log: Logger;
}

/**
 * An account is erased at once, and once more a minute later, when whatever it had under way has been written; only
 * then its own document goes. Every API process looks for such accounts: what one began, another ends.
 */
export function createAccountErasure(deps: AccountErasureDeps): AccountErasure {
  const { users, sessions, removals, log } = deps;

  async function remove(userId: string) {
    await Promise.all([
      ...removals.map((removeAll) => removeAll(userId)),
      sessions.deleteMany({ userId: new Types.ObjectId(userId) }),
    ]);
  }

  async function look() {
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
      log.debug({ err: error }, 'deleted accounts not looked at');
    }
  }
  void look();
  const timer = setInterval(() => void look(), LOOK_MS).unref();

  return {
    async erase(userId) {
      try {
        await remove(userId);
      } catch (error) {
        log.warn({ err: error, userId }, 'account is shut, what it left behind will be removed later');
      }
    },
    close: () => clearInterval(timer),
  };
}
