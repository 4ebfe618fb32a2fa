import { type Setting, setting } from './setting.js';
import {
  daysOrNoLimit,
  integer,
  mongoUri,
  oneOf,
  onOff,
  optionalText,
  readableFile,
  redisEndpoint,
  redisEndpoints,
  text,
  url,
} from './values.js';

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
  METRICS_PORT: setting(
    'Both processes',
    integer(0, 65_535).optional(),
    'The TCP port of `/metrics` for Prometheus and of `/healthz`, for this process alone: processes on one host need different ports. 0 takes a free port. Unset: metrics are off.',
  ),
  METRICS_HOST: setting(
    'Both processes',
    text,
    'The address of that port. It has no authentication: use `::`, every address, only in a closed network.',
    '127.0.0.1',
  ),
  LOG_CONTENT: setting(
    'Both processes',
    onOff,
    'Whether prompts, texts and the words of the provider may be in logs and traces. Never in metrics.',
    'off',
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: setting(
    'Both processes',
    url('http:', 'https:').optional(),
    'The address of an OpenTelemetry collector, to which traces go by OTLP over HTTP (JSON) at `/v1/traces`. Unset: tracing is off. OpenTelemetry reads its other settings, such as `OTEL_TRACES_SAMPLER`, from the environment, not from `.env`.',
  ),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: setting(
    'Both processes',
    url('http:', 'https:').optional(),
    'The full URL for traces, path included. Takes precedence over `OTEL_EXPORTER_OTLP_ENDPOINT`.',
  ),
  OTEL_EXPORTER_OTLP_HEADERS: setting(
    'Both processes',
    optionalText,
    'Headers of requests to the collector, such as `authorization=Bearer%20abc,x-scope=a`. Values are percent-encoded.',
  ),
  OTEL_SERVICE_NAME: setting(
    'Both processes',
    optionalText,
    'The name of this process in traces. Unset: `smart-content-api` and `smart-content-worker`.',
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
  MIGRATIONS: setting(
    'Both processes',
    oneOf(['start', 'command']),
    'When the database is migrated to a new version. `start`: when the first process starts; others wait for it. `command`: by `npm run migrate` only; until then, processes do not start.',
    'start',
  ),
  AUDIT_LOG_DAYS: setting(
    'Both processes',
    integer(1, 36_500),
    'How long an entry of the audit log is kept, in days. It applies to entries that are written from then on.',
    '365',
  ),
  CONTENT_BIN_DAYS: setting(
    'Both processes',
    daysOrNoLimit,
    'How long a deleted piece stays in the bin, in days. 0: without limit.',
    '30',
  ),
  REDIS_URL: setting(
    'Both processes',
    url('redis:', 'rediss:').optional(),
    'The URL of Redis; `rediss:` connects with TLS. Redis must have `maxmemory-policy noeviction`. This, `REDIS_ENDPOINT`, `REDIS_CLUSTER` or `REDIS_SENTINELS` is required.',
  ),
  REDIS_ENDPOINT: setting(
    'Both processes',
    redisEndpoint.optional(),
    'The host of Redis. Used with the settings below if `REDIS_URL` is not set.',
  ),
  REDIS_PORT: setting('Both processes', integer(1, 65_535), 'The port of `REDIS_ENDPOINT`.', '6379'),
  REDIS_CLUSTER: setting(
    'Both processes',
    redisEndpoints.optional(),
    'Some nodes of a Redis Cluster. The client discovers the others. The default port is 6379. Not together with another Redis.',
  ),
  REDIS_SHARDED_PUBSUB: setting(
    'Both processes',
    onOff,
    'Whether messages stay on the node of their channel, in a Redis Cluster of version 7 or newer. `off` sends each message to all nodes, which older versions need. The same for all processes.',
    'on',
  ),
  REDIS_SENTINELS: setting(
    'Both processes',
    redisEndpoints.optional(),
    'The Redis Sentinels that monitor the master. The default port is 26379. Not together with another Redis.',
  ),
  REDIS_SENTINEL_NAME: setting(
    'Both processes',
    optionalText,
    'The name of the master among the Sentinels. Required with `REDIS_SENTINELS`.',
  ),
  REDIS_SENTINEL_PASSWORD: setting(
    'Both processes',
    optionalText,
    'The password of the Sentinels themselves.',
  ),
  REDIS_USER: setting('Both processes', optionalText, 'The Redis user.'),
  REDIS_PASSWORD: setting('Both processes', optionalText, 'The Redis password, without escapes.'),
  REDIS_TLS: setting(
    'Both processes',
    onOff,
    'Whether connections to `REDIS_ENDPOINT`, `REDIS_CLUSTER` or the master of the Sentinels use TLS.',
    'off',
  ),
  REDIS_PUBSUB_URL: setting(
    'Both processes',
    url('redis:', 'rediss:').optional(),
    'The URL of another Redis for transient data: messages between processes, texts in progress, presence, and the counts of rate limits. Defaults to the Redis of the queue.',
  ),
  REDIS_TLS_CA: setting(
    'Both processes',
    readableFile.optional(),
    'A PEM file with the certificate authority of Redis. Needed only if the system does not trust it.',
  ),
} as const satisfies Record<string, Setting>;
