import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import { type Allowance, leasePoints, type Window } from './leased-limiter.js';
import { type LimitReport, rateLimited } from './limit-report.js';

/** What is counted; each has one or more windows, and all of them must have room. */
export interface RateLimitSettings {
  requests: Window[];
  loginsPerAccount: Window[];
  loginsPerAddress: Window[];
  registrationsPerAccount: Window[];
  registrationsPerAddress: Window[];
  generations: Window[];
}

/** What a request does that is counted by itself. */
export type LimitedAction = 'login' | 'register' | 'password' | 'generate';

export interface Caller {
  /** Null for an anonymous request, which is counted by its address. */
  userId: string | null;
  address: string;
}

/** The limits of one request, and what is left of them. */
export interface RequestLimits {
  /** Counts the request itself. @throws RATE_LIMITED */
  admit(): Promise<void>;
  /**
   * Counts an action before it is tried.
   * @param account the email that it names, for `login` and `register`; the user's id for `password`, a guess at the
   *   password of an account that one is signed in to
   * @throws RATE_LIMITED
   */
  take(action: LimitedAction, account?: string): Promise<void>;
  /** Forgets an account's sign-ins: whoever knows the password isn't guessing. */
  signedIn(account: string): Promise<void>;
  /** What was counted so far, each at its tightest; empty where rate limits are off. */
  reports(): LimitReport[];
}

export interface RateLimits {
  of(caller: Caller): RequestLimits;
}

/** For `RATE_LIMITS=off`. */
export const noRateLimits: RateLimits = {
  of: () => ({ admit: async () => {}, take: async () => {}, signedIn: async () => {}, reports: () => [] }),
};

interface Limiter {
  window: Window;
  store: RateLimiterAbstract;
  /** Counts one. Rejects with a RateLimiterRes where the limit is reached. */
  count(key: string): Promise<Allowance>;
}

/** What is counted with ordinary requests, far from its limit; guesses at passwords are counted one by one. */
const LEASED: (keyof RateLimitSettings)[] = ['requests', 'generations'];

/**
 * Counts in Redis, for all API processes together. While Redis is away each process counts by itself, with the same
 * numbers: nobody is shut out by the outage, and a guesser gains one allowance for each process.
 */
export function createRateLimits(redis: Redis, settings: RateLimitSettings): RateLimits {
  const limiters = Object.fromEntries(
    Object.entries(settings).map(([name, windows]: [string, Window[]]) => [
      name,
      windows.map((window) => createLimiter(redis, name as keyof RateLimitSettings, window)),
    ]),
  ) as Record<keyof RateLimitSettings, Limiter[]>;

  return { of: (caller) => new CallerLimits(limiters, caller) };
}

/** Small, as each subscription holds one for as long as it lasts. */
class CallerLimits implements RequestLimits {
  private counted: readonly LimitReport[] = [];

  constructor(
    private readonly limiters: Record<keyof RateLimitSettings, Limiter[]>,
    private readonly caller: Caller,
  ) {}

  admit() {
    return this.count('requests', this.callerKey());
  }

  async take(action: LimitedAction, account = '') {
    if (action === 'generate') return this.count('generations', this.callerKey());
    const [byAccount, byAddress] =
      action === 'register'
        ? (['registrationsPerAccount', 'registrationsPerAddress'] as const)
        : (['loginsPerAccount', 'loginsPerAddress'] as const);
    // The address first: what it may not try doesn't lock the account for others.
    await this.count(byAddress, addressKey(this.caller.address));
    await this.count(byAccount, accountKey(account));
  }

  async signedIn(account: string) {
    const key = accountKey(account);
    // While Redis is away its count stays as it is, which errs on the safe side.
    await Promise.all(this.limiters.loginsPerAccount.map(({ store }) => store.delete(key).catch(() => {})));
  }

  reports() {
    return [...this.counted];
  }

  private callerKey() {
    return this.caller.userId ?? addressKey(this.caller.address);
  }

  private async count(name: keyof RateLimitSettings, key: string) {
    let tightest: LimitReport | undefined;
    let refusal: LimitReport | undefined;
    for (const limiter of this.limiters[name]) {
      const report = reportOf(name, limiter.window, await consume(limiter, key));
      // The one that is told is the one with the least left; of two that refuse, the one that does so for longer.
      if (!tightest || isTighter(report, tightest)) tightest = report;
      if (report.exceeded && (!refusal || isTighter(report, refusal))) refusal = report;
    }
    if (!tightest) return;
    const told = tightest;
    // In the order of first counting, as answers tell it. Made anew: an array that was pushed to holds room for more.
    this.counted = this.counted.some((report) => report.name === name)
      ? this.counted.map((report) => (report.name === name ? told : report))
      : [...this.counted, told];
    if (refusal) throw rateLimited(refusal, [...this.counted]);
  }
}

const isTighter = (one: LimitReport, other: LimitReport) =>
  one.remaining < other.remaining ||
  (one.remaining === other.remaining && one.resetSeconds > other.resetSeconds);

function createLimiter(redis: Redis, name: keyof RateLimitSettings, window: Window): Limiter {
  const store = createStore(redis, name, window);
  const count = LEASED.includes(name)
    ? leasePoints(window, (key, points) => store.consume(key, points))
    : (key: string) => store.consume(key);
  return { window, store, count };
}

function createStore(redis: Redis, name: string, { points, seconds }: Window): RateLimiterAbstract {
  const options = { keyPrefix: `limit:${name}:${seconds}`, points, duration: seconds };
  return new RateLimiterRedis({
    ...options,
    storeClient: redis,
    rejectIfRedisNotReady: true,
    // Who is over the limit costs Redis nothing more; an account's limit may be lifted by another process.
    ...(name !== 'loginsPerAccount' && { inMemoryBlockOnConsumed: points + 1 }),
    insuranceLimiter: new RateLimiterMemory(options),
  });
}

async function consume(limiter: Limiter, key: string): Promise<{ result: Allowance; exceeded: boolean }> {
  try {
    return { result: await limiter.count(key), exceeded: false };
  } catch (error) {
    if (error instanceof RateLimiterRes) return { result: error, exceeded: true };
    throw error;
  }
}

function reportOf(
  name: string,
  window: Window,
  { result, exceeded }: { result: Allowance; exceeded: boolean },
): LimitReport {
  return {
    name,
    limit: window.points,
    windowSeconds: window.seconds,
    remaining: Math.max(0, result.remainingPoints),
    resetSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1_000)),
    exceeded,
  };
}

/** An email is nobody's to read in Redis, nor as long as who sends it likes. */
function accountKey(email: string): string {
  const normal = email.normalize('NFKC').trim().toLowerCase();
  return createHash('sha256').update(normal).digest('base64url');
}

/** Whoever has one IPv6 address has the 2^64 of its network: they count as one. */
export function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.replace(/%.*$/, '').split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const groups = [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
