import { readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import type { RedisOptions } from 'ioredis';

/** How to reach Redis. Credentials are in the options, not in a URL that would have to escape them. */
export interface RedisSettings {
  /** The setting that names the server. */
  setting: string;
  /** Host and port, for people. */
  address: string;
  options: Pick<RedisOptions, 'host' | 'port' | 'username' | 'password' | 'db' | 'tls' | 'family'>;
  /** A Redis Cluster, by some of its nodes, and whether it has sharded pub/sub. The options hold for each node. */
  cluster?: { nodes: RedisNode[]; sharded: boolean };
  /** The Sentinels that monitor the master. The options hold for the master. */
  sentinel?: { nodes: RedisNode[]; name: string; password?: string | undefined };
}

const DEFAULT_PORT = 6_379;
const DEFAULT_SENTINEL_PORT = 26_379;

export interface RedisEndpoint {
  host: string;
  port?: number;
}

export type RedisNode = Required<RedisEndpoint>;

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

/** Reads a list of endpoints, separated by commas; null if one is malformed, or there is none. */
export function parseEndpoints(text: string): RedisEndpoint[] | null {
  const endpoints = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(parseEndpoint);
  return endpoints.length > 0 && endpoints.every((endpoint) => endpoint !== null) ? endpoints : null;
}

/**
 * @param setting the setting that holds the URL
 * @param caFile PEM file of a certificate authority that the system does not trust
 */
export function redisFromUrl(text: string, caFile?: string, setting = 'REDIS_URL'): RedisSettings {
  const url = new URL(text);
  const database = url.pathname.slice(1) || url.searchParams.get('db') || '';
  const family = Number(url.searchParams.get('family'));
  return settings(setting, {
    host: url.hostname.replace(/^\[|\]$/g, '') || '127.0.0.1',
    port: Number(url.port) || DEFAULT_PORT,
    username: unescaped(url.username),
    password: unescaped(url.password),
    ...(/^\d+$/.test(database) && { db: Number(database) }),
    ...(family === 4 || family === 6 ? { family } : {}),
    ...(url.protocol === 'rediss:' && { tls: tlsOptions(caFile) }),
  });
}

interface RedisAccess {
  user?: string | undefined;
  password?: string | undefined;
  tls: boolean;
  caFile?: string | undefined;
}

export interface RedisParts extends RedisAccess {
  endpoint: string;
  port: number;
}

/** A port in the endpoint takes precedence. @throws for a malformed endpoint; see parseEndpoint */
export function redisFromParts({ endpoint, port, ...access }: RedisParts): RedisSettings {
  const parsed = parseEndpoint(endpoint);
  if (!parsed) throw new Error('not a Redis endpoint');
  return settings('REDIS_ENDPOINT', {
    host: parsed.host,
    port: parsed.port ?? port,
    ...accessOptions(access),
  });
}

interface ClusterParts extends RedisAccess {
  endpoints: RedisEndpoint[];
  /** Whether messages stay on the node of their channel, which Redis 7 can do. */
  sharded: boolean;
}

export function redisCluster({ endpoints, sharded, ...access }: ClusterParts): RedisSettings {
  const nodes = withPorts(endpoints, DEFAULT_PORT);
  return {
    ...settings('REDIS_CLUSTER', accessOptions(access)),
    address: addressOf(nodes),
    cluster: { nodes, sharded },
  };
}

export interface SentinelParts extends RedisAccess {
  endpoints: RedisEndpoint[];
  /** The master's name among the Sentinels. */
  name: string;
  /** The password of the Sentinels themselves. */
  sentinelPassword?: string | undefined;
}

export function redisBySentinels({
  endpoints,
  name,
  sentinelPassword,
  ...access
}: SentinelParts): RedisSettings {
  const nodes = withPorts(endpoints, DEFAULT_SENTINEL_PORT);
  return {
    ...settings('REDIS_SENTINELS', accessOptions(access)),
    address: `${name} of ${addressOf(nodes)}`,
    sentinel: { nodes, name, ...(sentinelPassword && { password: sentinelPassword }) },
  };
}

const accessOptions = ({ user, password, tls, caFile }: RedisAccess): RedisSettings['options'] => ({
  ...(user && { username: user }),
  ...(password && { password }),
  ...(tls && { tls: tlsOptions(caFile) }),
});

const withPorts = (endpoints: RedisEndpoint[], defaultPort: number): RedisNode[] =>
  endpoints.map(({ host, port = defaultPort }) => ({ host, port }));

const addressOf = (nodes: RedisNode[]) =>
  nodes.map(({ host, port }) => `${isIPv6(host) ? `[${host}]` : host}:${port}`).join(', ');

function settings(setting: string, options: RedisSettings['options']): RedisSettings {
  const { host = '', port = DEFAULT_PORT } = options;
  return { setting, address: addressOf([{ host, port }]), options };
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
