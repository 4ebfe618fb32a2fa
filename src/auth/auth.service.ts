import { LRUCache } from 'lru-cache';
import { emailTaken, invalidCredentials, unauthenticated } from '../errors.js';
import type { Models } from '../infra/models.js';
import { isDuplicateKey } from '../infra/mongo.js';
import type { AuthPayload, LoginInput, RegisterInput, User } from './auth.types.js';
import type { Passwords } from './password.js';
import type { TokenCheck, Tokens } from './token.js';
import { normalizeEmail, type UserRecord, UserStatus } from './user.model.js';

/** Who a request is made by, as far as its token and the account's status tell. */
export interface Viewer {
  id: string;
  /** When the token that it came with expires. */
  expiresAt: Date;
}

export interface AuthService {
  /** Makes an account and signs it in. @throws EMAIL_TAKEN */
  register(input: RegisterInput): Promise<AuthPayload>;
  /** @throws INVALID_CREDENTIALS, in the same time and words for an unknown email and a wrong password */
  login(input: LoginInput): Promise<AuthPayload>;
  /** The viewer that a token names; null where it is refused, or its account is gone or inactive. */
  authenticate(token: string): Promise<Viewer | null>;
  /** Checks the token alone, and says why it is refused. */
  checkToken(token: string): TokenCheck;
  /** Whether the account is there and active, as of at most 5 s ago. */
  isActive(userId: string): Promise<boolean>;
  /** @throws UNAUTHENTICATED where the account is gone */
  getUser(userId: string): Promise<User>;
}

/** How long a process trusts what it read of an account's status, in milliseconds. */
const STATUS_TTL_MS = 5_000;

interface AuthDeps {
  users: Models['users'];
  tokens: Tokens;
  passwords: Passwords;
}

export function createAuthService({ users, tokens, passwords }: AuthDeps): AuthService {
  const active = new LRUCache<string, Promise<boolean>>({ max: 10_000, ttl: STATUS_TTL_MS });

  async function isActive(userId: string): Promise<boolean> {
    const known = active.get(userId);
    if (known) return known;
    const reading = users
      .exists({ _id: userId, status: UserStatus.ACTIVE })
      .exec()
      .then((found) => found !== null);
    active.set(userId, reading);
    // What could not be read is not remembered.
    reading.catch(() => active.delete(userId));
    return reading;
  }

  const signIn = (record: UserRecord): AuthPayload => ({
    ...tokens.sign(record._id.toHexString()),
    user: toUser(record),
  });

  return {
    async register({ name, email, password }) {
      const passwordHash = await passwords.hash(password);
      try {
        const record = await users.create({ name: name.trim(), email: normalizeEmail(email), passwordHash });
        return signIn(record.toObject());
      } catch (error) {
        if (isDuplicateKey(error)) throw emailTaken();
        throw error;
      }
    },

    async login({ email, password }) {
      const record = await users
        .findOne({ email: normalizeEmail(email) })
        .lean<UserRecord>()
        .exec();
      const matches = await passwords.matches(password, record?.passwordHash);
      if (!record || !matches || record.status !== UserStatus.ACTIVE) throw invalidCredentials();
      return signIn(record);
    },

    async authenticate(token) {
      const check = tokens.verify(token);
      if (!check.ok) return null;
      const { userId, expiresAt } = check.claims;
      return (await isActive(userId)) ? { id: userId, expiresAt } : null;
    },

    checkToken: (token) => tokens.verify(token),
    isActive,

    async getUser(userId) {
      const record = await users.findById(userId).lean<UserRecord>().exec();
      if (!record) throw unauthenticated();
      return toUser(record);
    },
  };
}

function toUser({ _id, name, email, status, createdAt }: UserRecord): User {
  return { id: _id.toHexString(), name, email, status, createdAt };
}
