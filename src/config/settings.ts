import { existsSync } from 'node:fs';
import { ConnectionString } from 'mongodb-connection-string-url';
import { z } from 'zod';
import { parseEndpoint } from '../infra/redis-settings.js';
import { trustProxy } from '../limits/address.js';

/**
 * Every setting of the product, by its environment variable. The table in README.md is made from this one.
 * An empty string counts as unset.
 */
export interface Setting<S extends z.ZodType = z.ZodType> {
  /** Which section of the settings table it stands in, and with it which processes read it. */
  group: 'Both processes' | 'API' | 'Worker' | 'Model' | 'Local mode';
  about: string;
  schema: S;
  /** As it would stand in the environment; without one the setting is unset or required. */
  default?: string;
}

function setting<S extends z.ZodType>(
  group: Setting['group'],
  schema: S,
  about: string,
  defaultValue?: string,
): Setting<S> {
  return { group, schema, about, ...(defaultValue === undefined ? {} : { default: defaultValue }) };
}

const optionalText = z.string().optional();
const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));
const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    );
/** As the driver reads it: several hosts, escapes, options, and `mongodb+srv`. */
const mongoUri = z
  .string()
  .refine(
    isConnectionString,
    'must be a MongoDB connection string, such as mongodb://host1:27017,host2:27017/database?replicaSet=rs0, with reserved characters in credentials percent-encoded',
  );

function isConnectionString(value: string): boolean {
  try {
    new ConnectionString(value);
    return true;
  } catch {
    return false;
  }
}

/** An origin (RFC 6454) as browsers send it: lower case, without a path or the scheme's own port. */
const origins = z.string().transform((value, context) =>
  value
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean)
    .map((origin) => {
      if (origin === '*' || origin === 'null') return origin;
      const parsed = URL.canParse(origin) ? new URL(origin) : null;
      const bare =
        parsed && ['/', ''].includes(parsed.pathname) && !parsed.search && !parsed.hash && !parsed.username;
      if (bare && ['http:', 'https:'].includes(parsed.protocol)) return parsed.origin;
      context.addIssue({ code: 'custom', message: 'must be origins such as https://app.example.com, or *' });
      return z.NEVER;
    }),
);

const onOff = z.enum(['on', 'off'], 'must be on or off').transform((value) => value === 'on');

const SECONDS_PER_UNIT = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;
const duration = z
  .string()
  .regex(/^\d+[smhd]$/, 'must be a whole number with a unit: s, m, h or d')
  .transform(
    (value) => Number(value.slice(0, -1)) * SECONDS_PER_UNIT[value.slice(-1) as 's' | 'm' | 'h' | 'd'],
  )
  .pipe(z.number().min(1, 'must be at least 1s').max(31_536_000, 'must be at most 365d'));

const DAY_MS = 86_400_000;

/** `10/15m`, or several such, by commas: so many in so long. */
const windows = z.string().transform((value, context) =>
  value.split(',').map((part) => {
    const [points, length] = part.trim().split('/');
    const count = integer(1, 1_000_000_000).safeParse(points);
    const seconds = duration.safeParse(length);
    if (count.success && seconds.success) return { points: count.data, seconds: seconds.data };
    context.addIssue({ code: 'custom', message: 'must be a number in a time, such as 10/15m' });
    return z.NEVER;
  }),
);
const proxies = z
  .string()
  .refine(isTrustProxy, 'must be off, a number of proxies, or addresses and networks, separated by commas');

function isTrustProxy(value: string): boolean {
  try {
    trustProxy(value);
    return true;
  } catch {
    return false;
  }
}

