import { Types, trusted } from 'mongoose';
import { emailTaken, invalidCredentials, notFound, unauthenticated } from '../../graphql/errors.js';
import { isDuplicateKey } from '../../infra/mongo.js';
import { parseObjectId } from '../../infra/object-id.js';
import { normalizeText } from '../../text/text.js';
import type { Access } from './access.js';
import type { AccountErasure } from './account-erasure.js';
import type {
  AuthPayload,
  ChangePasswordInput,
  LoginInput,
  RegisterInput,
  Session,
  User,
} from './auth.types.js';
import type { Passwords } from './password.js';
import type { SessionRecord } from './session.model.js';
import { raiseEpoch, type SessionId } from './session-epoch.js';
import type { SessionLife } from './session-life.js';
import type { Sessions } from './sessions.js';
import type { RefreshTerms, TokenCheck, Tokens } from './token.js';
import type { UserModel } from './user.model.js';
import {
  legacyEmail,
  normalizeEmail,
  presentEmail,
  roleOf,
  type UserRecord,
  type UserRole,
  UserStatus,
} from './user.model.js';

/** The user and session that a request belongs to, by its token. */
export interface Viewer {
  id: string;
  sessionId: string;
  /** When the request's token expires. */
  expiresAt: Date;
  /** What the access token of the request may do; absent for a session. */
  access?: Access;
}

export interface AuthService {
  /** Creates an account and signs it in. @throws EMAIL_TAKEN */
  register(input: RegisterInput, userAgent: string | null): Promise<AuthPayload>;
  /** @throws INVALID_CREDENTIALS, in the same time and with the same message for an unknown email and a wrong password */
  login(input: LoginInput, userAgent: string | null): Promise<AuthPayload>;
  /** Takes a refresh token, which is valid once, and for 30 s more with the same answer. @throws UNAUTHENTICATED */
  refreshSession(refreshToken: string): Promise<AuthPayload>;
  /** The viewer of a token; null if it is refused, its session has ended or its account is inactive. */
  authenticate(token: string): Promise<Viewer | null>;
  /** Checks the token alone, and returns why it is refused. */
  checkToken(token: string): TokenCheck | Promise<TokenCheck>;
  /** Whether the session and the account are active, as of at most 4 s ago; synchronous if it is known. */
  isLive(session: SessionId): boolean | Promise<boolean>;
  /** Calls back once, within 4 s of the session's end. Returns a function that ends the watch. */
  watch(session: SessionId, onEnd: () => void): () => void;
  /** Whether the account is active and has one of these roles. Read each time, because few requests need it. */
  hasRole(userId: string, roles: readonly UserRole[]): Promise<boolean>;
  /** @throws UNAUTHENTICATED if the account was deleted */
  getUser(userId: string): Promise<User>;
  sessions(viewer: Viewer): Promise<Session[]>;
  /** @throws NOT_FOUND */
  revokeSession(viewer: Viewer, id: string): Promise<Session>;
  logout(viewer: Viewer): Promise<void>;
  /** Ends every session, this one too; returns their number. */
  logoutEverywhere(viewer: Viewer): Promise<number>;
  /** Ends every other session. @throws INVALID_CREDENTIALS */
  changePassword(viewer: Viewer, input: ChangePasswordInput): Promise<User>;
  /** Closes the account and removes all of its data. @throws INVALID_CREDENTIALS */
  deleteAccount(viewer: Viewer, password: string): Promise<void>;
}

/** Tokens that users make for programs. They end like sessions. */
export interface AccessTokenCheck {
  /** Null for a token of another kind. */
  check(token: string): Promise<TokenCheck> | null;
  life: Pick<SessionLife, 'isLive' | 'watch'>;
}

interface AuthDeps {
  users: UserModel;
  tokens: Tokens;
  passwords: Passwords;
  sessions: Sessions;
  life: SessionLife;
  /** Absent: access tokens are not accepted. */
  accessTokens?: AccessTokenCheck;
  erasure: AccountErasure;
}

