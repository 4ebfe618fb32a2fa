import { createHash, randomBytes } from 'node:crypto';
import { Types, trusted } from 'mongoose';
import type { AccountLinkModel, AccountLinkRecord, LinkPurpose } from './account-link.model.js';
import { epochOf } from './session-epoch.js';
import type { UserRecord } from './user.model.js';

/** The tokens of links in mails. */
export interface AccountLinks {
  /** Makes a token that is valid for an hour. Only its hash is stored. */
  issue(user: UserRecord, purpose: LinkPurpose): Promise<string>;
  /** The link of a token; null if it is unknown or has expired. */
  find(token: string, purpose: LinkPurpose): Promise<AccountLinkRecord | null>;
  /** Removes a user's links, or those for one purpose. */
  removeAll(userId: string, purpose?: LinkPurpose): Promise<void>;
}

const LIFETIME_MS = 3_600_000;
/** In bytes. The token can't be guessed, so its hash needs no salt. */
const TOKEN_BYTES = 32;

export function createAccountLinks(links: AccountLinkModel): AccountLinks {
  return {
    async issue(user, purpose) {
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      await links.create({
        userId: user._id,
        purpose,
        hash: hashOf(token),
        email: user.email,
        epoch: epochOf(user),
        expiresAt: new Date(Date.now() + LIFETIME_MS),
      });
      return token;
    },

    find: (token, purpose) =>
      links
        .findOne({ hash: hashOf(token), purpose, expiresAt: trusted({ $gt: new Date() }) })
        .lean<AccountLinkRecord>()
        .exec(),

    async removeAll(userId, purpose) {
      await links.deleteMany({ userId: new Types.ObjectId(userId), ...(purpose && { purpose }) });
    },
  };
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');
