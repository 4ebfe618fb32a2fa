import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completions, nextEvent } from '../support/events.js';
import { type Product, startProduct } from '../support/product.js';
import { CreateSchedule, OneSchedule, SchedulePaused } from './operations.js';
import { until } from './setup.js';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ workers: 2, env: { SWEEP_INTERVAL_MS: '300' } });
});
afterAll(() => product[Symbol.asyncDispose]());

const input = {
  name: 'Tea',
  cron: '0 9 * * *',
  timeZone: 'America/New_York',
  prompt: 'Tea',
  type: 'SOCIAL_MEDIA_CAPTION',
} as const;
const schedules = () => product.mongo.collection('schedules');
const dueNow = (id: string) =>
  schedules().updateOne(
    { _id: new Types.ObjectId(id) },
    { $set: { nextRunAt: new Date(Date.now() - 1_000), status: 'ACTIVE' } },
  );

describe('two workers', () => {
  it('run due schedules once, even if Redis lost all data', async () => {
    const user = await product.buildUser();
    const { createSchedule } = await user.request(CreateSchedule, { input });
    const { id } = createSchedule;
    await product.redis.flushdb();
    const events = completions(user);
    for (let run = 1; run <= 2; run++) {
      await dueNow(id);
      const { job } = await nextEvent(events);
      expect(job).toMatchObject({ status: 'COMPLETED' });
    }
    await events.return?.();
    const { schedule } = await user.request(OneSchedule, { id });
    expect(schedule).toMatchObject({ nextRunAt: createSchedule.nextRunAt, failuresInARow: 0 });
    expect(schedule?.jobs.totalCount).toBe(2);
    expect(product.upstream.requests).toHaveLength(2);
  });

  it('pause a schedule whose jobs fail, and notify its owner', async () => {
    const user = await product.buildUser();
    product.upstream.when(({ prompt }) => prompt.includes('Broken'), { kind: 'status', status: 400 });
    const { createSchedule } = await user.request(CreateSchedule, { input: { ...input, prompt: 'Broken' } });
    const { id } = createSchedule;
    const paused = user.subscribe(SchedulePaused, {});
    const first = paused.next();
    for (let failures = 1; failures <= 3; failures++) {
      await dueNow(id);
      await until(async () => {
        const row = await schedules().findOne({ _id: new Types.ObjectId(id) });
        return row?.failuresInARow === failures;
      });
    }
    expect((await first).value.data?.schedulePaused).toEqual({
      id,
      pauseReason: 'FAILING',
      failuresInARow: 3,
      lastFailure: { code: 'JOB_FAILED' },
    });
    await paused.return?.();
    const { schedule } = await user.request(OneSchedule, { id });
    expect(schedule).toMatchObject({ status: 'PAUSED', nextRunAt: null, jobs: { totalCount: 3 } });
    expect(schedule?.lastFailure?.jobId).toBe(schedule?.jobs.edges[0]?.node.id);
  });

  it('are woken by an alarm, without a sweep', async () => {
    const user = await product.buildUser();
    const { createSchedule } = await user.request(CreateSchedule, { input });
    const { id } = createSchedule;
    // Another process has the lease, so no worker sweeps.
    const leases = product.mongo.collection<{ _id: string }>('leases');
    const free = new Date(Date.now() + 60_000);
    await leases.updateOne({ _id: 'schedule sweep' }, { $set: { holder: 'another', until: free } });
    try {
      await dueNow(id);
      const delayed = await product.redis.zrange('bull:schedules:delayed', '0', '-1');
      const alarm = delayed.find((entry) => entry.includes(id));
      await product.redis.zadd('bull:schedules:delayed', 'XX', 0, alarm ?? '');
      await product.redis.zadd('bull:schedules:marker', 0, '0');
      const events = completions(user);
      expect((await nextEvent(events)).job).toMatchObject({ status: 'COMPLETED' });
      await events.return?.();
      // BullMQ has set the next alarm.
      expect(await product.redis.zscore('bull:schedules:repeat', id)).not.toBeNull();
    } finally {
      await leases.deleteOne({ _id: 'schedule sweep' });
    }
  });
});
