import { createHash } from 'node:crypto';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { RedisClient } from '../infra/redis-client.js';
import { addressKey } from './address.js';
import { type Allowance, leasePoints, type Window } from './leased-limiter.js';
import { type LimitReport, rateLimited } from './limit-report.js';

/** The windows of each limit, by its name. All windows of a limit must have room. */
export type RateLimitSettings = Readonly<Record<string, readonly Window[]>>;

/** A limit that a feature declares. */
export interface RateLimit {
  /** Its name in the settings, in Redis and in answers. */
  name: string;
  /** Forgets the count after a success. */
  resetOnSuccess?: true;
  /** Counts several at a time while it is far from reached; see leased-limiter.ts. */
  leased?: true;
}

/** What a limit counts by. An account is hashed: no personal data in Redis, keys of fixed length. */
export type LimitKey = 'caller' | 'address' | { account: string };

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
   * Counts an action before it is tried. An action of several points is counted as a whole or not at all.
   * @throws RATE_LIMITED
   */
  take(limit: RateLimit, key: LimitKey, points?: number): Promise<void>;
  /** Forgets what was counted. */
  reset(limit: RateLimit, key: LimitKey): Promise<void>;
  /** What was counted so far, each limit with the window that has the least left; empty where rate limits are off. */
  reports(): LimitReport[];
}

export interface RateLimits {
  of(caller: Caller): RequestLimits;
}

/** For `RATE_LIMITS=off`. */
export const noRateLimits: RateLimits = {
  of: () => ({ admit: async () => {}, take: async () => {}, reset: async () => {}, reports: () => [] }),
};

const declared = new Set<string>();

/** Makes a start without settings for this limit fail, so that a mistyped name is seen before its first use. */
export function declareRateLimit<Limit extends RateLimit>(limit: Limit): Limit {
  declared.add(limit.name);
  return limit;
}

const REQUESTS: RateLimit = declareRateLimit({ name: 'requests', leased: true });

interface Limiter {
  window: Window;
  store: RateLimiterAbstract;
  /** Counts one. Rejects with a RateLimiterRes where the limit is reached. */
  count(key: string): Promise<Allowance>;
}

/**
 * Counts in Redis, for all API processes together. While Redis is away each process counts by itself, with the same
 * numbers: an outage locks out no client, and an attacker gains one allowance for each process.
 * @throws if a declared limit has no settings
 */
export function createRateLimits(redis: RedisClient, settings: RateLimitSettings): RateLimits {
  for (const name of declared) {
    if (!settings[name]) throw new Error(`no setting for the rate limit ${name}`);
  }
  const limiters = new Map<string, Limiter[]>();
  const limitersOf = (limit: RateLimit) => {
    let known = limiters.get(limit.name);
    if (!known) {
      const windows = settings[limit.name];
      if (!windows) throw new Error(`no setting for the rate limit ${limit.name}`);
      known = windows.map((window) => createLimiter(redis, limit, window));
      limiters.set(limit.name, known);
    }
    return known;
  };
  return { of: (caller) => new CallerLimits(limitersOf, caller) };
}

/** Small, as each subscription holds one for as long as it lasts. */
class CallerLimits implements RequestLimits {
  private counted: readonly LimitReport[] = [];

  constructor(
    private readonly limitersOf: (limit: RateLimit) => Limiter[],
    private readonly caller: Caller,
  ) {}

  admit() {
    return this.take(REQUESTS, 'caller');
  }

  async take(limit: RateLimit, by: LimitKey, points = 1) {
    const key = this.keyOf(by);
    if (points > 1) return this.takeSeveral(limit, key, points);
    let tightest: LimitReport | undefined;
    let refusal: LimitReport | undefined;
    for (const limiter of this.limitersOf(limit)) {
      const report = reportOf(limit.name, limiter.window, await consume(limiter, key));
      // Reported is the window with the least left; of two that refuse, the one that does so for longer.
      if (!tightest || isTighter(report, tightest)) tightest = report;
      if (report.exceeded && (!refusal || isTighter(report, refusal))) refusal = report;
    }
    if (tightest) this.counted = [...this.counted.filter(({ name }) => name !== limit.name), tightest];
    if (refusal) throw rateLimited(refusal, [...this.counted]);
  }

