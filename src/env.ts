import { z } from 'zod';

/**
 * Every setting of the product, by its environment variable. The table in README.md is made from this one.
 * An empty string counts as unset.
 */
export interface Setting<S extends z.ZodType = z.ZodType> {
  /** Which section of the settings table it stands in, and with it which processes read it. */
  group: 'Both processes' | 'API' | 'Worker' | 'Model';
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
  MONGO_URI: setting(
    'Both processes',
    url('mongodb:', 'mongodb+srv:'),
    'MongoDB, a replica set (transactions need one)',
  ),
  REDIS_URL: setting(
    'Both processes',
    url('redis:', 'rediss:').optional(),
    'Redis, with `maxmemory-policy noeviction`; or name it by the four below',
  ),
  REDIS_ENDPOINT: setting('Both processes', optionalText, 'Redis host, where `REDIS_URL` is not set'),
  REDIS_PORT: setting('Both processes', integer(1, 65_535), 'Redis port', '6379'),
  REDIS_USER: setting('Both processes', optionalText, 'Redis user'),
  REDIS_PASSWORD: setting('Both processes', optionalText, 'Redis password'),

  PORT: setting('API', integer(0, 65_535), 'TCP port of the API; 0 takes a free one', '4000'),
  HOST: setting('API', z.string(), 'Address that the API listens on', '0.0.0.0'),
  JWT_SECRET: setting(
    'API',
    z.string().refine((value) => Buffer.byteLength(value) >= 32, 'must be 32 bytes or more'),
    'Key that signs tokens, 32 bytes or more',
  ),
  JWT_EXPIRES_IN: setting('API', duration, 'How long a token is good: a number with s, m, h or d', '30d'),
  BCRYPT_COST: setting('API', integer(10, 15), 'Work factor of password hashes', '10'),
  JOB_DELAY_MS: setting(
    'API',
    integer(0, 30 * DAY_MS),
    'Delay of a job that asks for none, in milliseconds',
    '60000',
  ),
  CORS_ORIGINS: setting(
    'API',
    z.string().transform((value) =>
      value
        .split(',')
        .map((origin) => origin.trim())
        .filter(Boolean),
    ),
    'Origins, separated by commas, whose pages may call the API with credentials',
    'http://localhost:3000',
  ),
  INTROSPECTION: setting(
    'API',
    onOff.optional(),
    'Whether the schema can be asked for: `on` or `off`; unset: on, but off in production',
  ),

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
} as const satisfies Record<string, Setting>;

type SettingName = keyof typeof SETTINGS;
type Values = { [Name in SettingName]: z.output<(typeof SETTINGS)[Name]['schema']> };
export type EnvSource = Record<string, string | undefined>;

/** All that is wrong with the environment, a line a fault, none of which holds a setting's value. */
export class EnvError extends Error {
  override name = 'EnvError';
  constructor(readonly faults: string[]) {
    super(`The settings are not complete: ${faults.join('; ')}`);
  }
}

export interface CommonEnv {
  production: boolean;
  logLevel: string;
  mongo: { uri: string };
  redis: RedisSettings;
}
export interface RedisSettings {
  /** Names server, port, database and credentials. */
  url: string;
}
export interface ApiEnv extends CommonEnv {
  host: string;
  port: number;
  jwt: { secret: string; expiresInSeconds: number };
  bcryptCost: number;
  jobDelayMs: number;
  corsOrigins: string[];
  introspection: boolean;
}
export interface WorkerEnv extends CommonEnv {
  concurrency: number;
  rate: { max: number; durationMs: number };
  sweepIntervalMs: number;
  provider: {
    apiKey: string | null;
    model: string;
    baseUrl: string;
    appUrl: string | null;
    maxTokens: number;
    temperature: number;
    totalTimeoutMs: number;
    idleTimeoutMs: number;
  };
}

/**
 * Reads what the API process needs.
 * @throws EnvError with every fault at once
 */
export function loadApiEnv(source: EnvSource): ApiEnv {
  const { values, faults } = parse(source, ['Both processes', 'API']);
  if (faults.length > 0) throw new EnvError(faults);
  return {
    ...common(values),
    host: values.HOST,
    port: values.PORT,
    jwt: { secret: values.JWT_SECRET, expiresInSeconds: values.JWT_EXPIRES_IN },
    bcryptCost: values.BCRYPT_COST,
    jobDelayMs: values.JOB_DELAY_MS,
    corsOrigins: values.CORS_ORIGINS,
    introspection: values.INTROSPECTION ?? values.NODE_ENV !== 'production',
  };
}

/**
 * Reads what the worker process needs.
 * @throws EnvError with every fault at once
 */
export function loadWorkerEnv(source: EnvSource): WorkerEnv {
  const { values, faults } = parse(source, ['Both processes', 'Worker', 'Model']);
  if (!source.OPENROUTER_KEY && !source.BASE_URL) {
    faults.push('OPENROUTER_KEY or BASE_URL is missing (npm start brings a local model)');
  }
  if (faults.length > 0) throw new EnvError(faults);
  return {
    ...common(values),
    concurrency: values.WORKER_CONCURRENCY,
    rate: { max: values.WORKER_RATE_MAX, durationMs: values.WORKER_RATE_DURATION_MS },
    sweepIntervalMs: values.SWEEP_INTERVAL_MS,
    provider: {
      apiKey: values.OPENROUTER_KEY ?? null,
      model: values.OPENROUTER_MODEL,
      baseUrl: values.BASE_URL,
      appUrl: values.APP_URL ?? null,
      maxTokens: values.MAX_TOKENS,
      temperature: values.TEMPERATURE,
      totalTimeoutMs: values.MODEL_TIMEOUT_MS,
      idleTimeoutMs: values.MODEL_IDLE_TIMEOUT_MS,
    },
  };
}

function parse(source: EnvSource, groups: Setting['group'][]): { values: Values; faults: string[] } {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, entry] of Object.entries<Setting>(SETTINGS)) {
    if (!groups.includes(entry.group)) continue;
    const raw = source[name] || entry.default;
    const result = entry.schema.safeParse(raw);
    if (result.success) values[name] = result.data;
    else faults.push(`${name} ${raw === undefined ? 'is missing' : result.error.issues[0]?.message}`);
  }
  if (!source.REDIS_URL && !source.REDIS_ENDPOINT) faults.push('REDIS_URL or REDIS_ENDPOINT is missing');
  return { values: values as Values, faults };
}

function common(values: Values): CommonEnv {
  return {
    production: values.NODE_ENV === 'production',
    logLevel: values.LOG_LEVEL,
    mongo: { uri: values.MONGO_URI },
    redis: { url: values.REDIS_URL ?? redisUrl(values) },
  };
}

function redisUrl(values: Values): string {
  const url = new URL(`redis://${values.REDIS_ENDPOINT}:${values.REDIS_PORT}`);
  url.username = values.REDIS_USER ?? '';
  url.password = values.REDIS_PASSWORD ?? '';
  return url.toString();
}
