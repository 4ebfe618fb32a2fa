import { EventEmitter } from 'node:events';
import type { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RedisNode } from '../src/infra/redis-settings.js';
import { ShardedSubscriber } from '../src/infra/sharded-subscriber.js';

const LAST_SLOT = 16_383;
const SEED = { host: 'seed', port: 1 };
const RETRY_MS = 250;

/** As much of a cluster as a subscriber uses: one node owns all slots. */
function playCluster() {
  const cluster = {
    owner: 'one',
    dead: new Set<string>(),
    /** What each node is listened to. */
    heard: new Map<string, Set<string>>(),
    /** Delays the acknowledgement of a channel. */
    acknowledge: async (_node: string) => {},
    connections: [] as PlayedNode[],
    connect(node: RedisNode) {
      const connection = new PlayedNode(node.host, cluster);
      cluster.connections.push(connection);
      return connection as unknown as Redis;
    },
    /** The node dies, and another one takes its slots over. */
    failOver(to: string) {
      cluster.dead.add(cluster.owner);
      for (const one of cluster.connections) if (one.host === cluster.owner) one.disconnect();
      cluster.owner = to;
    },
  };
  return cluster;
}

class PlayedNode extends EventEmitter {
  status = 'wait';

  constructor(
    readonly host: string,
    private readonly cluster_: ReturnType<typeof playCluster>,
  ) {
    super();
  }

  async connect() {
    if (this.cluster_.dead.has(this.host)) {
      this.disconnect();
      throw new Error('connect ECONNREFUSED');
    }
    this.status = 'ready';
  }

  async cluster() {
    return [[0, LAST_SLOT, [this.cluster_.owner, 1]]];
  }

  async ssubscribe(channel: string) {
    this.channels.add(channel);
    await this.cluster_.acknowledge(this.host);
  }

  async sunsubscribe(channel: string) {
    this.channels.delete(channel);
  }

  disconnect() {
    if (this.status === 'end') return;
    this.status = 'end';
    this.emit('end');
  }

  private get channels() {
    const known = this.cluster_.heard.get(this.host) ?? new Set<string>();
    this.cluster_.heard.set(this.host, known);
    return known;
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('finds the new owner of slots however many channels wait for the former one', async () => {
  const cluster = playCluster();
  const subscriber = new ShardedSubscriber([SEED], cluster.connect);
  await subscriber.connect();
  await subscriber.subscribe('before');
  cluster.failOver('two');
  const waiting: Promise<number>[] = [];
  for (const channel of ['a', 'b', 'c', 'd']) {
    waiting.push(subscriber.subscribe(channel));
    await vi.advanceTimersByTimeAsync(RETRY_MS / 5);
  }
  await vi.advanceTimersByTimeAsync(10 * RETRY_MS);
  expect([...(cluster.heard.get('two') ?? [])].toSorted()).toEqual(['a', 'b', 'before', 'c', 'd']);
  await Promise.all(waiting);
  subscriber.disconnect();
});

it('a channel that is closed while it moves, and opened again, stays open', async () => {
  const cluster = playCluster();
  const subscriber = new ShardedSubscriber([SEED], cluster.connect);
  await subscriber.connect();
  await subscriber.subscribe('events:1');
  const slow: (() => void)[] = [];
  cluster.acknowledge = () => new Promise((resolve) => void slow.push(resolve));
  cluster.failOver('two');
  await vi.advanceTimersByTimeAsync(2 * RETRY_MS);
  expect(slow).toHaveLength(1);
  await subscriber.unsubscribe('events:1');
  const opened = subscriber.subscribe('events:1');
  await vi.advanceTimersByTimeAsync(RETRY_MS);
  for (const acknowledged of slow) acknowledged();
  await vi.advanceTimersByTimeAsync(RETRY_MS);
  await opened;
  expect([...(cluster.heard.get('two') ?? [])]).toEqual(['events:1']);
  subscriber.disconnect();
});
