import { createConnection } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { AbstractConnector, Cluster, type ClusterOptions, Redis, type RedisOptions } from 'ioredis';
import type { RedisNode, RedisSettings } from './redis-settings.js';
import { ShardedSubscriber } from './sharded-subscriber.js';

/** A connection to one Redis, or to all nodes of a cluster. */
export type RedisClient = Redis | Cluster;

/**
 * What a connection is for. Each role has its own connection, because each behaves differently while Redis is away.
 * - `producer`: adds to the queue while a client waits, so it fails at once
 * - `worker`: blocks on the queue, so it waits indefinitely
 * - `publisher`: publishes, and stores transient data, so it fails at once
 * - `limiter`: counts requests that wait for it, so it fails at once, with a shorter timeout
 * - `subscriber`: listens to channels, which ioredis resubscribes to after an outage, so it waits indefinitely
 */
export type RedisRole = 'producer' | 'worker' | 'publisher' | 'limiter' | 'subscriber';

const CONNECT_MS = 4_000;
/** How long a closed connection may take to end, in milliseconds. */
const DISCONNECT_MS = 2_000;

// `socketTimeout`: a command without an answer for so long means that the connection was cut silently.
const FAIL_FAST: RedisOptions = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 1,
  commandTimeout: 2_000,
  socketTimeout: 3_000,
};
const OPTIONS: Record<RedisRole, RedisOptions> = {
  producer: FAIL_FAST,
  publisher: FAIL_FAST,
  limiter: { ...FAIL_FAST, commandTimeout: 1_000 },
  // BullMQ blocks on the queue for up to 10 s at a time.
  worker: { maxRetriesPerRequest: null, socketTimeout: 20_000 },
  subscriber: { maxRetriesPerRequest: null, socketTimeout: 10_000 },
};

const retryDelay = (times: number) => Math.min(times * 100, 2_000);

/** A client for one role. It connects on `connect()`. */
export function redisClient(settings: RedisSettings, role: RedisRole): RedisClient {
  const { cluster, sentinel, options } = settings;
  const common: RedisOptions = {
    ...OPTIONS[role],
    ...options,
    connectionName: `smart-content-${role}`,
    connectTimeout: CONNECT_MS,
    lazyConnect: true,
  };
  if (cluster && role !== 'subscriber') {
    const client = new Cluster(cluster.nodes, clusterOptions(common));
    if (cluster.sharded) sharded.add(client);
    return client;
  }
  const single: RedisOptions = { ...common, retryStrategy: retryDelay };
  if (cluster?.sharded) {
    const node = { ...common, autoResubscribe: false, retryStrategy: null };
    // It implements the part of Redis that createChannels uses.
    return new ShardedSubscriber(cluster.nodes, (at) => new Redis({ ...node, ...at })) as unknown as Redis;
  }
  if (cluster) return new Redis({ ...single, Connector: nodeConnector(cluster.nodes, options) });
  if (!sentinel) return new Redis(single);
  const { nodes, name, password } = sentinel;
  return new Redis({
    ...single,
    sentinels: nodes,
    name,
    ...(password && { sentinelPassword: password }),
    sentinelRetryStrategy: retryDelay,
    sentinelCommandTimeout: CONNECT_MS,
    // Not failoverDetector: a failover that it sees while a connection is opened ends the client permanently.
    // The master has become a replica: ask the Sentinels again, and repeat the command there.
    reconnectOnError: (error) => (error.message.startsWith('READONLY') ? 2 : false),
  });
}

function clusterOptions({
  enableOfflineQueue = true,
  lazyConnect,
  ...redisOptions
}: RedisOptions): ClusterOptions {
  const { retryStrategy: _, ...node } = redisOptions;
  return {
    redisOptions: node as NonNullable<ClusterOptions['redisOptions']>,
    enableOfflineQueue,
    lazyConnect,
    clusterRetryStrategy: retryDelay,
    slotsRefreshTimeout: CONNECT_MS,
    // A certificate names hosts, and not the addresses that they resolve to.
    ...(node.tls && { dnsLookup: (host, callback) => callback(null, host) }),
  };
}

/**
 * Connects to any node of a cluster, to another one at each try: all of them get all messages. ioredis’s own subscriber
 * of a cluster moves to another node without an event, so missed messages would go unnoticed.
 */
function nodeConnector(nodes: RedisNode[], { tls }: RedisSettings['options']) {
  let next = Math.floor(Math.random() * nodes.length);
  return class NodeConnector extends AbstractConnector {
    constructor() {
      super(DISCONNECT_MS);
    }

    override async connect() {
      const node = nodes[next++ % nodes.length] as RedisNode;
      this.connecting = true;
      const stream = tls ? connectTls({ ...node, ...tls }) : createConnection(node);
      stream.once('error', (error) => {
        this.firstError = error;
      });
      this.stream = stream;
      return stream;
    }
  };
}

/** Clients of clusters whose messages stay on the node of their channel. */
const sharded = new WeakSet<object>();

/** The command that publishes: sharded pub/sub sends a message to one node, where the plain one sends it to all. */
export const publishCommand = (redis: RedisClient): 'publish' | 'spublish' =>
  sharded.has(redis) ? 'spublish' : 'publish';

/** The prefix of BullMQ's keys. Those of a cluster have to be on one node, which the braces say. */
export const queuePrefix = (redis: RedisClient): string => (redis instanceof Cluster ? '{bull}' : 'bull');