export function createAuthService(deps: AuthDeps): AuthService {
  const { users, tokens, passwords, sessions, life, accessTokens, erasure } = deps;

  const checkToken = (token: string) => accessTokens?.check(token) ?? tokens.verify(token);
  const lifeOf = ({ access }: SessionId) => (access && accessTokens?.life) || life;

  function grant(user: UserRecord, session: SessionRecord, terms: RefreshTerms): AuthPayload {
    const ids = { userId: user._id.toHexString(), sessionId: session._id.toHexString() };
    const refresh = tokens.signRefresh({ ...ids, ...terms });
    return {
      ...tokens.sign(ids),
      refreshToken: refresh.token,
      refreshExpiresAt: refresh.expiresAt,
      user: toUser(user),
    };
  }

  async function signIn(user: UserRecord, userAgent: string | null): Promise<AuthPayload> {
    const session = await sessions.open(user, userAgent);
    const { generation, createdAt: issuedAt, expiresAt } = session;
    return grant(user, session, { generation, issuedAt, expiresAt });
  }

  /** @throws INVALID_CREDENTIALS */
  async function passwordHashOf({ id }: Viewer, password: string) {
    const user = await users.findById(id).lean<UserRecord>().exec();
    const matches = await passwords.matches(password, user?.passwordHash);
    if (!user || !matches) throw invalidCredentials();
    return { _id: id, passwordHash: user.passwordHash };
  }

  return {
    async register({ name, email, password }, userAgent) {
      const legacy = legacyEmail(email);
      if (legacy !== normalizeEmail(email) && (await users.exists({ email: legacy }))) throw emailTaken();
      const passwordHash = await passwords.hash(password);
      try {
        const record = await users.create({
          name: normalizeText(name).trim(),
          email: normalizeEmail(email),
          passwordHash,
        });
        return await signIn(record.toObject(), userAgent);
      } catch (error) {
        if (isDuplicateKey(error)) throw emailTaken();
        throw error;
      }
    },

    async login({ email, password }, userAgent) {
      const record = await users
        .findOne({ email: trusted({ $in: [normalizeEmail(email), legacyEmail(email)] }) })
        .lean<UserRecord>()
        .exec();
      const matches = await passwords.matches(password, record?.passwordHash);
      if (!record || !matches || record.status !== UserStatus.ACTIVE) throw invalidCredentials();
      // The session has the epoch of the compared password: if that has changed by now, the session has ended.
      return signIn(record, userAgent);
    },

    async refreshSession(refreshToken) {
      const check = tokens.verifyRefresh(refreshToken);
      const refreshed = check.ok ? await sessions.refresh(check.claims) : null;
      if (!refreshed) throw unauthenticated();
      return grant(refreshed.user, refreshed.session, refreshed.successor);
    },

    async authenticate(token) {
      const check = await checkToken(token);
      if (!check.ok || !(await lifeOf(check.claims).isLive(check.claims))) return null;
      const { userId, sessionId, expiresAt, access } = check.claims;
      return { id: userId, sessionId, expiresAt, ...(access && { access }) };
    },

    checkToken,
    isLive: (session) => lifeOf(session).isLive(session),
    watch: (session, onEnd) => lifeOf(session).watch(session, onEnd),

    async hasRole(userId, roles) {
      const filter = { _id: userId, status: UserStatus.ACTIVE, role: trusted({ $in: [...roles] }) };
      return (await users.exists(filter)) !== null;
    },

    async getUser(userId) {
      const record = await users.findById(userId).lean<UserRecord>().exec();
      if (!record) throw unauthenticated();
      return toUser(record);
    },

    async sessions(viewer) {
      return (await sessions.list(viewer.id)).map((record) => toSession(record, viewer));
    },

    async revokeSession(viewer, id) {
      const ended = parseObjectId(id) && (await sessions.end(viewer.id, id.toLowerCase()));
      if (!ended) throw notFound('Session');
      return toSession(ended, viewer);
    },

    async logout(viewer) {
      await sessions.end(viewer.id, viewer.sessionId);
    },

    async logoutEverywhere(viewer) {
      if (!(await raiseEpoch(users, { _id: viewer.id }, {}))) throw unauthenticated();
      return sessions.removeAll(viewer.id);
    },

    async changePassword(viewer, { currentPassword, newPassword }) {
      const compared = await passwordHashOf(viewer, currentPassword);
      const passwordHash = await passwords.hash(newPassword);
      const keptSession = new Types.ObjectId(viewer.sessionId);
      const changed = await raiseEpoch(users, compared, { passwordHash, keptSession });
      // Another request changed the password.
      if (!changed) throw invalidCredentials();
      await sessions.removeAll(viewer.id, viewer.sessionId);
      return toUser(changed);
    },

    async deleteAccount(viewer, password) {
      const compared = await passwordHashOf(viewer, password);
      const shut = await raiseEpoch(users, compared, {
        // Frees the email at once: this is not a valid address.
        email: `erased:${viewer.id}`,
        name: '-',
        passwordHash: '-',
        status: UserStatus.INACTIVE,
        erasedAt: new Date(),
      });
      if (!shut) throw invalidCredentials();
      await sessions.removeAll(viewer.id);
      await erasure.erase(viewer.id);
    },
  };
}

/** A user as its owner sees it. */
export function toUser(record: UserRecord): User {
  const { _id, name, email, emailVerifiedAt, status, createdAt } = record;
  return {
    id: _id.toHexString(),
    name,
    email: presentEmail(email),
    emailVerified: emailVerifiedAt != null,
    status,
    role: roleOf(record),
    createdAt,
  };
}

function toSession({ _id, createdAt, lastSeenAt, userAgent }: SessionRecord, viewer: Viewer): Session {
  const id = _id.toHexString();
  return { id, createdAt, lastSeenAt, userAgent: userAgent ?? null, current: id === viewer.sessionId };
}
