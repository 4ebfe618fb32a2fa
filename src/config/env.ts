import type { MailSettings } from '../infra/mailer.js';
import { isLoopback, type ProxySettings } from '../infra/proxy-settings.js';
import type { RedisSettings } from '../infra/redis-settings.js';
import type { TracingSettings } from '../infra/telemetry/tracing.js';
import { type TrustProxy, trustProxy } from '../limits/address.js';
import type { QueryLimitSettings } from '../limits/query-limits.js';
import type { RateLimitSettings } from '../limits/rate-limits.js';
import type { SocketLimitSettings } from '../limits/socket-limits.js';
import type { TrustedDocumentSettings } from '../limits/trusted-documents.js';
import { type BudgetSettings, budgets, mailSettings, rateLimits, trustedDocuments } from './api-parts.js';
import { type MetricsSettings, metrics, tracing } from './common-parts.js';
import { EnvError, type EnvSource } from './env-source.js';
import { type ExportEnv, exportEnv } from './export-env.js';
import { isPlaceholder, refusePlaceholders } from './placeholders.js';
import { readValues } from './read-values.js';
import { pubSubSettings, redisSettings } from './redis-parts.js';
import type { Values } from './settings.js';
import { type TokenSettings, tokenSettings } from './token-parts.js';
import { configuredModels, optionLimits, proxySettings, workerRateLimits } from './worker-parts.js';

export interface CommonEnv {
  production: boolean;
  logLevel: string;
  startTimeoutMs: number;
  /** Null if they are off. */
  metrics: MetricsSettings | null;
  /** Null if it is off. */
  tracing: TracingSettings | null;
  auditLogDays: number;
  /** How long a piece stays in the bin, in milliseconds; null without limit. */
  binMs: number | null;
  mongo: { uri: string };
  migrations: Values['MIGRATIONS'];
  redis: RedisSettings;
  /** The Redis for messages and transient data; null for the Redis of the queue. */
  pubsub: RedisSettings | null;
  /** Null if they are off. */
  webhooks: { key: string; insecure: boolean } | null;
}

export interface ApiEnv extends CommonEnv {
  host: string;
  port: number;
  shutdownDelayMs: number;
  jwt: TokenSettings;
  sessionSeconds: number;
  bcryptCost: number;
  jobDelayMs: number;
  /** What a request may ask for in its options. */
  options: { models: string[]; maxTemperature: number };
  /** The shortest time between two due times of a schedule, in minutes. */
  scheduleMinMinutes: number;
  library: { versions: number; binMs: number | null };
  /** The account that becomes the first administrator; null for none. */
  adminEmail: string | null;
  queueBoard: 'off' | 'read' | 'write';
  corsOrigins: string[];
  /** Null if it is off. */
  mail: MailSettings | null;
  /** Null: the address at which this process listens. */
  publicUrl: string | null;
  introspection: boolean;
  playground: boolean;
  /** The file with the local model's status; null if there is none. */
  modelStatusFile: string | null;
  requestTimeoutMs: number;
  operationTimeoutMs: number;
  query: QueryLimitSettings;
  /** Null if they are off. */
  trustedDocuments: TrustedDocumentSettings | null;
  /** Null if they are off. */
  rateLimits: RateLimitSettings | null;
  trustProxy: TrustProxy;
  sockets: SocketLimitSettings;
  /** Null if they are off. */
  budgets: BudgetSettings | null;
  exportsPerUser: number;
  importMaxBytes: number;
}

export interface WorkerEnv extends CommonEnv {
  concurrency: number;
  rate: { max: number; durationMs: number };
  lockMs: number;
  sweepIntervalMs: number;
  /** Null: jobs are kept without limit. */
  retentionMs: number | null;
  /** How long former texts are kept; null without limit. */
  versionMs: number | null;
  exports: ExportEnv;
  /** What a request may ask for in its options. */
  options: { models: string[]; maxTemperature: number };
  /** Null if they are off. */
  rateLimits: RateLimitSettings | null;
  /** Null if they are off. */
  budgets: BudgetSettings | null;
  repair: boolean;
  provider: {
    apiKey: string | null;
    /** The first of `models`. */
    model: string;
    /** At least one, in the order of preference. */
    models: string[];
    baseUrl: string;
    appUrl: string | null;
    maxTokens: number;
    temperature: number;
    grammar: boolean;
    totalTimeoutMs: number;
    idleTimeoutMs: number;
    proxy: ProxySettings | null;
    /** Whether logs must not hold what the provider answered. */
    hideContent: boolean;
  };
}

/**
 * Reads the settings of a command that changes data.
 * @throws EnvError with all faults
 */
export function loadCommonEnv(source: EnvSource): CommonEnv {
  const { values, faults } = readValues(source, ['Both processes']);
  if (faults.length > 0) throw new EnvError(faults);
  return common(values);
}

/**
 * Reads the settings of the API.
 * @throws EnvError with all faults
 */
