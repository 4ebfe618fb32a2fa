import { Types } from 'mongoose';
import { expect, it } from 'vitest';
import { ask, first, until } from '../faults/case.js';
import { check, settle } from '../faults/invariants.js';
import { startRig, startStores } from '../faults/rig.js';

const SCHEDULES = 20;
const KILLS = 3;
const SETTLED_WITHIN_MS = 120_000;

it(`${SCHEDULES} due schedules run once each, while workers are killed and Redis is emptied`, {
  timeout: 300_000,
}, async () => {
  const stores = await startStores();
  const rig = await startRig(stores, { apis: 1, workers: 2, env: { WORKER_CONCURRENCY: '2' } });
  try {
    const owner = await rig.buildOwner();
    rig.upstream.respondWith({ kind: 'text', delayMs: 100 });
    const ids: string[] = [];
    for (let n = 0; n < SCHEDULES; n++) {
      const { body } = await ask(
        first(rig.apis).url,
        owner.token,
        'mutation($input: CreateScheduleInput!) { createSchedule(input: $input) { id } }',
        {
          input: {
            name: `Tea ${n}`,
            cron: '0 9 * * *',
            timeZone: 'Europe/Berlin',
            prompt: `Tea ${n}`,
            type: 'PRODUCT_DESCRIPTION',
          },
        },
      );
      ids.push((body.data as { createSchedule: { id: string } } | null)?.createSchedule.id ?? '');
    }
    const dueAt = new Date();
    const due = { _id: { $in: ids.map((id) => new Types.ObjectId(id)) } };
    await rig.mongo.collection('schedules').updateMany(due, { $set: { nextRunAt: dueAt } });
    const jobs = rig.mongo.collection('jobs');
    const made = () => jobs.countDocuments({ 'schedule.id': { $in: ids } });
    for (let kill = 1; kill <= KILLS; kill++) {
      await until('some were run', async () => (await made()) >= kill * 2, SETTLED_WITHIN_MS);
      await first(rig.workers).kill();
      await rig.redis.flushall();
      await rig.startWorker();
    }
    await until('all were run', async () => (await made()) >= SCHEDULES, SETTLED_WITHIN_MS);
    const found = await jobs.find({ 'schedule.id': { $in: ids } }).toArray();
    owner.accepted.push(...found.map(({ _id }) => String(_id)));
    await settle(rig, SETTLED_WITHIN_MS);
    expect(found).toHaveLength(SCHEDULES);
    expect(new Set(found.map(({ schedule }) => schedule.id)).size).toBe(SCHEDULES);
    expect(found.every(({ schedule }) => schedule.dueAt.getTime() === dueAt.getTime())).toBe(true);
    expect(await jobs.countDocuments({ 'schedule.id': { $in: ids }, status: 'COMPLETED' })).toBe(SCHEDULES);
    expect((await check(rig)).faults).toEqual([]);
  } finally {
    await rig.close();
    await stores.close();
  }
});
