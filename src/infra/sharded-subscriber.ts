/// <reference path="./cluster-key-slot.d.ts" />
import { EventEmitter } from 'node:events';
import calculateSlot from 'cluster-key-slot';
import type { Redis } from 'ioredis';
import type { RedisNode } from './redis-settings.js';

const SLOTS = 16_384;
/** How often the owners of the slots are read, in milliseconds. They are also read when a connection closes. */
const LOOK_MS = 5_000;
/** The pause before another try, in milliseconds. */
const RETRY_MS = 250;

type Connect = (node: RedisNode) => Redis;

interface Channel {
  slot: number;
  /** The connection that has acknowledged the channel; null while none has. */
  on: Redis | null;
  /** Messages may have been missed: a connection was lost, and none has resumed the channel yet. */
  missed: boolean;
}

interface Connection {
  redis: Redis;
  opened: Promise<void>;
}

/**
 * Listens to sharded channels of a Redis Cluster, each on the node that owns its slot, and follows the slots to other
 * nodes. It has the interface of a connection that listens to plain channels: `ready` reports that channels were
 * resumed on another connection, so that messages may have been missed. ioredis’s own sharded subscriber resumes
 * channels without an event, and pings none of its connections.
 */
export class ShardedSubscriber extends EventEmitter {
  private readonly connections = new Map<string, Connection>();
  private readonly channels = new Map<string, Channel>();
  /** The owner of each slot. */
  private owners: RedisNode[] = [];
  private timer: NodeJS.Timeout | undefined;
  /** When the timer is due, by `performance.now()`; unchanged until its look has ended. */
  private due = Number.POSITIVE_INFINITY;
  private closed = false;

  constructor(
    private readonly seeds: readonly RedisNode[],
    private readonly connectTo: Connect,
  ) {
    super();
    this.setMaxListeners(0);
  }

  /** The status that one connection would have: `ready` while every channel is acknowledged on the node of its slot. */
  get status(): 'ready' | 'reconnecting' | 'wait' | 'end' {
    if (this.closed) return 'end';
    if (this.owners.length === 0) return 'wait';
    return [...this.channels.values()].every(({ on }) => on?.status === 'ready') ? 'ready' : 'reconnecting';
  }

  /** @throws if no node answers */
  async connect(): Promise<void> {
    await this.look();
    this.schedule(LOOK_MS);
    this.emit('ready');
  }

  /**
   * Resolves once the node of the channel has acknowledged it; while that node is away it is tried again.
   * @throws if the Redis user may not listen to the channel, or the server has no sharded channels
   */
  async subscribe(name: string, callback?: (error: Error | null) => void): Promise<number> {
    const channel = this.channels.get(name) ?? { slot: calculateSlot(name), on: null, missed: false };
    this.channels.set(name, channel);
    try {
      while (!channel.on && this.channels.get(name) === channel) {
        if (this.closed) throw new Error('Connection is closed.');
        await this.place(name, channel);
        if (!channel.on) await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
      }
    } catch (error) {
      this.channels.delete(name);
      if (!callback) throw error;
      callback(error as Error);
      return this.channels.size;
    }
    callback?.(null);
    return this.channels.size;
  }

  async unsubscribe(...channels: string[]): Promise<number> {
    for (const channel of channels) {
      const known = this.channels.get(channel);
      this.channels.delete(channel);
      if (known?.on?.status === 'ready') await known.on.sunsubscribe(channel);
    }
    return this.channels.size;
  }

  /** Sharded channels have no patterns. */
  async punsubscribe(): Promise<number> {
    return 0;
  }

  /** Resolves when every node that is listened to has answered. */
  async ping(): Promise<string> {
    await Promise.all([...this.connections.values()].map(({ redis }) => redis.ping()));
    return 'PONG';
  }

  async quit(): Promise<string> {
    this.disconnect();
    return 'OK';
  }

  disconnect() {
    this.closed = true;
    clearTimeout(this.timer);
    for (const { redis } of this.connections.values()) redis.disconnect();
    this.connections.clear();
  }

  /** Looks after a pause, unless a look is due earlier: repeated requests must not delay it. */
  private schedule(pauseMs: number) {
    const due = performance.now() + pauseMs;
    if (this.closed || this.due <= due) return;
    clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(async () => {
      await this.look().catch(() => {});
      await this.placeAll().catch((error) => this.emit('error', error));
      this.due = Number.POSITIVE_INFINITY;
      this.schedule(this.status === 'ready' ? LOOK_MS : RETRY_MS);
    }, pauseMs).unref();
  }

  /** Asks any node for the owners of all slots. */
  private async look(): Promise<void> {
    let failure: unknown;
    const known = [...new Map(this.owners.map((node) => [keyOf(node), node])).values()];
    for (const node of [...known, ...this.seeds]) {
      const connection = this.connectTo(node);
      connection.on('error', (error) => {
        failure = error;
      });
      try {
        await connection.connect();
        this.owners = ownersOf((await connection.cluster('SLOTS')) as unknown as SlotRange[], node);
        return;
      } catch (error) {
        failure ??= error;
      } finally {
        connection.disconnect();
      }
    }
    throw failure;
  }

  private async placeAll(): Promise<void> {
    const resumed = await Promise.all([...this.channels].map(([name, channel]) => this.place(name, channel)));
    if (resumed.includes(true)) this.emit('ready');
  }

  /** Listens to a channel on the node of its slot. Returns whether that resumes it after a loss. */
  private async place(name: string, channel: Channel): Promise<boolean> {
    const owner = this.owners[channel.slot];
    const before = channel.on;
    if (!owner || (before?.status === 'ready' && this.connections.get(keyOf(owner))?.redis === before))
      return false;
    if (before) channel.missed = true;
    channel.on = null;
    try {
      const redis = await this.connectionTo(owner);
      await redis.ssubscribe(name);
      if (this.channels.get(name) !== channel) {
        // Not if a new listener has opened the channel again.
        if (!this.channels.has(name)) await redis.sunsubscribe(name);
        return false;
      }
      channel.on = redis;
    } catch (error) {
      if (/^(NOPERM|ERR)/.test((error as Error).message)) throw error;
      // The node is away, or the slot has moved: read the owners, and try again.
      this.schedule(RETRY_MS);
      return false;
    }
    if (before?.status === 'ready') await before.sunsubscribe(name).catch(() => {});
    const { missed } = channel;
    channel.missed = false;
    return missed;
  }

  private async connectionTo(node: RedisNode): Promise<Redis> {
    const key = keyOf(node);
    let connection = this.connections.get(key);
    if (!connection) {
      const redis = this.connectTo(node);
      redis.on('error', (error) => this.emit('error', error));
      redis.on('smessage', (channel: string, message: string) => this.emit('message', channel, message));
      redis.on('end', () => {
        if (this.connections.get(key)?.redis === redis) this.connections.delete(key);
        this.schedule(RETRY_MS);
      });
      connection = { redis, opened: redis.connect() };
      this.connections.set(key, connection);
    }
    await connection.opened;
    return connection.redis;
  }
}

/** From, to, and the nodes: the master first. An empty host is that of the node that answers. */
type SlotRange = [from: number, to: number, master: [host: string | null, port: number], ...unknown[]];

function ownersOf(ranges: SlotRange[], asked: RedisNode): RedisNode[] {
  const owners = new Array<RedisNode>(SLOTS);
  for (const [from, to, [host, port]] of ranges)
    owners.fill({ host: host || asked.host, port }, from, to + 1);
  return owners;
}

const keyOf = ({ host, port }: RedisNode) => `${host}:${port}`;
