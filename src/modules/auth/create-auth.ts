import type { Channels } from '../../infra/channels.js';
import type { Logger } from '../../infra/logger.js';
import { createMailer, type MailSettings } from '../../infra/mailer.js';
import type { RedisClient } from '../../infra/redis-client.js';
import { type AccountService, createAccountService } from './account.service.js';
import { createAccountErasure } from './account-erasure.js';
import type { AccountLinkModel } from './account-link.model.js';
import { createAccountLinks } from './account-links.js';
import { type AccessTokenCheck, type AuthService, createAuthService } from './auth.service.js';
import { createPasswords } from './password.js';
import type { SessionModel } from './session.model.js';
import { createSessionLife } from './session-life.js';
import { createSessionReader } from './session-reader.js';
import { createSessions } from './sessions.js';
import { createTokens, type TokenKeys } from './token.js';
import type { UserModel } from './user.model.js';

interface Parts {
  models: { users: UserModel; sessions: SessionModel; accountLinks: AccountLinkModel };
  channels: Channels;
  /** Of the `publisher` role. */
  redis: RedisClient;
  accessTokens: AccessTokenCheck;
  /** Remove a user's data, one function for each other feature. */
  removals: ((userId: string) => Promise<unknown>)[];
  /** The address of the web app, which links lead to; known once the server listens. */
  site: () => string;
  log: Logger;
}

interface Settings {
  jwt: TokenKeys;
  sessionSeconds: number;
  bcryptCost: number;
  /** Null where mail is off. */
  mail: MailSettings | null;
}

/** All that an API process does for accounts and sessions. */
export async function createAuth(
  parts: Parts,
  settings: Settings,
): Promise<{
  auth: AuthService;
  accounts: AccountService;
  /** Ends the sessions and sockets of a user whose epoch was raised. */
  endSessions(userId: string): Promise<unknown>;
  close(): Promise<void>;
}> {
  const { models, channels, redis, accessTokens, site, log } = parts;
  const { users } = models;
  const life = await createSessionLife({
    reader: createSessionReader({ ...models, log }),
    channels,
    redis,
    log,
  });
  const links = createAccountLinks(models.accountLinks);
  const erasure = createAccountErasure({ ...models, removals: [...parts.removals, links.removeAll], log });
  const passwords = await createPasswords(settings.bcryptCost);
  const sessions = createSessions({ ...models, life, lifetimeSeconds: settings.sessionSeconds, log });
  const tokens = createTokens(settings.jwt);
  const auth = createAuthService({ users, tokens, passwords, sessions, life, accessTokens, erasure });
  const mailer = settings.mail && createMailer(settings.mail, log);
  const accounts = createAccountService({ users, links, passwords, sessions, mailer, site, log });
  return {
    auth,
    accounts,
    endSessions: (userId) => sessions.removeAll(userId),
    async close() {
      await accounts.close();
      erasure.close();
      life.close();
    },
  };
}
