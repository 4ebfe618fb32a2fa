/**
 * One for each installation, and the first one, which keeps which are taken. A worker of vitest that ends leaves its kept
 * installations without giving their databases back.
 */
export const REDIS_DATABASES = 64;
