import { setTimeout as delay } from 'node:timers/promises';
import { Types, trusted } from 'mongoose';
import { AppError, emailTaken, unauthenticated } from '../../graphql/errors.js';
import type { Logger } from '../../infra/logger.js';
import type { Mail, Mailer } from '../../infra/mailer.js';
import { isDuplicateKey } from '../../infra/mongo.js';
import { normalizeText } from '../../text/text.js';
import type { ResetPasswordInput, UpdateProfileArgs } from './account.types.js';
import { type AccountLinkRecord, LinkPurpose } from './account-link.model.js';
import type { AccountLinks } from './account-links.js';
import { changedEmailMail, changedPasswordMail, resetMail, verificationMail } from './account-mails.js';
import { toUser, type Viewer } from './auth.service.js';
import type { User } from './auth.types.js';
import type { Passwords } from './password.js';
import { raiseEpoch } from './session-epoch.js';
import type { Sessions } from './sessions.js';
import { legacyEmail, normalizeEmail, type UserModel, type UserRecord, UserStatus } from './user.model.js';

/** Changes of an account by its owner, besides sign-ins: name, email, forgotten password. */
export interface AccountService {
  /** Whether this server sends mail: without it there is no new password and no verification by mail. */
  readonly mailAvailable: boolean;
  /** Sends a link for a new password if there is such an account, after the answer. @throws FORBIDDEN without mail */
  requestPasswordReset(email: string): void;
  /** Sets the password by a link, and ends all sessions. @throws INVALID_CREDENTIALS for a link that is not valid */
  resetPassword(input: ResetPasswordInput): Promise<void>;
  /** Sends a link that verifies the user's email, after the answer. @throws FORBIDDEN without mail */
  requestEmailVerification(userId: string): void;
  /** The same for a new account. Does nothing without mail. */
  welcome(userId: string): void;
  /** @throws INVALID_CREDENTIALS for a link that is not valid */
  verifyEmail(token: string): Promise<void>;
  /** A new email is not verified. @throws EMAIL_TAKEN */
  updateProfile(viewer: Viewer, changes: UpdateProfileArgs): Promise<User>;
  /** Waits for mail that is being sent. */
  close(): Promise<void>;
}

interface AccountDeps {
  users: UserModel;
  links: AccountLinks;
  passwords: Passwords;
  sessions: Sessions;
  /** Null where mail is off. */
  mailer: Mailer | null;
  /** The address of the web app, which links lead to. */
  site: () => string;
  log: Logger;
}

/** How long a shutdown waits for mail that is being sent, in milliseconds. */
const LAST_MAIL_MS = 3_000;

const PATHS = {
  [LinkPurpose.RESET_PASSWORD]: '/reset-password',
  [LinkPurpose.VERIFY_EMAIL]: '/verify-email',
} as const;

