import { setTimeout as delay } from 'node:timers/promises';
import { print } from 'graphql';
import jsonwebtoken from 'jsonwebtoken';
import { JobCompleted } from '../../../examples/demo/operations.js';
import { ask, expectThat, type FaultCase, first, jobIdOf, many, until } from '../case.js';
import { Follower } from '../follower.js';
import { within } from '../owner.js';
import { openRaw } from '../raw.js';
import { usage, WATCHED } from '../usage.js';

const GENERATE = `mutation ($input: GenerateContentInput!) { generateContent(input: $input) { id } }`;
const input = { prompt: 'Tea', type: 'PRODUCT_DESCRIPTION' };
const subscription = print(JobCompleted);

/** 23 to 29: events for subscribers that connect, disconnect, sleep and subscribe twice. */
export const deliveryCases: FaultCase[] = [
  {
    number: 23,
    name: 'a lost publication',
    quick: true,
    async run(rig) {
      const owner = await rig.buildOwner();
      await owner.generate();
      await until('the subscription live', () => owner.follower.seen.length === 1);
      // The API receives nothing from Redis, but Redis accepts the publication.
      rig.proxies.apiRedis.hold({ toClient: true, greeting: 'smart-content-subscriber' });
      await owner.generate();
      await until('the event', async () => (await rig.mongo.collection('events').countDocuments()) === 2);
      await delay(300);
      expectThat(owner.follower.seen.length === 1, 'it was received');
      const start = Date.now();
      rig.proxies.apiRedis.reset();
      rig.proxies.apiRedis.release();
      await until('the event at the owner', () => owner.follower.seen.length === 2);
      return `received ${Date.now() - start} ms after the connection broke, from the log`;
    },
  },
  {
    number: 24,
    name: 'a repeated publication',
    async run(rig) {
      const owner = await rig.buildOwner();
      await owner.generate();
      await until('the event', () => owner.follower.seen.length === 1);
      const noted = async () =>
        !(await rig.mongo.collection('events').findOne({ unpublished: { $exists: true } }));
      await until('the publication noted', noted);
      // The state after a worker dies before it recorded that Redis accepted the event.
      await rig.mongo.collection('events').updateMany({}, { $set: { unpublished: new Date(0) } });
      await until('published again', noted);
      await owner.generate();
      await until('the next event', () => owner.follower.seen.length === 2);
      return 'published twice, received once';
    },
  },
  {
    number: 25,
    name: '1,000 subscribers that disconnect without a close message',
    settleMs: 60_000,
    rig: { apiArguments: WATCHED },
    async run(rig) {
      const owner = await rig.buildOwner();
      const api = first(rig.apis);
      const { url } = api;
      const channels = async () => Number((await rig.redis.pubsub('NUMSUB', `events:${owner.id}`))[1]);
      const round = (count: number) =>
        many(count, async (index) => {
          const socket = await openRaw(url, owner.token);
          socket.subscribe(subscription, { after: '0' });
          await socket.settled(30);
          if (index % 2 === 0) socket.reset();
          else socket.ws.close();
        });
      await owner.follower.close();
      for (let index = 0; index < 4; index++) await round(50);
      await until('the channel let go', async () => (await channels()) === 0, 30_000);
      await delay(1_000);
      const before = await usage(api);
      for (let index = 0; index < 20; index++) await round(50);
      await until('the channel let go', async () => (await channels()) === 0, 30_000);
      await delay(1_000);
      const after = await usage(api);
      // The connection pool of MongoDB may still have grown to its 20.
      expectThat(after.files <= before.files + 20, `${before.files} open files became ${after.files}`);
      expectThat(
        after.resources <= before.resources + 3,
        `${before.resources} resources became ${after.resources}`,
      );
      expectThat(after.heapMb < before.heapMb + 3, `${before.heapMb} MB became ${after.heapMb} MB`);
      return `NUMSUB 0; over 1,000 cycles open files ${before.files} → ${after.files}, resources ${before.resources} → ${after.resources}, heap ${before.heapMb.toFixed(1)} → ${after.heapMb.toFixed(1)} MB`;
    },
  },
  {
    number: 26,
    name: 'a subscriber that stops reading',
    settleMs: 60_000,
    rig: { apiArguments: WATCHED },
    async run(rig) {
      const owner = await rig.buildOwner();
      rig.upstream.respondWith({ kind: 'text', chunks: ['x'.repeat(150_000)] });
      const slow = await openRaw(first(rig.apis).url, owner.token);
      slow.subscribe(subscription, { after: '0' });
      await slow.settled(300);
      slow.pause();
      await many(80, () => owner.generate());
      await until('all events at the others', () => owner.follower.seen.length === 80, 30_000);
      const { heapMb } = await usage(first(rig.apis));
      await delay(12_500);
      slow.resume();
      const code = await within(30_000, slow.closed);
      expectThat(code === 1013, `it was closed with ${code}`);
      const back = new Follower(() => [first(rig.apis).url], owner.token, String(slow.events()));
      await until('the rest', () => back.seen.length === 80 - slow.events());
      await back.close();
      return `closed with 1013 after ${slow.events()} of 80 events of 150 kB (heap of the API meanwhile ${heapMb.toFixed(1)} MB), the rest by its cursor`;
    },
  },
  {
    number: 27,
    name: 'a token that expires during a subscription',
    async run(rig) {
      const owner = await rig.buildOwner();
      const claims = jsonwebtoken.decode(owner.token) as Record<string, unknown>;
      const exp = Math.floor(Date.now() / 1_000) + 3;
      const short = jsonwebtoken.sign({ ...claims, exp }, 'a secret of the fault rig that is long enough');
      const socket = await openRaw(first(rig.apis).url, short);
      socket.subscribe(subscription, { after: '0' });
      await owner.generate();
      await until('the event', () => socket.events() === 1);
      const code = await within(10_000, socket.closed);
      const late = Date.now() - exp * 1_000;
      await owner.generate();
      expectThat(code === 4403, `it was closed with ${code}`);
      expectThat(late >= -50 && late < 1_500, `it was closed ${late} ms after the expiry`);
      const back = new Follower(() => [first(rig.apis).url], owner.token, '1');
      await until('the rest', () => back.seen.length === 1);
      await back.close();
      return `closed with 4403, ${late} ms after the expiry; with a new token the rest came by the cursor`;
    },
  },
  {
    number: 28,
    name: 'the same request, repeated',
    rig: { apis: 2 },
    async run(rig) {
      const owner = await rig.buildOwner();
      const wish = { ...input, idempotencyKey: 'one wish' };
      const answers = await many(20, (index) =>
        ask(rig.apis[index % 2]?.url ?? '', owner.token, GENERATE, { input: wish }),
      );
      const ids = new Set(answers.map(({ body }) => JSON.stringify(body)));
      expectThat(ids.size === 1, `${ids.size} different answers`);
      owner.accepted.push(jobIdOf(answers[0]));
      const other = await ask(first(rig.apis).url, owner.token, GENERATE, {
        input: { ...wish, prompt: 'Coffee' },
      });
      expectThat(other.code === 'CONFLICT', `another wish with its key was ${other.code}`);
      return '20 at once over two APIs: one job, one answer; another wish with its key: CONFLICT';
    },
  },
  {
    number: 29,
    name: 'a request to one API, with a subscription on the other',
    quick: true,
    rig: { apis: 2, workers: 2 },
    async run(rig) {
      const owner = await rig.buildOwner();
      const [one, two] = rig.apis.map(({ url }) => new Follower(() => [url], owner.token)) as [
        Follower,
        Follower,
      ];
      await many(20, (index) => owner.generate({ prompt: `Crossing ${index}` }));
      await until('both', () => one.seen.length === 20 && two.seen.length === 20);
      const same =
        JSON.stringify(one.seen.map(({ jobId }) => jobId)) ===
        JSON.stringify(two.seen.map(({ jobId }) => jobId));
      expectThat(same, 'they received different orders');
      await Promise.all([one.close(), two.close()]);
      return '20 jobs, each received once on both APIs, in the same order';
    },
  },
];
