import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { startProcess } from '../../support/process.js';
import { hold } from '../../support/upstream-behaviours.js';
import { ask, expectThat, type FaultCase, first, many, readJob, until, untilStatus } from '../case.js';
import { Follower } from '../follower.js';

const CONTENTS = '{ contents { totalCount edges { node { id } } } }';

/** 16 to 18 and 30: processes that are stopped or cannot start. */
export const stoppingCases: FaultCase[] = [
  {
    number: 16,
    name: 'SIGTERM of an API with requests in progress and 50 subscribers',
    rig: { apis: 2 },
    async run(rig) {
      const owner = await rig.buildOwner();
      const [leaving, staying] = rig.apis as [(typeof rig.apis)[0], (typeof rig.apis)[0]];
      let urls = [leaving.url];
      const followers = Array.from({ length: 50 }, () => new Follower(() => urls, owner.token));
      const id = await owner.generate();
      await until('all events', () => followers.every(({ seen }) => seen.length === 1));
      // MongoDB’s responses are 0.8 s late, so that the requests are still in progress.
      rig.proxies.apiMongo.slow(400);
      const answers = many(5, () => ask(leaving.url, owner.token, CONTENTS));
      await delay(300);
      urls = [staying.url];
      const start = Date.now();
      leaving.expendable = true;
      const code = await leaving.end();
      const took = Date.now() - start;
      rig.proxies.apiMongo.slow(0);
      const answered = (await answers).filter(({ body }) => body.data).length;
      expectThat(answered === 5, `${answered} of 5 requests were answered`);
      expectThat(code === 0 && took < 10_000, `it ended with ${code} after ${took} ms`);
      expectThat(
        followers.every(({ closes }) => closes[0] === 1001),
        `sockets were closed with ${[...new Set(followers.flatMap(({ closes }) => closes))]}`,
      );
      await owner.generate();
      await until('all later events', () => followers.every(({ seen }) => seen.length === 2));
      await Promise.all(followers.map((follower) => follower.close()));
      const job = await readJob(rig, id);
      expectThat(job?.status === 'COMPLETED', 'the job did not end');
      return `5 of 5 requests answered, 50 of 50 sockets closed with 1001 and back on the other API, nothing missed; exit 0 after ${took} ms`;
    },
  },
  {
    number: 17,
    name: 'SIGTERM, twice, of a worker in the middle of jobs',
    async run(rig) {
      const owner = await rig.buildOwner();
      const held = hold({ before: ['Nearly '], after: ['done'] });
      rig.upstream.enqueue(held, { kind: 'silent' });
      const nearly = await owner.generate();
      await until('the first', () => rig.upstream.requests.length === 1);
      const long = await owner.generate();
      await until('both', () => rig.upstream.requests.length === 2);
      const leaving = first(rig.workers);
      leaving.expendable = true;
      const start = Date.now();
      const ended = leaving.end();
      await delay(500);
      process.kill(leaving.pid, 'SIGTERM');
      held.release();
      await untilStatus(rig, nearly, 'COMPLETED');
      const code = await ended;
      const took = Date.now() - start;
      expectThat(code === 0 && took < 10_000, `it ended with ${code} after ${took} ms`);
      const handedBack = await readJob(rig, long);
      expectThat(handedBack?.status === 'RETRYING', `the other job is ${handedBack?.status}`);
      await rig.startWorker();
      const job = await untilStatus(rig, long, 'COMPLETED');
      return `one job ended, the other was handed back after 5 s and run by the next worker (attempt ${job.attempts}, of which one did not count); exit 0 after ${took} ms`;
    },
  },
  {
    number: 18,
    name: 'databases that start late or never, and SIGTERM during the wait',
    async run(rig) {
      const owner = await rig.buildOwner();
      const env = (more: Record<string, string>) => ({
        MONGO_URI: `mongodb://127.0.0.1:${rig.proxies.apiMongo.port}/late?directConnection=true`,
        REDIS_URL: `redis://127.0.0.1:${rig.proxies.apiRedis.port}`,
        JWT_SECRET: 'a secret of the fault rig that is long enough',
        PORT: '0',
        ...more,
      });
      rig.proxies.apiRedis.cut();
      const never = await startProcess('dist/bundle/api.js', env({ START_TIMEOUT_MS: '2500' })).then(
        () => 'it started',
        (error: Error) => error.message,
      );
      const lines = never.split('\n').filter((line) => line.includes('waiting for Redis')).length;
      expectThat(/ended with 1/.test(never), `without Redis: ${never}`);
      expectThat(/Redis cannot be reached at REDIS_URL/.test(never), `no line says why: ${never}`);
      expectThat(lines >= 2, `${lines} lines said that it waits`);
      const stopped = fork('dist/bundle/api.js', {
        env: env({ PATH: process.env.PATH ?? '' }),
        stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
      });
      const stoppedWith = once(stopped, 'exit');
      // Before that, a slow machine may still be loading the process, which has nothing to end yet.
      await waitsForRedis(stopped);
      const told = Date.now();
      stopped.kill('SIGTERM');
      const [stopCode] = (await stoppedWith) as [number | null];
      const stopTook = Date.now() - told;
      expectThat(
        stopCode === 0 && stopTook < 5_000,
        `after SIGTERM it ended with ${stopCode} after ${stopTook} ms`,
      );
      const start = Date.now();
      const late = startProcess('dist/bundle/api.js', env({ START_TIMEOUT_MS: '20000' }));
      await delay(2_000);
      rig.proxies.apiRedis.mend();
      const api = await late;
      const took = Date.now() - start;
      expectThat((await api.end()) === 0, 'it did not end with 0');
      await owner.generate();
      return `Redis away: exit 1 after 2.5 s with ${lines} lines of waiting and one of why; SIGTERM while it waits: exit 0 after ${stopTook} ms; Redis 2 s late: ready after ${took} ms`;
    },
  },
  {
    number: 30,
    name: 'rolling restart of every process under load',
    rig: { apis: 2, workers: 2 },
    settleMs: 60_000,
    async run(rig) {
      const owner = await rig.buildOwner();
      rig.upstream.respondWith({ kind: 'text', delayMs: 100 });
      let over = false;
      const asking = many(5, async (asker) => {
        for (let index = 0; !over; index++) {
          await owner.generate({ prompt: `Rolling ${asker} ${index}` });
          await delay(100);
        }
      });
      for (const proc of [...rig.apis, ...rig.workers]) {
        const start = proc.url ? rig.startApi : rig.startWorker;
        await start();
        proc.expendable = true;
        const code = await proc.end();
        expectThat(code === 0, `a process ended with ${code}`);
      }
      over = true;
      await asking;
      return `${owner.accepted.length} jobs during it; every process ended with 0`;
    },
  },
];

/** Resolves when a process logs that it waits for Redis. */
function waitsForRedis({ stdout }: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    let said = '';
    stdout?.on('data', (chunk: Buffer) => {
      said += chunk;
      if (said.includes('waiting for Redis')) resolve();
    });
  });
}
