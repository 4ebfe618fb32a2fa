import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { FollowBatchSubscription } from '../../examples/demo/gql/graphql.js';
import { ask, first, until } from '../faults/case.js';
import { check, settle } from '../faults/invariants.js';
import type { Owner } from '../faults/owner.js';
import { type Rig, startRig, startStores } from '../faults/rig.js';
import { createApiClient } from '../support/api-client.js';
import { FollowBatch } from './operations.js';

const JOBS = 20;
const FAILING = 'Tea that fails';
/** A job has three attempts. Each kill of a worker costs its running jobs one. */
const KILLS = 2;
const SETTLED_WITHIN_MS = 120_000;

type Progress = FollowBatchSubscription['batchProgress'];

/** Follows a batch. After a broken connection it continues with its cursor, at another API. */
async function follow(rig: Rig, { token }: Owner, id: string, seen: Progress[]) {
  for (let round = 0; !seen.at(-1)?.completedAt; round++) {
    const urls = rig.apis.filter(({ over }) => !over).map(({ url }) => url);
    const client = createApiClient(urls[round % Math.max(1, urls.length)] ?? '', token);
    try {
      const events = client.subscribe(FollowBatch, { id, after: seen.at(-1)?.cursor ?? null });
      for await (const { data } of { [Symbol.asyncIterator]: () => events }) {
        if (!data) break;
        seen.push(data.batchProgress);
      }
    } catch {
      // The connection broke: the next round reconnects.
    }
    await client.close().catch(() => {});
    await delay(100);
  }
}

it(`a batch of ${JOBS} with one text that fails ends once, while workers and APIs are killed`, {
  timeout: 300_000,
}, async () => {
  const stores = await startStores();
  const rig = await startRig(stores, { apis: 2, workers: 2, env: { WORKER_CONCURRENCY: '2' } });
  try {
    const owner = await rig.buildOwner();
    rig.upstream.respondWith({ kind: 'text', delayMs: 100 });
    rig.upstream.when(({ prompt }) => prompt.includes(FAILING), { kind: 'status', status: 400 });
    const items = Array.from({ length: JOBS }, (_, n) => ({
      prompt: n === 7 ? FAILING : `Tea ${n}`,
      type: 'PRODUCT_DESCRIPTION',
    }));
    const { body } = await ask(
      first(rig.apis).url,
      owner.token,
      'mutation($input: GenerateBatchInput!) { generateBatch(input: $input) { id } }',
      { input: { items, idempotencyKey: 'once' } },
    );
    const id = (body.data as { generateBatch: { id: string } } | null)?.generateBatch.id ?? '';
    const jobs = rig.mongo.collection('jobs');
    const ids = await jobs.find({ 'batch.id': id }).project({ _id: 1 }).toArray();
    owner.accepted.push(...ids.map(({ _id }) => String(_id)));
    const seen: Progress[] = [];
    const following = follow(rig, owner, id, seen);
    const ended = () =>
      jobs.countDocuments({ 'batch.id': id, status: { $in: ['COMPLETED', 'FAILED', 'CANCELED'] } });
    for (let kill = 1; kill <= KILLS; kill++) {
      await until('some have ended', async () => (await ended()) >= kill * 4, SETTLED_WITHIN_MS);
      await Promise.all([first(rig.workers).kill(), first(rig.apis).kill()]);
      await Promise.all([rig.startWorker(), rig.startApi()]);
    }
    await settle(rig, SETTLED_WITHIN_MS);
    await following;

    const found = await jobs.find({ 'batch.id': id }).toArray();
    const byStatus = (status: string) => found.filter((job) => job.status === status);
    expect([byStatus('COMPLETED').length, byStatus('FAILED').length]).toEqual([JOBS - 1, 1]);
    expect(byStatus('FAILED')[0]).toMatchObject({ prompt: FAILING, error: { code: 'INVALID_REQUEST' } });
    // Each end was sent once and in order, and none is missing.
    const counts = seen.map(({ completed, failed }) => completed + failed);
    const from = counts[0] ?? 0;
    expect(counts).toEqual(Array.from({ length: JOBS + 1 - from }, (_, n) => from + n));
    expect(seen.at(-1)).toMatchObject({ completed: JOBS - 1, failed: 1, canceled: 0, progress: 1 });
    const events = rig.mongo.collection('events');
    expect(await events.countDocuments({ 'batch.id': id })).toBe(JOBS);
    expect(await events.countDocuments({ 'batch.id': id, 'batch.completedAt': { $type: 'date' } })).toBe(1);
    expect(owner.accepted).toHaveLength(JOBS);
    expect((await check(rig)).faults).toEqual([]);
  } finally {
    await rig.close();
    await stores.close();
  }
});
