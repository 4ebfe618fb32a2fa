import { type Setting, setting } from './setting.js';
import { integer, mongoUri, oneOf, onOff, optionalText, readableFile, redisEndpoint, url } from './values.js';

/** Settings of the API and the worker. */
export const COMMON_SETTINGS = {
  NODE_ENV: setting(
    'Both processes',
    oneOf(['development', 'production', 'test']),
    'The environment. In `production`, introspection and the playground are off by default, and placeholder secrets are refused.',
    'development',
  ),
  LOG_LEVEL: setting(
    'Both processes',
    oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    'The lowest severity that is logged.',
    'info',
  ),
  START_TIMEOUT_MS: setting(
    'Both processes',
    integer(0, 3_600_000),
    'How long a starting process waits for MongoDB and Redis, in milliseconds.',
    '60000',
  ),
  MONGO_URI: setting(
    'Both processes',
    mongoUri,
    'The connection string of MongoDB. It must be a replica set, because the product uses transactions.',
  ),
  AUDIT_LOG_DAYS: setting(
    'Both processes',
    integer(1, 36_500),
    'How long an entry of the audit log is kept, in days. It applies to entries that are written from then on.',
    '365',
  ),
  REDIS_URL: setting(
    'Both processes',
    url('redis:', 'rediss:').optional(),
    'The URL of Redis; `rediss:` connects with TLS. Redis must have `maxmemory-policy noeviction`. This or `REDIS_ENDPOINT` is required.',
  ),
  REDIS_ENDPOINT: setting(
    'Both processes',
    redisEndpoint.optional(),
    'The host of Redis. Used with the settings below if `REDIS_URL` is not set.',
  ),
  REDIS_PORT: setting('Both processes', integer(1, 65_535), 'The port of Redis.', '6379'),
  REDIS_USER: setting('Both processes', optionalText, 'The Redis user.'),
  REDIS_PASSWORD: setting('Both processes', optionalText, 'The Redis password, without escapes.'),
  REDIS_TLS: setting('Both processes', onOff, 'Whether the connection to `REDIS_ENDPOINT` uses TLS.', 'off'),
  REDIS_TLS_CA: setting(
    'Both processes',
    readableFile.optional(),
    'A PEM file with the certificate authority of Redis. Needed only if the system does not trust it.',
  ),
} as const satisfies Record<string, Setting>;
