import {
  type RedisSettings,
  redisBySentinels,
  redisCluster,
  redisFromParts,
  redisFromUrl,
} from '../infra/redis-settings.js';
import type { EnvSource } from './env-source.js';
import type { Values } from './settings.js';

/** The settings that name the Redis of the queue; exactly one of them is used. */
const SERVERS = ['REDIS_URL', 'REDIS_ENDPOINT', 'REDIS_CLUSTER', 'REDIS_SENTINELS'] as const;

/** Whether the environment names the Redis of the queue. */
export const namesRedis = (source: EnvSource): boolean => SERVERS.some((name) => Boolean(source[name]));

/** Settings that `REDIS_URL` replaces. They are neither used nor validated. */
const BESIDE_REDIS_URL = new Set([
  'REDIS_ENDPOINT',
  'REDIS_PORT',
  'REDIS_USER',
  'REDIS_PASSWORD',
  'REDIS_TLS',
]);

/** Whether a setting is used, given the others. */
export function isUsed(name: string, source: EnvSource): boolean {
  if (source.REDIS_URL && BESIDE_REDIS_URL.has(name)) return false;
  // Kubernetes sets this form in every pod next to a Service named redis.
  return !(name === 'REDIS_PORT' && source[name]?.startsWith('tcp://'));
}

/** What is wrong with the settings of Redis taken together, one line each. */
export function redisFaults(source: EnvSource): string[] {
  const named = SERVERS.filter((name) => source[name] && isUsed(name, source));
  if (named.length === 0) return ['REDIS_URL is missing, or another setting that names Redis'];
  if (named.length > 1) return [`${named.join(' and ')} name different servers: unset all but one`];
  if (source.REDIS_SENTINELS && !source.REDIS_SENTINEL_NAME) return ['REDIS_SENTINEL_NAME is missing'];
  return [];
}

export function redisSettings(values: Values): RedisSettings {
  const caFile = values.REDIS_TLS_CA;
  if (values.REDIS_URL) return redisFromUrl(values.REDIS_URL, caFile);
  const access = {
    user: values.REDIS_USER,
    password: values.REDIS_PASSWORD,
    tls: values.REDIS_TLS,
    caFile,
  };
  if (values.REDIS_CLUSTER) {
    return redisCluster({
      endpoints: values.REDIS_CLUSTER,
      sharded: values.REDIS_SHARDED_PUBSUB,
      ...access,
    });
  }
  if (values.REDIS_SENTINELS) {
    const { REDIS_SENTINEL_NAME: name = '', REDIS_SENTINEL_PASSWORD: sentinelPassword } = values;
    return redisBySentinels({ endpoints: values.REDIS_SENTINELS, name, sentinelPassword, ...access });
  }
  return redisFromParts({ endpoint: values.REDIS_ENDPOINT ?? '', port: values.REDIS_PORT, ...access });
}

/** Null for the Redis of the queue. */
export function pubSubSettings({ REDIS_PUBSUB_URL, REDIS_TLS_CA }: Values): RedisSettings | null {
  return REDIS_PUBSUB_URL ? redisFromUrl(REDIS_PUBSUB_URL, REDIS_TLS_CA, 'REDIS_PUBSUB_URL') : null;
}
