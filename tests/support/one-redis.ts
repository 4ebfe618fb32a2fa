import { inject, it } from 'vitest';

/** A test that cuts the Redis of the tests or reads its keys; not run on a Redis of several servers. */
export const itOnOneRedis = it.skipIf(inject('redisGroup') !== null);