export function loadApiEnv(source: EnvSource): ApiEnv {
  const { values, faults } = readValues(source, ['Both processes', 'API']);
  refusePlaceholders(source, ['JWT_SECRET', 'JWT_SECRETS', 'WEBHOOK_KEY'], faults);
  if (!source.JWT_SECRET && !source.JWT_SECRETS) faults.push('JWT_SECRET is missing');
  if (values.NODE_ENV === 'production' && values.SMTP_URL && !values.PUBLIC_URL) {
    faults.push('PUBLIC_URL is missing: links in mails lead there');
  }
  if (faults.length > 0) throw new EnvError(faults);
  return {
    ...common(values),
    host: values.HOST,
    port: values.PORT,
    shutdownDelayMs: values.SHUTDOWN_DELAY_SECONDS * 1_000,
    jwt: tokenSettings(values),
    sessionSeconds: Math.max(values.REFRESH_EXPIRES_IN, values.JWT_EXPIRES_IN),
    bcryptCost: values.BCRYPT_COST,
    jobDelayMs: values.JOB_DELAY_MS,
    options: optionLimits(values),
    scheduleMinMinutes: values.SCHEDULE_MIN_INTERVAL_MINUTES,
    library: { versions: values.CONTENT_VERSIONS, binMs: values.CONTENT_BIN_DAYS },
    adminEmail: values.ADMIN_EMAIL ?? null,
    queueBoard: values.BULL_BOARD,
    corsOrigins: values.CORS_ORIGINS,
    mail: mailSettings(values),
    publicUrl: values.PUBLIC_URL ?? null,
    introspection: values.INTROSPECTION ?? values.NODE_ENV !== 'production',
    playground: values.PLAYGROUND ?? values.NODE_ENV !== 'production',
    modelStatusFile: values.MODEL_STATUS_FILE ?? null,
    requestTimeoutMs: values.REQUEST_TIMEOUT_MS,
    operationTimeoutMs: values.OPERATION_TIMEOUT_MS,
    query: {
      maxTokens: values.QUERY_MAX_TOKENS,
      maxDepth: values.QUERY_MAX_DEPTH,
      maxAliases: values.QUERY_MAX_ALIASES,
      maxDirectives: values.QUERY_MAX_DIRECTIVES,
      maxCost: values.QUERY_MAX_COST,
    },
    trustedDocuments: trustedDocuments(values),
    rateLimits: values.RATE_LIMITS ? rateLimits(values) : null,
    trustProxy: trustProxy(values.TRUST_PROXY),
    sockets: {
      socketsPerUser: values.SOCKETS_PER_USER,
      subscriptionsPerUser: values.SUBSCRIPTIONS_PER_USER,
      subscriptionsPerSocket: values.SUBSCRIPTIONS_PER_SOCKET,
    },
    budgets: budgets(values),
    exportsPerUser: values.EXPORTS_PER_USER,
    importMaxBytes: values.IMPORT_MAX_BYTES,
  };
}

/**
 * Reads the settings of the worker.
 * @throws EnvError with all faults
 */
export function loadWorkerEnv(source: EnvSource): WorkerEnv {
  const { values, faults } = readValues(source, ['Both processes', 'Worker', 'Model']);
  refusePlaceholders(source, ['WEBHOOK_KEY'], faults);
  if (source.NODE_ENV === 'production' && isPlaceholder(source.OPENROUTER_KEY)) {
    faults.push('OPENROUTER_KEY is a placeholder: set it to the key of the provider');
  }
  if (!source.OPENROUTER_KEY && !source.BASE_URL) {
    faults.push('OPENROUTER_KEY or BASE_URL is missing (npm start brings a local model)');
  }
  const proxy = isLoopback(values.BASE_URL) ? null : proxySettings(values, faults);
  if (faults.length > 0) throw new EnvError(faults);
  const models = configuredModels(values);
  return {
    ...common(values),
    concurrency: values.WORKER_CONCURRENCY,
    rate: { max: values.WORKER_RATE_MAX, durationMs: values.WORKER_RATE_DURATION_MS },
    lockMs: values.WORKER_LOCK_MS,
    sweepIntervalMs: values.SWEEP_INTERVAL_MS,
    retentionMs: values.JOB_RETENTION_DAYS,
    versionMs: values.CONTENT_VERSION_DAYS,
    exports: exportEnv(values),
    options: optionLimits(values),
    rateLimits: values.RATE_LIMITS ? workerRateLimits(values) : null,
    budgets: budgets(values),
    repair: values.REPAIR === 'on',
    provider: {
      hideContent: !values.LOG_CONTENT,
      apiKey: values.OPENROUTER_KEY ?? null,
      model: models[0] ?? values.OPENROUTER_MODEL,
      models,
      baseUrl: values.BASE_URL,
      appUrl: values.APP_URL ?? null,
      maxTokens: values.MAX_TOKENS,
      temperature: values.TEMPERATURE,
      grammar: values.MODEL_GRAMMAR === 'on',
      totalTimeoutMs: values.MODEL_TIMEOUT_MS,
      idleTimeoutMs: values.MODEL_IDLE_TIMEOUT_MS,
      proxy,
    },
  };
}

function common(values: Values): CommonEnv {
  return {
    production: values.NODE_ENV === 'production',
    logLevel: values.LOG_LEVEL,
    startTimeoutMs: values.START_TIMEOUT_MS,
    metrics: metrics(values),
    tracing: tracing(values),
    auditLogDays: values.AUDIT_LOG_DAYS,
    binMs: values.CONTENT_BIN_DAYS,
    mongo: { uri: values.MONGO_URI },
    migrations: values.MIGRATIONS,
    redis: redisSettings(values),
    pubsub: pubSubSettings(values),
    webhooks: values.WEBHOOK_KEY ? { key: values.WEBHOOK_KEY, insecure: values.WEBHOOKS_INSECURE } : null,
  };
}
