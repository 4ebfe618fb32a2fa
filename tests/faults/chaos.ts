import { setTimeout as delay } from 'node:timers/promises';
import { Random } from '../support/random.js';
import { check, settle } from './invariants.js';
import { type Rig, type Stores, startRig } from './rig.js';

/** The faults end after this time, in milliseconds, even if jobs are unfinished. */
const FAULTS_LIMIT_MS = 180_000;

/**
 * Runs jobs of one owner under a random schedule of kills and freezes of APIs, workers and Redis, and sometimes of
 * MongoDB. Restarts every killed process. Returns whether all invariants held.
 */
export async function chaos(stores: Stores, jobs: number, seed: number): Promise<boolean> {
  console.log(`chaos: ${jobs} jobs, seed ${seed}`);
  const random = new Random(seed);
  const rig = await startRig(stores, { apis: 2, workers: 2, env: { WORKER_CONCURRENCY: '10' } });
  try {
    const owner = await rig.buildOwner();
    // About a second a job, so that most faults hit running jobs.
    rig.upstream.respondWith({ kind: 'text', delayMs: 250 });
    let asked = 0;
    const asking = Promise.all(
      Array.from({ length: 10 }, async () => {
        while (asked < jobs) {
          const number = asked++;
          await owner.generate({ prompt: `Chaos ${number}` });
          await delay(50);
        }
      }),
    );
    const done = { asking: false };
    void asking.finally(() => {
      done.asking = true;
    });
    const injected: Record<string, number> = {};
    const start = Date.now();
    while (!done.asking || (await left(rig, jobs)) > jobs / 10) {
      if (Date.now() - start > FAULTS_LIMIT_MS) break;
      const what = await inject(rig, random);
      injected[what] = (injected[what] ?? 0) + 1;
      await delay(300 + random.next() * 1_200);
    }
    await asking;
    const settled = await settle(rig, 120_000);
    const { faults } = await check(rig);
    const ends = owner.follower.seen.reduce<Record<string, number>>((counts, { status }) => {
      counts[status] = (counts[status] ?? 0) + 1;
      return counts;
    }, {});
    const distinct = new Set(owner.follower.seen.map(({ jobId }) => jobId)).size;
    console.log(
      `  faults: ${JSON.stringify(injected)}; the owner's socket came back ${owner.follower.closes.length} times`,
    );
    console.log(
      `  accepted ${owner.accepted.length}, completions at the owner ${owner.follower.seen.length}, distinct ${distinct}, at others ${rig.stranger.follower.seen.length}`,
    );
    console.log(
      `  ends: ${JSON.stringify(ends)}; all over ${settled} ms after the last fault; model asked ${rig.upstream.requests.length} times`,
    );
    if (process.env.FAULTS_LOG) for (const proc of [...rig.apis, ...rig.workers]) console.log(proc.output());
    for (const fault of faults.slice(0, 10)) console.log(`  FAILED ${fault}`);
    return faults.length === 0 && distinct === jobs;
  } finally {
    await rig.close();
  }
}

/** The number of unfinished jobs: all of them while MongoDB is down. */
async function left(rig: Rig, jobs: number): Promise<number> {
  const ended = rig.mongo.collection('events').countDocuments();
  return jobs - (await ended.catch(() => 0));
}

async function inject(rig: Rig, random: Random): Promise<string> {
  const dice = random.next();
  const apis = rig.apis.filter(({ over }) => !over);
  const workers = rig.workers.filter(({ over }) => !over);
  if (dice < 0.3) {
    await random.pick(workers).kill();
    await rig.startWorker();
    return 'worker killed';
  }
  if (dice < 0.5) {
    await random.pick(apis).kill();
    await rig.startApi();
    return 'API killed';
  }
  if (dice < 0.65) {
    await rig.stores.redis.kill();
    await delay(random.next() * 1_500);
    const empty = random.next() < 0.3;
    await rig.stores.redis.start({ empty });
    return empty ? 'Redis killed and emptied' : 'Redis killed';
  }
  if (dice < 0.75) {
    const worker = random.pick(workers);
    worker.freeze();
    await delay(2_500);
    worker.thaw();
    return 'worker frozen';
  }
  if (dice < 0.85) {
    const leaving = random.pick(workers);
    leaving.expendable = true;
    await Promise.all([leaving.end(), rig.startWorker()]);
    return 'worker replaced';
  }
  if (dice < 0.93) {
    const leaving = random.pick(apis);
    leaving.expendable = true;
    await Promise.all([leaving.end(), rig.startApi()]);
    return 'API replaced';
  }
  await rig.stores.mongo.kill();
  await delay(random.next() * 1_000);
  await rig.stores.mongo.start();
  return 'MongoDB killed';
}
