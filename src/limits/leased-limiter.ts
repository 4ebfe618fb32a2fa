import { LRUCache } from 'lru-cache';
import type { RateLimiterRes } from 'rate-limiter-flexible';

/** So many in so many seconds, counted from the first of them. */
export interface Window {
  points: number;
  seconds: number;
}

/** Counts in the store. Rejects with a RateLimiterRes where the limit is reached. */
type Consume = (key: string, points: number) => Promise<RateLimiterRes>;

export interface Allowance {
  remainingPoints: number;
  msBeforeNext: number;
}

interface Lease {
  /** Points that the store has counted already and nobody has used. */
  left: number;
  /** What the store had left when it was asked last. */
  remaining: number;
  /** When its window ends at the earliest: counted from when the store was asked. */
  until: number;
}

/** Keys that are remembered; one that is forgotten costs the rest of its lease. */
const MAX_KEYS = 20_000;
/** A lease is at most this part of the limit, so that what other processes don't get of it is next to nothing. */
const LEASE_PART = 1 / 50;
/** Below this part of the limit every point is counted by itself. */
const NEAR_PART = 1 / 2;
/**
 * Takes points from a store several at a time while a key is far from its limit, which saves most requests the way to
 * Redis. A point is counted before it is used, so that never more is let in than the limit; a lease that a process
 * does not use up is lost to the others, until the window ends.
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
    // Whoever comes before the answer counts by itself, rather than taking a lease of its own.
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
