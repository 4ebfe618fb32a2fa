import { LRUCache } from 'lru-cache';
import type { RateLimiterRes } from 'rate-limiter-flexible';

/** A number of points in a number of seconds, counted from the first point. */
export interface Window {
  points: number;
  seconds: number;
}

/** Counts in the store. Rejects with a RateLimiterRes when the limit is reached. */
type Consume = (key: string, points: number) => Promise<RateLimiterRes>;

export interface Allowance {
  remainingPoints: number;
  msBeforeNext: number;
}

interface Lease {
  /** Points that the store has counted and that are not used yet. */
  left: number;
  /** What the store had left at the last request. */
  remaining: number;
  /** When its window ends at the earliest: counted from the request to the store. */
  until: number;
}

/** How many keys are remembered; a forgotten one loses the rest of its lease. */
const MAX_KEYS = 20_000;
/** The largest lease, as a part of the limit: what other processes don't get of it is negligible. */
const LEASE_PART = 1 / 50;
/** Below this part of the limit every point is counted by itself. */
const NEAR_PART = 1 / 2;

/**
 * Takes points from a store several at a time while a key is far from its limit, which saves most requests the round
 * trip to Redis. A point is counted before it is used, so that a limit is never exceeded; the unused rest of a lease is
 * lost to other processes until the window ends.
 */
export function leasePoints({ points }: Window, consume: Consume): (key: string) => Promise<Allowance> {
  const size = Math.floor(points * LEASE_PART);
  if (size < 2) return (key) => consume(key, 1);
  const leases = new LRUCache<string, Lease>({ max: MAX_KEYS });

  return async (key) => {
    const asked = Date.now();
    const lease = current(key, asked);
    if (lease && lease.left > 0) {
      lease.left--;
      return { remainingPoints: lease.remaining + lease.left, msBeforeNext: lease.until - asked };
    }
    const far = lease !== undefined && lease.remaining > points * NEAR_PART;
    // Requests before the answer count by themselves, and take no lease of their own.
    if (far) leases.delete(key);
    const taken = far ? size : 1;
    const { remainingPoints, msBeforeNext } = await consume(key, taken);
    const left = taken - 1 + (current(key, Date.now())?.left ?? 0);
    leases.set(key, { left, remaining: remainingPoints, until: asked + msBeforeNext });
    return { remainingPoints: remainingPoints + left, msBeforeNext };
  };

  function current(key: string, now: number): Lease | undefined {
    const lease = leases.get(key);
    return lease && now < lease.until ? lease : undefined;
  }
}
