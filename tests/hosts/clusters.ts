import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import mongoose from 'mongoose';
import { check, type Judged, settle } from '../faults/invariants.js';
import { buildOwner } from '../faults/owner.js';
import { type Proc, startProc } from '../faults/proc.js';
import { QUICK } from '../faults/rig.js';
import { type Scrape, scrape } from '../support/metrics.js';
import { Random } from '../support/random.js';
import { startUpstream } from '../support/upstream.js';
import { type RedisGroup, startRedisCluster, startRedisSentinels } from './redis-groups.js';
import { type ReplicaSet, startReplicaSet } from './servers.js';

/**
 * Runs jobs on a replica set of three and on a Redis with failover: a Redis Cluster, or a master with Sentinels. Kills
 * Redis’s masters, MongoDB’s primary and processes of the product in turn. The end-to-end tests run on these servers
 * first.
 * Options: --jobs N (500; 0 for the tests alone), --seed N (1), --only cluster|sentinel, --suite off
 */
const { values: flags } = parseArgs({
  options: {
    jobs: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    suite: { type: 'string', default: 'on' },
  },
});
const JOBS = Number(flags.jobs);
const SETTLED_WITHIN_MS = 180_000;
/** The faults end after this time, in milliseconds, even if jobs are unfinished. */
const FAULTS_LIMIT_MS = 240_000;

const GROUPS: Record<string, (dir: string) => Promise<RedisGroup>> = {
  cluster: startRedisCluster,
  sentinel: startRedisSentinels,
};

/** The measurements on this Redis that the running processes lack. */
async function metricsMissing(apis: Proc[], workers: Proc[], sharded: boolean): Promise<string[]> {
  const read = (procs: Proc[]) => Promise.all(procs.map(({ metricsUrl }) => scrape(metricsUrl)));
  const [ofApis, ofWorkers] = await Promise.all([read(apis), read(workers)]);
  const all = [...ofApis, ...ofWorkers];
  const total = (scrapes: Scrape[], name: string, labels: Record<string, string>) =>
    scrapes.reduce((sum, each) => sum + each.sum(name, labels), 0);
  const redisCommands = (scrapes: Scrape[], command: string) =>
    total(scrapes, 'redis_command_duration_seconds_count', { command, outcome: 'ok' });
  const publish = sharded ? 'spublish' : 'publish';
  const counts = {
    'scripts of the queue at the APIs': redisCommands(ofApis, 'evalsha'),
    'scripts of the queue at the workers': redisCommands(ofWorkers, 'evalsha'),
    [`${publish} at the workers`]: redisCommands(ofWorkers, publish),
    'attempts at the workers': total(ofWorkers, 'generation_attempts_total', { outcome: 'completed' }),
    'events at the APIs': total(ofApis, 'event_delivery_lag_seconds_count', {}),
  };
  console.log(`  measured ${JSON.stringify(counts)}`);
  const missing = Object.entries(counts).filter(([, count]) => count === 0);
  const unread = all.filter(({ series }) => !series.some(({ name }) => name === 'generation_queue_jobs'));
  const waiting = all.map(({ sum }) => sum('generation_queue_jobs', {}));
  return [
    ...missing.map(([what]) => `not measured: ${what}`),
    ...unread.map(() => 'a process cannot read the queue'),
    ...waiting.filter((count) => count > 0).map((count) => `${count} entries in a queue that is empty`),
  ];
}

