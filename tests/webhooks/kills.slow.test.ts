import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { ask, first, until } from '../faults/case.js';
import { check, settle } from '../faults/invariants.js';
import { type Rig, startRig, startStores } from '../faults/rig.js';

const COMPLETIONS = 200;
/** How often a process or Redis is killed. */
const ROUNDS = 20;
/** The time from then on: the claims of killed workers end after 20 s. */
const DELIVERED_WITHIN_MS = 60_000;
/** The time after the last kill, until every job has ended. */
const SETTLED_WITHIN_MS = 60_000;
/** The response to a request that cannot be verified. */
const REFUSED = 400;

/** Kills one process or Redis, and restarts it. */
const HARM: Record<string, (rig: Rig) => Promise<unknown>> = {
  async 'worker killed'(rig) {
    await first(rig.workers).kill();
    await rig.startWorker();
  },
  async 'API killed'(rig) {
    await first(rig.apis).kill();
    await rig.startApi();
  },
  async 'Redis killed'(rig) {
    await rig.stores.redis.kill();
    await delay(Math.random() * 1_000);
    await rig.stores.redis.start();
  },
  async 'Redis killed and emptied'(rig) {
    await rig.stores.redis.kill();
    await rig.stores.redis.start({ empty: true });
  },
};

/** A receiver that follows the documentation of the `standardwebhooks` package: it verifies, and stores new ids. */
async function startReceiver() {
  const jobs = new Map<string, string>();
  const receiver = { url: '', requests: 0, refused: [] as string[], jobs, secret: '', close: () => {} };
  const server = createServer(async (request, response) => {
    receiver.requests += 1;
    const body = await text(request);
    try {
      const event = new Webhook(receiver.secret).verify(body, request.headers as Record<string, string>);
      const { job } = (event as { data: { job: { id: string } } }).data;
      jobs.set(String(request.headers['webhook-id']), job.id);
      response.writeHead(204).end();
    } catch (error) {
      receiver.refused.push((error as Error).message);
      response.writeHead(REFUSED).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  receiver.close = () => {
    server.closeAllConnections();
    server.close();
  };
  return receiver;
}

/** Where the missing events are. */
async function stateOf({ mongo, redis }: Rig) {
  const count = (status: string) => mongo.collection('webhookdeliveries').countDocuments({ status });
  const [webhook] = await mongo.collection('webhooks').find().toArray();
  return {
    events: await mongo.collection('events').countDocuments(),
    seq: webhook?.seq,
    pending: await count('PENDING'),
    delivered: await count('DELIVERED'),
    failed: await count('FAILED'),
    queue: await redis.keys('bull:webhook-deliveries:*'),
    unfinished: await mongo
      .collection('jobs')
      .find({ status: { $in: ['QUEUED', 'RETRYING', 'PROCESSING'] } })
      .project({ status: 1, attempts: 1, enqueueNumber: 1, scheduledFor: 1, updatedAt: 1 })
      .toArray(),
  };
}

it(`a webhook receives each of ${COMPLETIONS} completions, by id exactly once, while APIs, workers and Redis are killed`, {
  timeout: 300_000,
}, async () => {
  const stores = await startStores();
  const rig = await startRig(stores, {
    apis: 2,
    workers: 2,
    env: {
      WEBHOOK_KEY: 'a key of the fault rig that is long enough',
      WEBHOOKS_INSECURE: 'on',
      WORKER_CONCURRENCY: '10',
    },
  });
  const receiver = await startReceiver();
  try {
    const owner = await rig.buildOwner();
    const created = await ask(
      first(rig.apis).url,
      owner.token,
      'mutation($url: String!) { createWebhook(url: $url, events: [JOB_COMPLETED]) { secret } }',
      { url: receiver.url },
    );
    receiver.secret =
      (created.body.data as { createWebhook: { secret: string } } | null)?.createWebhook.secret ?? '';

    rig.upstream.respondWith({ kind: 'text', delayMs: 100 });
    // Jobs are requested, generated and delivered during each kill.
    for (let round = 0; round < ROUNDS; round++) {
      const kinds = Object.values(HARM);
      const requests = Array.from({ length: COMPLETIONS / ROUNDS }, async (_, number) => {
        await delay(number * 100);
        await owner.generate({ prompt: `Tea ${round} ${number}` });
      });
      await delay(Math.random() * 1_000);
      await Promise.all([...requests, kinds[round % kinds.length]?.(rig)]);
    }
    await settle(rig, SETTLED_WITHIN_MS);
    const ended = Date.now();
    await until('all delivered', () => receiver.jobs.size >= COMPLETIONS, DELIVERED_WITHIN_MS).catch(
      async (error: Error) => {
        throw new Error(`${error.message}: ${JSON.stringify(await stateOf(rig))}`, { cause: error });
      },
    );
    console.log(
      `killed ${ROUNDS} times: ${receiver.requests} requests for ${receiver.jobs.size} events, the last ${Date.now() - ended} ms after the last completion was seen`,
    );
    expect(receiver.refused).toEqual([]);
    // By id exactly once: as many ids as jobs, and each job under one id.
    expect([...receiver.jobs.values()].sort()).toEqual([...owner.accepted].sort());
    expect((await check(rig)).faults).toEqual([]);
  } finally {
    receiver.close();
    await rig.close();
    await stores.close();
  }
});
