import { inject, it } from 'vitest';

/** A test that disconnects the Redis of the tests or reads its keys. It is skipped on a Redis of several servers. */
export const itOnOneRedis = it.skipIf(inject('redisGroup') !== null);
