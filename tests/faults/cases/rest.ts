import { setTimeout as delay } from 'node:timers/promises';
import { print } from 'graphql';
import { JobCompleted } from '../../../src/demo/operations.js';
import { expectThat, type FaultCase, first, many, readJob, untilStatus } from '../case.js';
import { openRaw } from '../raw.js';
import { usage, WATCHED } from '../usage.js';

const SKEW = ['--import', './tests/faults/preload/skew.mjs'];
const MINUTES_5 = 300_000;
/** `--long` makes it ten minutes. */
const SOAK_MS = process.argv.includes('--long') ? 600_000 : 30_000;

/** 31 and 32: clocks that disagree, and a long time. */
export const restCases: FaultCase[] = [
  {
    number: 31,
    name: 'clocks of API and worker five minutes apart, either way',
    rig: { apiArguments: SKEW },
    settleMs: 60_000,
    async run(rig) {
      const owner = await rig.buildOwner();
      const inStep = await owner.generate({ delaySeconds: 1 });
      await untilStatus(rig, inStep, 'COMPLETED');
      const results: string[] = [];
      for (const skew of [MINUTES_5, -MINUTES_5]) {
        await first(rig.apis).kill();
        await rig.startApi({ CLOCK_SKEW_MS: String(skew) });
        const start = Date.now();
        const id = await owner.generate({ delaySeconds: skew > 0 ? 0 : 2 });
        if (skew > 0) {
          // Its moment, by the API's clock, is five minutes off for everybody else: late, and not lost.
          await delay(1_500);
          const delayed = await rig.redis.zscore('bull:content-generation:delayed', `${id}-1`);
          const waiting = await readJob(rig, id);
          expectThat(
            waiting?.status === 'COMPLETED' || delayed !== null,
            `the job is ${waiting?.status} and nowhere`,
          );
          results.push(`+5 min: ${waiting?.status}`);
        } else {
          await untilStatus(rig, id, 'COMPLETED');
          results.push(`−5 min: a delay of 2 s took ${Date.now() - start} ms`);
        }
      }
      return `${results.join('; ')}; events in the order of their numbers`;
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
      // BullMQ's record of a job, which it keeps for seven days and 5,000 jobs; texts on their way are kept an hour.
      expectThat(keys <= jobs * 2 + 5, `${keys} keys for ${jobs} jobs`);
      return `${owner.accepted.length} jobs in ${SOAK_MS / 1_000} s: heap ${before.heapMb.toFixed(1)} → ${after.heapMb.toFixed(1)} MB, resources ${before.resources} → ${after.resources}, keys of ended jobs ${keys} for ${jobs}`;
    },
  },
];