  /** Looks before it counts: a refused action leaves room for smaller ones. */
  private async takeSeveral(limit: RateLimit, key: string, points: number) {
    const limiters = this.limitersOf(limit);
    const refuse = (reports: LimitReport[]) => {
      const refused = reports.filter(({ exceeded }) => exceeded);
      const [first, ...others] = refused;
      if (first)
        throw rateLimited(
          others.reduce((a, b) => (isTighter(b, a) ? b : a), first),
          [...this.counted],
        );
    };
    refuse(await Promise.all(limiters.map((limiter) => peek(limit.name, limiter, key, points))));
    const counted = await Promise.all(
      limiters.map(async ({ store, window }) =>
        reportOf(limit.name, window, await settle(store.consume(key, points))),
      ),
    );
    // Another request was faster: give back what this one has counted.
    if (counted.some(({ exceeded }) => exceeded))
      await Promise.all(limiters.map(({ store }) => store.reward(key, points).catch(() => {})));
    refuse(counted);
    const [first, ...others] = counted;
    if (first) {
      const tightest = others.reduce((a, b) => (isTighter(b, a) ? b : a), first);
      this.counted = [...this.counted.filter(({ name }) => name !== limit.name), tightest];
    }
  }

  async reset(limit: RateLimit, by: LimitKey) {
    const key = this.keyOf(by);
    // While Redis is away the count stays too high, which is the safe side.
    await Promise.all(this.limitersOf(limit).map(({ store }) => store.delete(key).catch(() => {})));
  }

  reports() {
    return [...this.counted];
  }

  private keyOf(by: LimitKey): string {
    if (by === 'address') return addressKey(this.caller.address);
    if (by === 'caller') return this.caller.userId ?? addressKey(this.caller.address);
    return createHash('sha256').update(by.account).digest('base64url');
  }
}

const isTighter = (one: LimitReport, other: LimitReport) =>
  one.remaining < other.remaining ||
  (one.remaining === other.remaining && one.resetSeconds > other.resetSeconds);

function createLimiter(redis: RedisClient, limit: RateLimit, window: Window): Limiter {
  const store = createStore(redis, limit, window);
  const count = limit.leased
    ? leasePoints(window, (key, points) => store.consume(key, points))
    : (key: string) => store.consume(key);
  return { window, store, count };
}

function createStore(
  redis: RedisClient,
  { name, resetOnSuccess }: RateLimit,
  { points, seconds }: Window,
): RateLimiterAbstract {
  const options = { keyPrefix: `limit:${name}:${seconds}`, points, duration: seconds };
  return new RateLimiterRedis({
    ...options,
    storeClient: redis,
    rejectIfRedisNotReady: true,
    // A caller over the limit costs no further command of Redis. A limit that another process may reset is read each
    // time.
    ...(!resetOnSuccess && { inMemoryBlockOnConsumed: points + 1 }),
    insuranceLimiter: new RateLimiterMemory(options),
  });
}

const consume = (limiter: Limiter, key: string) => settle(limiter.count(key));

async function settle(counting: Promise<Allowance>): Promise<{ result: Allowance; exceeded: boolean }> {
  try {
    return { result: await counting, exceeded: false };
  } catch (error) {
    if (error instanceof RateLimiterRes) return { result: error, exceeded: true };
    throw error;
  }
}

/** Whether several points have room, without counting them. */
async function peek(
  name: string,
  { store, window }: Limiter,
  key: string,
  points: number,
): Promise<LimitReport> {
  const now = await store.get(key);
  const remainingPoints = window.points - (now?.consumedPoints ?? 0);
  const msBeforeNext = now?.msBeforeNext ?? window.seconds * 1_000;
  return reportOf(name, window, {
    result: { remainingPoints, msBeforeNext },
    exceeded: points > remainingPoints,
  });
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