export const SETTINGS = {
  NODE_ENV: setting(
    'Both processes',
    z.enum(['development', 'production', 'test']),
    '`production` hides introspection and the details of errors',
    'development',
  ),
  LOG_LEVEL: setting(
    'Both processes',
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    'Least severe log line that is written',
    'info',
  ),
  START_TIMEOUT_MS: setting(
    'Both processes',
    integer(0, 3_600_000),
    'How long a starting process waits for MongoDB and Redis, in milliseconds',
    '60000',
  ),
  MONGO_URI: setting(
    'Both processes',
    mongoUri,
    'MongoDB, a replica set (transactions need one), by one or more hosts or `mongodb+srv`',
  ),
  REDIS_URL: setting(
    'Both processes',
    url('redis:', 'rediss:').optional(),
    'Redis, with `maxmemory-policy noeviction`; or name it by the four below',
  ),
  REDIS_ENDPOINT: setting(
    'Both processes',
    z
      .string()
      .refine((value) => parseEndpoint(value) !== null, 'must be a host, with or without a port')
      .optional(),
    'Redis host, with or without a port, where `REDIS_URL` is not set',
  ),
  REDIS_PORT: setting('Both processes', integer(1, 65_535), 'Redis port', '6379'),
  REDIS_USER: setting('Both processes', optionalText, 'Redis user'),
  REDIS_PASSWORD: setting('Both processes', optionalText, 'Redis password, as it is'),
  REDIS_TLS: setting(
    'Both processes',
    onOff,
    'Whether the connection to `REDIS_ENDPOINT` is encrypted: `on` or `off`; in a URL `rediss://` says it',
    'off',
  ),
  REDIS_TLS_CA: setting(
    'Both processes',
    z.string().refine(existsSync, 'must be a file that can be read').optional(),
    'PEM file of the certificate authority that signs Redis’ certificate, where the system does not know it',
  ),

  PORT: setting('API', integer(0, 65_535), 'TCP port of the API; 0 takes a free one', '4000'),
  HOST: setting(
    'API',
    z.string(),
    'Address that the API listens on; `::`: every one, of IPv4 too; `localhost`: this machine’s own, of both',
    '::',
  ),
  JWT_SECRET: setting(
    'API',
    z.string().refine((value) => Buffer.byteLength(value) >= 32, 'must be 32 bytes or more'),
    'Key that signs tokens, 32 bytes or more',
  ),
  JWT_EXPIRES_IN: setting('API', duration, 'How long a token is good: a number with s, m, h or d', '30d'),
  REFRESH_EXPIRES_IN: setting(
    'API',
    duration,
    'How long a session lasts without being refreshed, and at least as long as its token',
    '90d',
  ),
  BCRYPT_COST: setting('API', integer(10, 15), 'Work factor of password hashes', '10'),
  JOB_DELAY_MS: setting(
    'API',
    integer(0, 30 * DAY_MS),
    'Delay of a job that asks for none, in milliseconds',
    '60000',
  ),
  CORS_ORIGINS: setting(
    'API',
    origins,
    'Origins, separated by commas, whose pages may call the API with credentials, by HTTP and WebSocket; `*`: all',
    'http://localhost:3000',
  ),
  INTROSPECTION: setting(
    'API',
    onOff.optional(),
    'Whether the schema can be asked for: `on` or `off`; unset: on, but off in production',
  ),

  PLAYGROUND: setting(
    'API',
    onOff.optional(),
    'Whether `/playground` is served: `on` or `off`; unset: on, but off in production',
  ),

  MODEL_STATUS_FILE: setting(
    'API',
    optionalText,
    'File in which `npm start` says how far its model is: served as `/model-status`, and shown by the web app; unset: neither is',
  ),
  REQUEST_TIMEOUT_MS: setting(
    'API',
    integer(100, 600_000),
    'Within this time a request must have arrived whole, in milliseconds',
    '15000',
  ),
  OPERATION_TIMEOUT_MS: setting(
    'API',
    integer(100, 600_000),
    'Longest that a query or mutation may take, in milliseconds',
    '15000',
  ),
  QUERY_MAX_TOKENS: setting('API', integer(10, 1_000_000), 'Tokens in a document, at most', '1000'),
  QUERY_MAX_DEPTH: setting('API', integer(1, 1_000), 'Levels of fields in an operation, at most', '10'),
  QUERY_MAX_ALIASES: setting('API', integer(0, 100_000), 'Aliases in an operation, at most', '30'),
  QUERY_MAX_DIRECTIVES: setting('API', integer(0, 100_000), 'Directives in a document, at most', '50'),
  QUERY_MAX_COST: setting(
    'API',
    integer(1, 1_000_000_000),
    'Fields that an operation may ask for, each as often as the lists around it are long; `totalCount` counts 20, `structure` 10',
    '10000',
  ),
  RATE_LIMITS: setting(
    'API',
    onOff,
    'Whether requests, sign-ins and generations are limited: `on` or `off`. The limits below are a number in a time; several, separated by commas, hold together',
    'on',
  ),
  RATE_LIMIT_REQUESTS: setting(
    'API',
    windows,
    'Requests of a user, or of an address without a token',
    '600/1m',
  ),
  RATE_LIMIT_LOGINS_PER_ACCOUNT: setting(
    'API',
    windows,
    'Sign-ins to one account; one that succeeds begins the count anew',
    '10/15m',
  ),
  RATE_LIMIT_LOGINS_PER_ADDRESS: setting('API', windows, 'Sign-ins from one address', '100/15m'),
  RATE_LIMIT_REGISTRATIONS_PER_ACCOUNT: setting('API', windows, 'Registrations with one email', '5/1h'),
  RATE_LIMIT_REGISTRATIONS_PER_ADDRESS: setting('API', windows, 'Registrations from one address', '60/1h'),
  RATE_LIMIT_GENERATIONS: setting('API', windows, 'Generations that one user asks for', '20/1m,500/1d'),
  TRUST_PROXY: setting(
    'API',
    proxies,
    'Whose `X-Forwarded-For` is believed: `off`, the number of proxies in front of the API, or their addresses and networks, separated by commas',
    'off',
  ),
  SOCKETS_PER_USER: setting(
    'API',
    integer(1, 1_000_000),
    'WebSockets of a user, or without a token of an address, that one process holds',
    '50',
  ),
  SUBSCRIPTIONS_PER_USER: setting(
    'API',
    integer(1, 1_000_000),
    'Subscriptions of a user, or without a token of an address, that one process holds',
    '500',
  ),
  SUBSCRIPTIONS_PER_SOCKET: setting('API', integer(1, 1_000_000), 'Subscriptions on one WebSocket', '100'),

  WORKER_CONCURRENCY: setting('Worker', integer(1, 1_000), 'Jobs that one worker runs at a time', '5'),
  WORKER_RATE_MAX: setting(
    'Worker',
    integer(0, 1_000_000),
    'Attempts that all workers together start within `WORKER_RATE_DURATION_MS`; 0: no limit',
    '10',
  ),
  WORKER_RATE_DURATION_MS: setting(
    'Worker',
    integer(1, DAY_MS),
    'Length of that window, in milliseconds',
    '60000',
  ),
  WORKER_LOCK_MS: setting(
    'Worker',
    integer(1_000, 600_000),
    'A worker that is silent for so long is taken for dead and its jobs are given to others, in milliseconds',
    '30000',
  ),
  SWEEP_INTERVAL_MS: setting(
    'Worker',
    integer(100, 3_600_000),
    'Time between two looks for jobs that a crash left behind, in milliseconds',
    '10000',
  ),

  OPENROUTER_KEY: setting(
    'Model',
    optionalText,
    'API key, sent as a bearer token; this or `BASE_URL` is needed',
  ),
  OPENROUTER_MODEL: setting('Model', z.string(), 'Model, as the provider names it', 'openai/gpt-3.5-turbo'),
  BASE_URL: setting(
    'Model',
    url('http:', 'https:'),
    'OpenAI-compatible API: OpenRouter, OpenAI, Ollama, vLLM, LM Studio',
    'https://openrouter.ai/api/v1',
  ),
  HTTPS_PROXY: setting(
    'Model',
    optionalText,
    'Proxy on the way to a model whose address begins with `https:`, also as `https_proxy`; downloads take it too. This machine is never asked through one',
  ),
  HTTP_PROXY: setting(
    'Model',
    optionalText,
    'The same for `http:`, and for `https:` where `HTTPS_PROXY` is not set',
  ),
  NO_PROXY: setting(
    'Model',
    optionalText,
    'Hosts and domains that are asked without a proxy, separated by commas',
  ),
  APP_URL: setting(
    'Model',
    url('http:', 'https:').optional(),
    'Where this product lives; sent to OpenRouter as the referer',
  ),
  MAX_TOKENS: setting('Model', integer(1, 100_000), 'Longest answer, in tokens', '1500'),
  TEMPERATURE: setting(
    'Model',
    z
      .string()
      .regex(/^\d+(\.\d+)?$/, 'must be a number')
      .transform(Number)
      .pipe(z.number().max(2, 'must be at most 2')),
    'Sampling temperature, 0 to 2',
    '0.7',
  ),
  MODEL_GRAMMAR: setting(
    'Model',
    z.enum(['on', 'off']),
    "Whether requests hold a grammar of the content type's form; for llama.cpp's own server, others may refuse it",
    'off',
  ),
  REPAIR: setting(
    'Model',
    z.enum(['on', 'off']),
    'Whether the model is asked once more, within the same attempt, for a text that does not pass its checks',
    'on',
  ),
  MODEL_TIMEOUT_MS: setting(
    'Model',
    integer(1, DAY_MS),
    'Longest that one attempt may take, in milliseconds',
    '180000',
  ),
  MODEL_IDLE_TIMEOUT_MS: setting(
    'Model',
    integer(1, DAY_MS),
    'Longest silence of the model within an attempt, in milliseconds',
    '60000',
  ),

  LOCAL_MODEL: setting(
    'Local mode',
    z.enum(['default', 'small'], 'must be default or small'),
    'The model that is downloaded: `small` for a machine with less than 3 GB of free memory',
    'default',
  ),
  LOCAL_MODEL_PATH: setting('Local mode', optionalText, 'A GGUF file to use as the local model'),
  SMART_CONTENT_CACHE: setting(
    'Local mode',
    optionalText,
    'Where downloads are kept; unset: the system’s directory for caches',
  ),
} as const satisfies Record<string, Setting>;
