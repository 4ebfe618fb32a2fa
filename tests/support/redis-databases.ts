/**
 * One Redis database for each installation. The first one records which are taken. A worker of vitest ends without
 * giving the databases of its kept installations back.
 */
export const REDIS_DATABASES = 64;
