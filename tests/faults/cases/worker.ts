import { setTimeout as delay } from 'node:timers/promises';
import { hold } from '../../support/upstream-behaviours.js';
import { expectThat, type FaultCase, first, many, readJob, until, untilStatus } from '../case.js';

/** 1 to 8: workers that die or freeze in the middle of a job. */
export const workerCases: FaultCase[] = [
  {
    number: 1,
    name: 'kill -9 of the worker before its request to the model',
    async run(rig) {
      const owner = await rig.buildOwner();
      rig.proxies.workerMongo.hold({ toClient: true });
      const id = await owner.generate();
      await untilStatus(rig, id, 'PROCESSING');
      await first(rig.workers).kill();
      rig.proxies.workerMongo.release();
      expectThat(rig.upstream.requests.length === 0, 'the model was asked already');
      await rig.startWorker();
      const job = await untilStatus(rig, id, 'COMPLETED');
      return `attempts ${job.attempts}, model asked ${rig.upstream.requests.length} time`;
    },
  },
  {
    number: 2,
    name: 'kill -9 of the worker while the model writes',
    quick: true,
    rig: { env: { WORKER_LOCK_MS: '1000' } },
    async run(rig) {
      const owner = await rig.buildOwner();
      rig.upstream.enqueue(hold({ before: ['Half '] }));
      const id = await owner.generate();
      await rig.upstream.waitForRequest();
      const start = Date.now();
      await first(rig.workers).kill();
      await rig.startWorker();
      const job = await untilStatus(rig, id, 'COMPLETED');
      const [lost] = job.attemptHistory;
      expectThat(lost?.error?.code === 'INTERRUPTED', 'the lost attempt is not in the history');
      return `attempts ${job.attempts}, the first INTERRUPTED; ended ${Date.now() - start} ms after the kill (lock 1 s)`;
    },
  },
  {
    number: 3,
    name: 'kill -9 after the response, before the write to MongoDB',
    async run(rig) {
      const owner = await rig.buildOwner();
      const held = hold({ before: ['Half '] });
      rig.upstream.enqueue(held);
      const id = await owner.generate();
      const request = await rig.upstream.waitForRequest();
      rig.proxies.workerMongo.hold({ toServer: true });
      held.release();
      await request.ended;
      await delay(200);
      await first(rig.workers).kill();
      rig.proxies.workerMongo.release();
      const before = (await readJob(rig, id))?.status;
      await rig.startWorker();
      const job = await untilStatus(rig, id, 'COMPLETED');
      return `${before} at the kill, then COMPLETED at attempt ${job.attempts}`;
    },
  },
  {
    number: 4,
    name: 'kill -9 after the write to MongoDB, before the publication',
    quick: true,
    async run(rig) {
      const owner = await rig.buildOwner();
      const held = hold({ before: ['Half '] });
      rig.upstream.enqueue(held);
      const id = await owner.generate();
      await rig.upstream.waitForRequest();
      await delay(200);
      rig.proxies.workerRedis.hold({ toServer: true });
      held.release();
      await untilStatus(rig, id, 'COMPLETED');
      const start = Date.now();
      await first(rig.workers).kill();
      rig.proxies.workerRedis.reset();
      rig.proxies.workerRedis.release();
      await delay(300);
      expectThat(owner.follower.seen.length === 0, 'it was published all the same');
      await rig.startWorker();
      await until('the event', () => owner.follower.seen.length === 1);
      const asked = rig.upstream.requests.length;
      expectThat(asked === 1, `the model was asked ${asked} times`);
      return `published by another worker's sweeper ${Date.now() - start} ms later; model asked once`;
    },
  },
  {
    number: 5,
    name: 'kill -9 after the publication, before the update of BullMQ',
    async run(rig) {
      const owner = await rig.buildOwner();
      const held = hold({ before: ['Half '] });
      rig.upstream.enqueue(held);
      const id = await owner.generate();
      await rig.upstream.waitForRequest();
      rig.proxies.workerRedis.hold({ toServer: true, greeting: 'smart-content-worker' });
      held.release();
      await until('the event', () => owner.follower.seen.length === 1);
      await first(rig.workers).kill();
      rig.proxies.workerRedis.reset();
      rig.proxies.workerRedis.release();
      await rig.startWorker();
      await until(
        'BullMQ done with it',
        async () => (await rig.redis.llen('bull:content-generation:active')) === 0,
      );
      const job = await readJob(rig, id);
      const asked = rig.upstream.requests.length;
      expectThat(asked === 1 && job?.attempts === 1, `attempts ${job?.attempts}, model asked ${asked} times`);
      return 'run again by BullMQ after the stall, and nothing was done: one attempt, model asked once';
    },
  },
  {
    number: 6,
    name: 'a job that kills its worker each time',
    quick: true,
    rig: { env: { WORKER_LOCK_MS: '1000' } },
    async run(rig) {
      const owner = await rig.buildOwner();
      rig.upstream.respondWith({ kind: 'silent' });
      const start = Date.now();
      const id = await owner.generate();
      for (let kill = 1; kill <= 3; kill++) {
        await until(`request ${kill}`, () => rig.upstream.requests.length === kill);
        await first(rig.workers).kill();
        await rig.startWorker();
      }
      const job = await untilStatus(rig, id, 'FAILED');
      expectThat(job.error?.code === 'INTERRUPTED', `it failed with ${job.error?.code}`);
      return `FAILED as INTERRUPTED after ${job.attempts} attempts and ${Date.now() - start} ms, model asked ${rig.upstream.requests.length} times`;
    },
  },
  {
    number: 7,
    name: 'SIGSTOP of the worker past its lock, then SIGCONT',
    quick: true,
    rig: { workers: 1 },
    async run(rig) {
      const owner = await rig.buildOwner();
      const [stale, second] = [
        hold({ before: ['Of the '], after: ['frozen one'] }),
        hold({ before: ['Of the '], after: ['second one'] }),
      ];
      rig.upstream.enqueue(stale, second);
      const id = await owner.generate();
      await rig.upstream.waitForRequest();
      const frozen = first(rig.workers);
      frozen.freeze();
      stale.release();
      await rig.startWorker();
      await until('the second asks the model', () => rig.upstream.requests.length === 2);
      frozen.thaw();
      await delay(1_500);
      const meanwhile = await readJob(rig, id);
      expectThat(meanwhile?.status === 'PROCESSING', `the thawed worker made it ${meanwhile?.status}`);
      second.release();
      const job = await untilStatus(rig, id, 'COMPLETED');
      expectThat(job.generatedContent === 'Of the second one', `the text is ${job.generatedContent}`);
      return 'the thawed worker wrote nothing, though its text was whole; the second one’s stands, with one event';
    },
  },
  {
    number: 8,
    name: 'two workers frozen alternately under load',
    rig: { workers: 2 },
    settleMs: 60_000,
    async run(rig) {
      const owner = await rig.buildOwner();
      rig.upstream.respondWith({ kind: 'text', delayMs: 100 });
      const asking = many(40, (index) => owner.generate({ prompt: `Under load ${index}` }));
      for (const worker of [...rig.workers, ...rig.workers]) {
        worker.freeze();
        await delay(3_000);
        worker.thaw();
      }
      await asking;
      return '40 jobs, each worker frozen twice for 3 s (lock 2 s), as a blocked event loop would be';
    },
  },
];
