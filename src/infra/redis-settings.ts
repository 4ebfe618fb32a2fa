import { readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import type { RedisOptions } from 'ioredis';

/** How to reach Redis. Credentials are in the options, not in a URL that would have to escape them. */
export interface RedisSettings {
  /** Host and port, for people. */
  address: string;
  options: Pick<RedisOptions, 'host' | 'port' | 'username' | 'password' | 'db' | 'tls' | 'family'>;
}

const DEFAULT_PORT = 6_379;

export interface RedisEndpoint {
  host: string;
  port?: number;
}

/**
 * Reads a host, with a port where one is given: `redis.test`, `redis.test:6380`, `::1`, `[::1]:6380`.
 * @returns null for what is none of these
 */
export function parseEndpoint(text: string): RedisEndpoint | null {
  if (isIPv6(text)) return { host: text };
  const [, bracketed, named, digits] = /^(?:\[([^\]]+)\]|([^\s:/@[\]]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const host = bracketed ?? named;
  if (host === undefined || (bracketed !== undefined && !isIPv6(bracketed))) return null;
  if (digits === undefined) return { host };
  const port = Number(digits);
  return port >= 1 && port <= 65_535 ? { host, port } : null;
}

/** @param caFile PEM file of a certificate authority that the system does not know */
export function redisFromUrl(text: string, caFile?: string): RedisSettings {
  const url = new URL(text);
  const database = url.pathname.slice(1) || url.searchParams.get('db') || '';
  const family = Number(url.searchParams.get('family'));
  return settings({
    host: url.hostname.replace(/^\[|\]$/g, '') || '127.0.0.1',
    port: Number(url.port) || DEFAULT_PORT,
    username: unescaped(url.username),
    password: unescaped(url.password),
    ...(/^\d+$/.test(database) && { db: Number(database) }),
    ...(family === 4 || family === 6 ? { family } : {}),
    ...(url.protocol === 'rediss:' && { tls: tlsOptions(caFile) }),
  });
}

export interface RedisParts {
  endpoint: string;
  port: number;
  user?: string | undefined;
  password?: string | undefined;
  tls: boolean;
  caFile?: string | undefined;
}

/** A port in the endpoint takes precedence. @throws for a malformed endpoint; see parseEndpoint */
export function redisFromParts({ endpoint, port, user, password, tls, caFile }: RedisParts): RedisSettings {
  const parsed = parseEndpoint(endpoint);
  if (!parsed) throw new Error('not a Redis endpoint');
  return settings({
    host: parsed.host,
    port: parsed.port ?? port,
    ...(user && { username: user }),
    ...(password && { password }),
    ...(tls && { tls: tlsOptions(caFile) }),
  });
}

function settings(options: RedisSettings['options']): RedisSettings {
  const { host = '', port } = options;
  return { address: `${isIPv6(host) ? `[${host}]` : host}:${port}`, options };
}

const tlsOptions = (caFile?: string) => (caFile ? { ca: readFileSync(caFile) } : {});

/** Decodes; a malformed escape, such as a bare `%`, stays as it is. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
