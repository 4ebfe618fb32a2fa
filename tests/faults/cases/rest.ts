import { setTimeout as delay } from 'node:timers/promises';
import { print } from 'graphql';
import { JobCompleted } from '../../../examples/demo/operations.js';
import { expectThat, type FaultCase, first, many, readJob, untilStatus } from '../case.js';
import { openRaw } from '../raw.js';
import { usage, WATCHED } from '../usage.js';

const SKEW = ['--import', './tests/faults/preload/skew.mjs'];
const MINUTES_5 = 300_000;
/** `--long` makes it ten minutes. */
const SOAK_MS = process.argv.includes('--long') ? 600_000 : 30_000;

/** 31 and 32: clocks that differ, and a long run. */
export const restCases: FaultCase[] = [
  {
    number: 31,
    name: 'the worker’s clock is five minutes ahead, then five behind',
    settleMs: 60_000,
    async run(rig) {
      const owner = await rig.buildOwner();
      await first(rig.workers).kill();
      const ahead = await rig.startWorker({ CLOCK_SKEW_MS: String(MINUTES_5) }, SKEW);
      const early = await owner.generate({ delaySeconds: 60 });
      const start = Date.now();
      await untilStatus(rig, early, 'COMPLETED');
      const took = Date.now() - start;
      await ahead.kill();
      const behind = await rig.startWorker({ CLOCK_SKEW_MS: String(-MINUTES_5) }, SKEW);
      const atOnce = await owner.generate({ delaySeconds: 0 });
      await untilStatus(rig, atOnce, 'COMPLETED');
      const late = await owner.generate({ delaySeconds: 2 });
      await delay(4_000);
      const waiting = await readJob(rig, late);
      expectThat(waiting?.status === 'QUEUED', `the job that is late is ${waiting?.status}`);
      await behind.kill();
      await rig.startWorker();
      await untilStatus(rig, late, 'COMPLETED');
      return `ahead: a delay of 60 s took ${took} ms; behind: no delay is no delay, one of 2 s waits for a worker whose clock is right; off by the skew, never lost`;
    },
  },
  {
    number: 32,
    name: 'a soak: jobs and subscribers at a high rate',
    rig: { apiArguments: WATCHED, env: { WORKER_CONCURRENCY: '20' } },
    settleMs: 60_000,
    async run(rig) {
      const owner = await rig.buildOwner();
      const { url } = first(rig.apis);
      const subscription = print(JobCompleted);
      const spell = async (forMs: number) => {
        const end = Date.now() + forMs;
        await many(8, async () => {
          while (Date.now() < end) {
            const socket = await openRaw(url, owner.token);
            socket.subscribe(subscription, {});
            await owner.generate();
            socket.ws.close();
          }
        });
        await delay(2_000);
        return usage(first(rig.apis));
      };
      const before = await spell(SOAK_MS / 3);
      const keysBefore = await rig.redis.dbsize();
      const jobsBefore = owner.accepted.length;
      const after = await spell((SOAK_MS * 2) / 3);
      const keys = (await rig.redis.dbsize()) - keysBefore;
      const jobs = owner.accepted.length - jobsBefore;
      const grown = after.heapMb - before.heapMb;
      expectThat(grown < 10, `the heap grew by ${grown.toFixed(1)} MB`);
      expectThat(
        after.resources <= before.resources + 5,
        `${before.resources} resources became ${after.resources}`,
      );
      // BullMQ keeps the record of a job for seven days and 5,000 jobs. Progress texts are kept for an hour.
      expectThat(keys <= jobs * 2 + 5, `${keys} keys for ${jobs} jobs`);
      return `${owner.accepted.length} jobs in ${SOAK_MS / 1_000} s: heap ${before.heapMb.toFixed(1)} → ${after.heapMb.toFixed(1)} MB, resources ${before.resources} → ${after.resources}, keys of ended jobs ${keys} for ${jobs}`;
    },
  },
];
