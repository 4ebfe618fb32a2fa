import { setTimeout as delay } from 'node:timers/promises';
import { hold } from '../../support/upstream-behaviours.js';
import {
  ask,
  expectThat,
  type FaultCase,
  first,
  jobIdOf,
  many,
  readiness,
  until,
  untilStatus,
} from '../case.js';
import type { Rig } from '../rig.js';

/** The duration of an outage, in milliseconds. `--long` makes it a minute. */
const OUTAGE_MS = process.argv.includes('--long') ? 60_000 : 8_000;

const GENERATE = `mutation ($input: GenerateContentInput!) { generateContent(input: $input) { id } }`;
const input = { prompt: 'Tea', type: 'PRODUCT_DESCRIPTION' };

async function redisOutage(rig: Rig, forMs: number): Promise<string> {
  const owner = await rig.buildOwner();
  await many(10, () => owner.generate({ delaySeconds: 2 }));
  await rig.stores.redis.kill();
  const start = Date.now();
  const { url } = first(rig.apis);
  const answer = await ask(url, owner.token, GENERATE, { input });
  const id = jobIdOf(answer);
  expectThat(id !== '', `the job was not accepted: ${answer.code}`);
  owner.accepted.push(id);
  expectThat(answer.ms < 1_000, `it took ${answer.ms} ms to accept a job`);
  const ready = await readiness(url);
  expectThat(!ready.redis && ready.mongodb === true, `/readyz says ${JSON.stringify(ready)}`);
  await delay(Math.max(0, forMs - (Date.now() - start)));
  await rig.stores.redis.start();
  const back = Date.now();
  await untilStatus(rig, id, 'COMPLETED', 30_000);
  const took = Date.now() - back;
  await until('readiness', async () => (await readiness(url)).redis, 5_000);
  return `away for ${forMs} ms; accepted meanwhile in ${answer.ms} ms, run ${took} ms after its return`;
}