export function createAccountService(deps: AccountDeps): AccountService {
  const { users, links, passwords, sessions, mailer, site, log } = deps;
  const underWay = new Set<Promise<void>>();

  /** Not awaited: the response time would reveal whether there is an account. */
  function later(what: string, work: (mail: Mailer) => Promise<void>) {
    if (!mailer) return;
    const done = work(mailer).catch((error) => log.error({ err: error }, `${what} was not sent`));
    underWay.add(done);
    void done.finally(() => underWay.delete(done));
  }

  /** The token is behind `#`: no server or proxy logs it, and no other site gets it in a referrer. */
  async function linkOf(user: UserRecord, purpose: LinkPurpose): Promise<string> {
    return `${site()}${PATHS[purpose]}#${await links.issue(user, purpose)}`;
  }

  const notify = (to: string, message: Omit<Mail, 'to'>) =>
    later(message.subject, (mail) => mail.send({ to, ...message }));

  const activeUser = (filter: object) =>
    users
      .findOne({ ...filter, status: UserStatus.ACTIVE })
      .lean<UserRecord>()
      .exec();

  function sendVerification(userId: string) {
    later('email verification', async (mail) => {
      const user = await activeUser({ _id: userId });
      if (!user || user.emailVerifiedAt) return;
      const link = await linkOf(user, LinkPurpose.VERIFY_EMAIL);
      await mail.send({ to: user.email, ...verificationMail(link) });
    });
  }

  /** The account must still have the address that the mail went to. */
  const ownerOf = ({ userId, email }: AccountLinkRecord) => ({ _id: userId, email });

  /** What `updateProfile` writes to an account, which is empty if nothing changes. */
  function changesOf(user: UserRecord, { name, email }: UpdateProfileArgs): Partial<UserRecord> {
    const newName = name == null ? user.name : normalizeText(name).trim();
    const same = email == null || [normalizeEmail(email), legacyEmail(email)].includes(user.email);
    return {
      ...(newName !== user.name && { name: newName }),
      ...(!same && { email: normalizeEmail(email) }),
    };
  }

  return {
    mailAvailable: mailer !== null,

    requestPasswordReset(email) {
      if (!mailer) throw mailOff();
      later('password reset', async (mail) => {
        const user = await activeUser({
          email: trusted({ $in: [normalizeEmail(email), legacyEmail(email)] }),
        });
        if (!user) return;
        const link = await linkOf(user, LinkPurpose.RESET_PASSWORD);
        await mail.send({ to: user.email, ...resetMail(link) });
      });
    },

    async resetPassword({ token, newPassword }) {
      const link = await links.find(token, LinkPurpose.RESET_PASSWORD);
      if (!link) throw invalidLink();
      const passwordHash = await passwords.hash(newPassword);
      // One write: it makes this link and every other one for the password invalid, and ends all sessions.
      const user = await raiseEpoch(
        users,
        { ...ownerOf(link), sessionEpoch: link.epoch === 0 ? trusted({ $in: [0, null] }) : link.epoch },
        { passwordHash, emailVerifiedAt: new Date() },
      );
      if (!user) throw invalidLink();
      const userId = user._id.toHexString();
      notify(user.email, changedPasswordMail());
      await Promise.all([links.removeAll(userId), sessions.removeAll(userId)]);
    },

    requestEmailVerification(userId) {
      if (!mailer) throw mailOff();
      sendVerification(userId);
    },

    welcome: sendVerification,

    async verifyEmail(token) {
      const link = await links.find(token, LinkPurpose.VERIFY_EMAIL);
      if (!link) throw invalidLink();
      // Valid once: the address must not be verified yet.
      const { matchedCount } = await users.updateOne(
        { ...ownerOf(link), status: UserStatus.ACTIVE, emailVerifiedAt: null },
        { $set: { emailVerifiedAt: new Date() } },
      );
      if (matchedCount === 0) throw invalidLink();
      await links.removeAll(link.userId.toHexString(), LinkPurpose.VERIFY_EMAIL);
    },

    async updateProfile(viewer, args) {
      const user = await activeUser({ _id: viewer.id });
      if (!user) throw unauthenticated();
      const changes = changesOf(user, args);
      const { email } = changes;
      if (Object.keys(changes).length === 0) return toUser(user);
      const legacy = args.email == null ? undefined : legacyEmail(args.email);
      if (email && legacy !== email && (await users.exists({ email: legacy }))) throw emailTaken();
      const changed = await users
        .findOneAndUpdate(
          { _id: new Types.ObjectId(viewer.id), status: UserStatus.ACTIVE },
          { $set: changes, ...(email && { $unset: { emailVerifiedAt: 1 } }) },
          { returnDocument: 'after' },
        )
        .lean<UserRecord>()
        .exec()
        .catch((error) => {
          throw isDuplicateKey(error) ? emailTaken() : error;
        });
      if (!changed) throw unauthenticated();
      if (email) {
        notify(user.email, changedEmailMail(email));
        sendVerification(viewer.id);
      }
      return toUser(changed);
    },

    async close() {
      await Promise.race([Promise.all(underWay), delay(LAST_MAIL_MS, undefined, { ref: false })]);
      mailer?.close();
    },
  };
}

const mailOff = () =>
  new AppError('FORBIDDEN', 'This server sends no mail: its operator has to set SMTP_URL first.');

/** One message for a link that is unknown, used, expired or of an earlier address. */
const invalidLink = () =>
  new AppError('INVALID_CREDENTIALS', 'This link is not valid any more. Ask for a new one.');