async function chaosOn(name: string, redis: RedisGroup, replicas: ReplicaSet): Promise<string[]> {
  const random = new Random(Number(flags.seed));
  const upstream = await startUpstream();
  const uri = replicas.uri.replace('/hosts?', `/${name}?`);
  const env = {
    NODE_ENV: 'production',
    LOG_LEVEL: 'info',
    MONGO_URI: uri,
    JWT_SECRET: 'a secret of the clusters that is long enough',
    HOST: '127.0.0.1',
    PORT: '0',
    BASE_URL: upstream.url,
    ...QUICK,
    WORKER_CONCURRENCY: '10',
    METRICS_PORT: '0',
    ...redis.env,
  };
  const apis: Proc[] = [];
  const workers: Proc[] = [];
  const urls = () => apis.filter(({ over }) => !over).map(({ url }) => url);
  const startApi = () => startProc(apis, 'dist/bundle/api.js', env);
  const startWorker = () => startProc(workers, 'dist/bundle/worker.js', env);
  await Promise.all([startApi(), startApi(), startWorker(), startWorker()]);
  const mongo = await mongoose.createConnection(uri).asPromise();
  const [stranger, owner] = [await buildOwner(urls), await buildOwner(urls)];
  const rig: Judged = { mongo, owners: [owner], stranger, apis, workers };

  const living = (list: Proc[]) => list.filter(({ over }) => !over);
  const kills: [what: string, inject: () => Promise<unknown>][] = [
    ['Redis master killed', () => redis.failOver(random)],
    ['worker killed', () => random.pick(living(workers)).kill().then(startWorker)],
    [
      'MongoDB primary killed',
      async () => {
        await replicas.killPrimary();
        await delay(random.next() * 3_000);
        await replicas.revive();
      },
    ],
    ['API killed', () => random.pick(living(apis)).kill().then(startApi)],
  ];
  try {
    upstream.respondWith({ kind: 'text', delayMs: 250 });
    let asked = 0;
    const asking = Promise.all(
      Array.from({ length: 5 }, async () => {
        while (asked < JOBS) {
          const number = asked++;
          await owner.generate({ prompt: `Chaos ${number}` });
          await delay(1_200);
        }
      }),
    );
    let over = false;
    void asking.finally(() => {
      over = true;
    });
    const counts: Record<string, number> = {};
    const begin = Date.now();
    for (let turn = 0; !over && Date.now() - begin < FAULTS_LIMIT_MS; turn++) {
      const [what, inject] = kills[turn % kills.length] as (typeof kills)[number];
      await inject();
      counts[what] = (counts[what] ?? 0) + 1;
      await delay(random.next() * 1_500);
    }
    await asking;
    const settled = await settle(rig, SETTLED_WITHIN_MS);
    const channels = await redis.channels();
    const { faults } = await check(rig);
    const ends: Record<string, number> = {};
    for (const { status } of owner.follower.seen) ends[status] = (ends[status] ?? 0) + 1;
    console.log(
      `${name}: ${JOBS} jobs in ${Math.round((Date.now() - begin) / 1_000)} s, kills ${JSON.stringify(counts)}`,
    );
    console.log(
      `  accepted ${owner.accepted.length}, completions ${owner.follower.seen.length}, at others ${stranger.follower.seen.length}, ends ${JSON.stringify(ends)}; all over ${settled} ms after the last kills`,
    );
    console.log(`  channels on all nodes ${channels.plain}, on the node of their slot ${channels.sharded}`);
    const [right, wrong] = redis.sharded
      ? [channels.sharded, channels.plain]
      : [channels.plain, channels.sharded];
    if (right === 0 || wrong > 0) faults.push('the channels are of the wrong kind');
    faults.push(...(await metricsMissing(living(apis), living(workers), redis.sharded)));
    return faults;
  } finally {
    await Promise.all([owner, stranger].map(({ follower }) => follower.close()));
    await Promise.all([...apis, ...workers].map((proc) => (proc.over ? null : proc.kill())));
    if (process.env.FAULTS_LOG) for (const proc of [...apis, ...workers]) console.log(proc.output());
    await mongo.close();
    await upstream.close();
  }
}

/** The end-to-end tests, on these servers without faults. */
const SUITE = [
  'auth/access-tokens',
  'batches/batches',
  'clients/catch-up',
  'clients/sse',
  'conformance/conformance',
  'content/library',
  'exports/exports',
  'generation/failures',
  'generation/flow',
  'generation/notifications',
  'generation/progress',
  'generation/refine',
  'generation/subscription',
  'schedules/schedules',
  'webhooks/webhooks',
];

async function suiteOn(redis: RedisGroup, replicas: ReplicaSet): Promise<string[]> {
  const files = SUITE.map((file) => `tests/${file}.test.ts`);
  const env = {
    ...process.env,
    TEST_MONGO_URI: replicas.uri,
    TEST_REDIS_GROUP: JSON.stringify(redis.env),
    TEST_WORKERS: '1',
  };
  const vitest = spawn('npx', ['vitest', 'run', '--project', 'product', ...files], { env, stdio: 'inherit' });
  const [code] = await once(vitest, 'exit');
  return code === 0 ? [] : ['a test of the suite fails'];
}

const dir = await mkdtemp(join(tmpdir(), 'smart-content-clusters-'));
const replicas = await startReplicaSet(dir);
let failed = false;
try {
  for (const [name, start] of Object.entries(GROUPS)) {
    if (flags.only && flags.only !== name) continue;
    const redis = await start(join(dir, name));
    try {
      console.log(`${name}: the tests from end to end`);
      const faults = flags.suite === 'off' ? [] : await suiteOn(redis, replicas);
      if (JOBS > 0) faults.push(...(await chaosOn(name, redis, replicas)));
      for (const fault of faults.slice(0, 10)) console.log(`  FAILED ${fault}`);
      failed ||= faults.length > 0;
    } finally {
      await redis.stop();
    }
  }
} catch (error) {
  failed = true;
  console.log(error);
} finally {
  await replicas.stop();
  await rm(dir, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
