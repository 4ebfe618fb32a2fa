import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { type Child, startChild, untilReady } from '../../local/process/local-server.js';
import { freePort } from '../../local/process/run.js';
import type { Env } from '../support/process.js';
import type { Random } from '../support/random.js';
import { connectTo, onPath } from './servers.js';

const run = promisify(execFile);

/** Several Redis servers with failover. */
export interface RedisGroup {
  /** The settings that name the group. */
  env: Env;
  /** Kills a master, and restarts it after the failover. @returns its port */
  failOver(random: Random): Promise<number>;
  /** Whether messages stay on the node of their channel. */
  sharded: boolean;
  /** The number of subscribed channels of each kind. */
  channels(): Promise<{ plain: number; sharded: number }>;
  stop(): Promise<void>;
}

/** The failover timeout, in milliseconds. */
const DOWN_MS = 2_000;
const TAKEN_OVER_WITHIN_MS = 30_000;

interface Server {
  port: number;
  child: Child;
  start(): Promise<void>;
}

async function startServer(dir: string, lines: string[], mode: string[] = []): Promise<Server> {
  const program = await onPath('redis-server');
  const port = await freePort();
  const own = join(dir, String(port));
  await mkdir(own, { recursive: true });
  const config = join(own, 'redis.conf');
  const all = [`port ${port}`, 'bind 127.0.0.1', 'save ""', `dir ${own}`, ...lines];
  await writeFile(config, `${all.join('\n')}\n`);
  const server = {
    port,
    child: null as unknown as Child,
    async start() {
      server.child = startChild(program, [config, ...mode]);
      await untilReady('redis-server', server.child, () => connectTo(port));
    },
  };
  await server.start();
  return server;
}

async function kill({ child }: Server) {
  process.kill(child.pid, 'SIGKILL');
  await child.exited;
}

const stopAll = async (servers: Server[]) =>
  void (await Promise.all(servers.map(({ child }) => child.stop())));

/** The response of one server, on a separate connection. */
async function ask<T>(port: number, question: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis({ port, host: '127.0.0.1', retryStrategy: () => null, lazyConnect: true });
  redis.on('error', () => {});
  try {
    await redis.connect();
    return await question(redis);
  } finally {
    redis.disconnect();
  }
}

const isMaster = (port: number) =>
  ask(port, async (redis) => /role:master/.test(await redis.info('replication'))).catch(() => false);

async function until(what: string, holds: () => Promise<boolean>) {
  const begin = Date.now();
  while (!(await holds())) {
    if (Date.now() - begin > TAKEN_OVER_WITHIN_MS) throw new Error(`not ${what} in time`);
    await delay(100);
  }
}

async function kinds(servers: Server[]) {
  const masters = await Promise.all(servers.map(({ port }) => isMaster(port)));
  return servers.filter((_, index) => masters[index]);
}

async function channelsOf(servers: Server[]) {
  const counts = { plain: 0, sharded: 0 };
  for (const { port } of servers) {
    const [plain, sharded] = await ask(port, (redis) =>
      Promise.all([redis.call('PUBSUB', 'CHANNELS'), redis.call('PUBSUB', 'SHARDCHANNELS')]),
    );
    counts.plain += (plain as string[]).filter((name) => !name.startsWith('__sentinel__')).length;
    counts.sharded += (sharded as string[]).length;
  }
  return counts;
}

/** Kills a master, waits for the failover to its replica, and restarts it as a replica of that one. */
async function failOver(servers: Server[], random: Random, inSync: () => Promise<boolean>) {
  await until('in sync', inSync);
  const masters = await kinds(servers);
  const victim = random.pick(masters);
  await kill(victim);
  const others = servers.filter((server) => server !== victim);
  await until('taken over', async () => (await kinds(others)).length === masters.length);
  await victim.start();
  return victim.port;
}

/** A Redis Cluster of three masters with a replica each. */
export async function startRedisCluster(dir: string): Promise<RedisGroup> {
  const servers = await Promise.all(
    Array.from({ length: 6 }, () =>
      startServer(dir, ['cluster-enabled yes', `cluster-node-timeout ${DOWN_MS}`, 'appendonly no']),
    ),
  );
  const nodes = servers.map(({ port }) => `127.0.0.1:${port}`);
  await run(await onPath('redis-cli'), [
    '--cluster',
    'create',
    ...nodes,
    '--cluster-replicas',
    '1',
    '--cluster-yes',
  ]);
  const inSync = async () => {
    const states = await Promise.all(
      servers.map(({ port }) =>
        ask(port, async (redis) => [
          String(await redis.cluster('INFO')),
          await redis.info('replication'),
        ]).catch(() => []),
      ),
    );
    return states.every(
      ([cluster = '', replication = '']) =>
        cluster.includes('cluster_state:ok') &&
        (/role:master/.test(replication)
          ? /connected_slaves:[1-9]/.test(replication)
          : /master_link_status:up/.test(replication)),
    );
  };
  await until('in sync', inSync);
  return {
    // Two of six are enough: the others are discovered.
    env: { REDIS_CLUSTER: nodes.slice(0, 2).join(',') },
    failOver: (random) => failOver(servers, random, inSync),
    sharded: true,
    channels: () => channelsOf(servers),
    stop: () => stopAll(servers),
  };
}

/** A master with two replicas, and three Sentinels. */
export async function startRedisSentinels(dir: string): Promise<RedisGroup> {
  const name = 'content';
  const master = await startServer(dir, []);
  const replicas = await Promise.all(
    [1, 2].map(() => startServer(dir, [`replicaof 127.0.0.1 ${master.port}`])),
  );
  const servers = [master, ...replicas];
  const sentinels = await Promise.all(
    [1, 2, 3].map(() =>
      startServer(
        join(dir, 'sentinels'),
        [
          `sentinel monitor ${name} 127.0.0.1 ${master.port} 2`,
          `sentinel down-after-milliseconds ${name} ${DOWN_MS}`,
          `sentinel failover-timeout ${name} 5000`,
        ],
        ['--sentinel'],
      ),
    ),
  );
  const inSync = async () => {
    const states = await Promise.all(
      servers.map(({ port }) => ask(port, (redis) => redis.info('replication')).catch(() => '')),
    );
    const agreed = await Promise.all(
      sentinels.map(({ port }) =>
        ask(port, async (redis) =>
          Number((await redis.call('INFO', 'sentinel'))?.toString().match(/sentinels=(\d+)/)?.[1]),
        ).catch(() => 0),
      ),
    );
    return (
      states.filter((state) => /role:master/.test(state) && /connected_slaves:2/.test(state)).length === 1 &&
      states.filter((state) => /master_link_status:up/.test(state)).length === 2 &&
      agreed.every((count) => count === sentinels.length)
    );
  };
  await until('in sync', inSync);
  return {
    env: {
      REDIS_SENTINELS: sentinels.map(({ port }) => `127.0.0.1:${port}`).join(','),
      REDIS_SENTINEL_NAME: name,
    },
    failOver: (random) => failOver(servers, random, inSync),
    sharded: false,
    channels: () => channelsOf(servers),
    stop: () => stopAll([...servers, ...sentinels]),
  };
}