/** 9 to 15: Redis and MongoDB that die, lose data, fill up or have a high latency. */
export const storeCases: FaultCase[] = [
  {
    number: 9,
    name: 'kill -9 of Redis, 3 s and longer',
    settleMs: 60_000,
    async run(rig) {
      return `${await redisOutage(rig, 3_000)}; then ${await redisOutage(rig, OUTAGE_MS)}`;
    },
  },
  {
    number: 10,
    name: 'Redis restarts empty',
    quick: true,
    async run(rig) {
      const owner = await rig.buildOwner();
      const held = hold({ before: ['Half '], after: ['a text'] });
      rig.upstream.when(({ prompt }) => prompt === 'Running', held);
      const running = await owner.generate({ prompt: 'Running' });
      await rig.upstream.waitForRequest(({ prompt }) => prompt === 'Running');
      await many(10, () => owner.generate({ delaySeconds: 3 }));
      await rig.stores.redis.kill();
      await rig.stores.redis.start({ empty: true });
      await delay(1_500);
      held.release();
      const job = await untilStatus(rig, running, 'COMPLETED');
      const asked = rig.upstream.requests.filter(({ prompt }) => prompt === 'Running').length;
      expectThat(job.attempts === 1 && asked === 1, `the running job was begun ${asked} times`);
      return '10 waiting jobs and a running one: the running one ended where it was, the others were enqueued again';
    },
  },
  {
    number: 11,
    name: 'Redis is full (maxmemory, noeviction)',
    async run(rig) {
      const owner = await rig.buildOwner();
      await rig.redis.config('SET', 'maxmemory', '1');
      const { url } = first(rig.apis);
      const answer = await ask(url, owner.token, GENERATE, { input });
      const id = jobIdOf(answer);
      await rig.redis.config('SET', 'maxmemory', '0');
      expectThat(id !== '', `the job was not accepted: ${answer.code}`);
      expectThat(!JSON.stringify(answer.body).includes('OOM'), 'the words of Redis reached the client');
      owner.accepted.push(id);
      await untilStatus(rig, id, 'COMPLETED', 30_000);
      return `accepted in ${answer.ms} ms, run once there was room; nothing of Redis’s words in the answer`;
    },
  },
  {
    number: 12,
    name: 'Redis has 500 ms latency, resets connections, and stops responding',
    settleMs: 90_000,
    async run(rig) {
      const owner = await rig.buildOwner();
      for (const proxy of [rig.proxies.apiRedis, rig.proxies.workerRedis]) proxy.slow(250);
      await many(5, () => owner.generate());
      for (const proxy of [rig.proxies.apiRedis, rig.proxies.workerRedis]) {
        proxy.reset();
        proxy.slow(0);
      }
      await many(5, () => owner.generate());
      await until('the first ten', () => owner.follower.seen.length === 10);
      await delay(500);
      const start = Date.now();
      for (const proxy of [rig.proxies.apiRedis, rig.proxies.workerRedis]) proxy.forget();
      await many(5, () => owner.generate());
      await until('all ends received', () => owner.follower.seen.length === owner.accepted.length, 60_000);
      return `15 jobs; with every connection dead and not closed, all was well again after ${Date.now() - start} ms`;
    },
  },
  {
    number: 13,
    name: 'kill -9 of mongod under load',
    rig: { apis: 2, workers: 2 },
    settleMs: 60_000,
    async run(rig) {
      const owner = await rig.buildOwner();
      const asking = many(60, async (index) => {
        await delay(index * 50);
        await owner.generate({ prompt: `Under load ${index}` });
      });
      for (let kill = 0; kill < 2; kill++) {
        await delay(1_000);
        await rig.stores.mongo.kill();
        await delay(500);
        await rig.stores.mongo.start();
      }
      await asking;
      return `2 kills; ${owner.accepted.length} acknowledged jobs, all there afterwards`;
    },
  },
  {
    number: 14,
    name: 'MongoDB is down when the text is complete',
    settleMs: 60_000,
    async run(rig) {
      const owner = await rig.buildOwner();
      const held = hold({ before: ['Half '] });
      rig.upstream.enqueue(held);
      const id = await owner.generate();
      await rig.upstream.waitForRequest();
      await rig.stores.mongo.kill();
      held.release();
      const { url } = first(rig.apis);
      const answer = await ask(url, owner.token, GENERATE, { input });
      expectThat(answer.code === 'SERVICE_UNAVAILABLE', `the answer was ${answer.code}`);
      expectThat(answer.ms < 5_000, `it took ${answer.ms} ms`);
      const ready = await readiness(url);
      expectThat(ready.mongodb === false, `/readyz says ${JSON.stringify(ready)}`);
      await delay(OUTAGE_MS);
      // By now the cached sessions have expired.
      const later = await ask(url, owner.token, '{ me { id } }');
      expectThat(
        later.status === 503 && later.code === 'SERVICE_UNAVAILABLE',
        `${later.status} ${later.code}`,
      );
      await rig.stores.mongo.start();
      await untilStatus(rig, id, 'COMPLETED', 30_000);
      const asked = rig.upstream.requests.length;
      expectThat(asked === 1, `the model was asked ${asked} times`);
      return `away for ${OUTAGE_MS} ms: SERVICE_UNAVAILABLE in ${answer.ms} ms, model asked once, text saved`;
    },
  },
  {
    number: 15,
    name: 'the API dies between the job’s document and the queue',
    quick: true,
    async run(rig) {
      const owner = await rig.buildOwner();
      rig.proxies.apiRedis.hold({ toServer: true });
      const { url } = first(rig.apis);
      const key = 'the same wish';
      const wish = { ...input, idempotencyKey: key };
      const lost = ask(url, owner.token, GENERATE, { input: wish }).catch(() => null);
      await until('the document', () => rig.mongo.collection('jobs').findOne());
      await first(rig.apis).kill();
      await lost;
      rig.proxies.apiRedis.reset();
      rig.proxies.apiRedis.release();
      await rig.startApi();
      const id = await owner.generate({ idempotencyKey: key });
      await untilStatus(rig, id, 'COMPLETED');
      return 'the client asked again with its key and got the same job, which the sweeper had enqueued';
    },
  },
];
