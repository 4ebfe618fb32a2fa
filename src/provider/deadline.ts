import { setTimeout as delay } from 'node:timers/promises';
import { JobErrorCode } from '../modules/jobs/model/job-error.js';
import { ProviderError } from './provider-error.js';

/**
 * How long a request may continue after its essential part, in milliseconds: the end of a stream after the text is
 * complete, the body of a response whose status already says that it failed.
 */
const CLOSING_LIMIT_MS = 2_000;

/** The time limits of one request, and the caller's own signal. */
export interface Deadline {
  /** Aborts with the caller's reason, or with the ProviderError of a time-out: throw it as it is. */
  readonly signal: AbortSignal;
  /** undici's idle limits: until the headers, and between two parts of the body. A comment counts as a part. */
  readonly idle: { headersTimeout: number; bodyTimeout: number };
  /** Limits what follows the text to two seconds. With `again` the two seconds start again. */
  closing(options?: { again: boolean }): void;
  /** Waits before the next request, in milliseconds; rejects with the signal's reason where that comes first. */
  pause(ms: number): Promise<void>;
  /** Marks the answer as read: `stop` does not close its socket. */
  release(): void;
  /** Clears the timers, and frees the socket if it's still open. */
  stop(): void;
}

/** @param begin when the attempt began, by `performance.now()`: the total limit is of all its requests and of the waits between them. */
export function startDeadline(
  caller: AbortSignal,
  limits: { totalTimeoutMs: number; idleTimeoutMs: number },
  begin = performance.now(),
): Deadline {
  const limit = new AbortController();
  const signal = AbortSignal.any([caller, limit.signal]);
  // No AbortSignal.timeout: its reason would not say which limit has passed.
  const expire = (which: string, ms: number) => {
    const cause = new Error(`The ${which} limit of ${ms} ms has passed`);
    limit.abort(new ProviderError({ code: JobErrorCode.TIMEOUT, retriable: true, ofModel: true, cause }));
  };
  const left = Math.max(0, begin + limits.totalTimeoutMs - performance.now());
  const total = setTimeout(expire, left, 'total', limits.totalTimeoutMs);
  let closing: NodeJS.Timeout | undefined;
  let released = false;
  return {
    signal,
    idle: { headersTimeout: limits.idleTimeoutMs, bodyTimeout: limits.idleTimeoutMs },
    closing: ({ again } = { again: false }) => {
      if (again) closing?.refresh();
      closing ??= setTimeout(expire, CLOSING_LIMIT_MS, 'closing', CLOSING_LIMIT_MS);
    },
    async pause(ms) {
      clearTimeout(closing);
      await delay(ms, undefined, { signal }).catch(() => {});
      signal.throwIfAborted();
    },
    release: () => {
      released = true;
    },
    stop: () => {
      for (const timer of [total, closing]) clearTimeout(timer);
      if (!released) limit.abort();
    },
  };
}
