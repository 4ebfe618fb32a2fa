import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, } from 'rate-limiter-flexible';
import { leasePoints } from './leased-limiter.js';
import { rateLimited } from './limit-report.js';
/** For `RATE_LIMITS=off`. */
export const noRateLimits = {
    of: () => ({ admit: async () => { }, take: async () => { }, signedIn: async () => { }, reports: () => [] }),
};
/** What is counted with ordinary requests, far from its limit; guesses at passwords are counted one by one. */
const LEASED = ['requests', 'generations'];
/**
 * Counts in Redis, for all API processes together. While Redis is away each process counts by itself, with the same
 * numbers: nobody is shut out by the outage, and a guesser gains one allowance for each process.
 */
export function createRateLimits(redis, settings) {
    const limiters = Object.fromEntries(Object.entries(settings).map(([name, windows]) => [
        name,
        windows.map((window) => createLimiter(redis, name, window)),
    ]));
    return { of: (caller) => new CallerLimits(limiters, caller) };
}
/** Small, as each subscription holds one for as long as it lasts. */
class CallerLimits {
    constructor(limiters, caller) {
        this.limiters = limiters;
        this.caller = caller;
        this.counted = [];
    }
    admit() {
        return this.count('requests', this.callerKey());
    }
    async take(action, account = '') {
        if (action === 'generate')
            return this.count('generations', this.callerKey());
        const [byAccount, byAddress] = action === 'register'
            ? ['registrationsPerAccount', 'registrationsPerAddress']
            : ['loginsPerAccount', 'loginsPerAddress'];
        // The address first: what it may not try doesn't lock the account for others.
        await this.count(byAddress, addressKey(this.caller.address));
        await this.count(byAccount, accountKey(account));
    }
    async signedIn(account) {
        const key = accountKey(account);
        // While Redis is away its count stays as it is, which errs on the safe side.
        await Promise.all(this.limiters.loginsPerAccount.map(({ store }) => store.delete(key).catch(() => { })));
    }
    reports() {
        return [...this.counted];
    }
    callerKey() {
        return this.caller.userId ?? addressKey(this.caller.address);
    }
    async count(name, key) {
        const results = await Promise.all(this.limiters[name].map(async (limiter) => reportOf(name, limiter.window, await consume(limiter, key))));
        // The one that is told is the one with the least left; of two that refuse, the one that does so for longer.
        results.sort((a, b) => a.remaining - b.remaining || b.resetSeconds - a.resetSeconds);
        const [tightest] = results;
        if (!tightest)
            return;
        // In the order of first counting, as answers tell it. Made anew: an array that was pushed to holds room for more.
        this.counted = this.counted.some((report) => report.name === name)
            ? this.counted.map((report) => (report.name === name ? tightest : report))
            : [...this.counted, tightest];
        const refusal = results.find(({ exceeded }) => exceeded);
        if (refusal)
            throw rateLimited(refusal, [...this.counted]);
    }
}
function createLimiter(redis, name, window) {
    const store = createStore(redis, name, window);
    const count = LEASED.includes(name)
        ? leasePoints(window, (key, points) => store.consume(key, points))
        : (key) => store.consume(key);
    return { window, store, count };
}
function createStore(redis, name, { points, seconds }) {
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
async function consume(limiter, key) {
    try {
        return { result: await limiter.count(key), exceeded: false };
    }
    catch (error) {
        if (error instanceof RateLimiterRes)
            return { result: error, exceeded: true };
        throw error;
    }
}
function reportOf(name, window, { result, exceeded }) {
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
function accountKey(email) {
    const normal = email.normalize('NFKC').trim().toLowerCase();
    return createHash('sha256').update(normal).digest('base64url');
}
/** Whoever has one IPv6 address has the 2^64 of its network: they count as one. */
export function addressKey(address) {
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
    if (!plain.includes(':'))
        return plain;
    const [head = '', tail = ''] = plain.replace(/%.*$/, '').split('::');
    const left = head.split(':').filter(Boolean);
    const right = tail.split(':').filter(Boolean);
    const groups = [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
    return `${groups
        .slice(0, 4)
        .map((group) => Number.parseInt(group, 16).toString(16))
        .join(':')}::/64`;
}
//# sourceMappingURL=rate-limits.js.map