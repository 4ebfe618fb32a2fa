import type { Redis } from 'ioredis';
import { expect, it } from 'vitest';
import { RateLimited } from '../src/limits/rate-limited.js';
import { createRateLimits, type RateLimitSettings } from '../src/limits/rate-limits.js';

// Each name has windows, except the one that a test removes.
const settings = (...without: string[]): RateLimitSettings =>
  new Proxy({}, { get: (_, name) => (without.includes(String(name)) ? undefined : []) });

it('a server does not start if a field names a rate limit without a setting', () => {
  RateLimited([{ name: 'loginsPerAdress', per: 'address' }]);
  const start = (...without: string[]) => createRateLimits({} as Redis, settings(...without));
  expect(() => start('loginsPerAdress')).toThrow('no setting for the rate limit loginsPerAdress');
  expect(() => start('requests')).toThrow('no setting for the rate limit requests');
  expect(() => start()).not.toThrow();
});
