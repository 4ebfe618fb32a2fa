import { Types } from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Generate } from '../../examples/demo/operations.js';
import { itOnOneRedis } from '../support/one-redis.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { CreateTemplate } from '../templates/operations.js';
import {
  CreateSchedule,
  DeleteSchedule,
  OneSchedule,
  PauseSchedule,
  ResumeSchedule,
  SchedulePaused,
  Schedules,
  ScheduleTimes,
  UpdateSchedule,
} from './operations.js';
import { playWorkers, refusal } from './setup.js';

let product: Product;
let workers: Awaited<ReturnType<typeof playWorkers>>;
let user: TestUser;
beforeAll(async () => {
  product = await startProduct({ workers: 0, env: { MONTHLY_TOKENS: '1000000000' } });
  workers = await playWorkers(product);
  user = await product.buildUser();
});
afterEach(() => workers.schedules.deleteMany({}));
afterAll(async () => {
  await workers.close();
  await product[Symbol.asyncDispose]();
});

const type = 'SOCIAL_MEDIA_CAPTION' as const;
const NEW = { name: 'Tea', cron: '0 9 * * *', timeZone: 'Europe/Berlin', prompt: 'Tea', type };
const create = async (input: object = {}, owner = user) =>
  (await owner.request(CreateSchedule, { input: { ...NEW, ...input } as never })).createSchedule;
const read = async (id: string) => {
  const { schedule } = await user.request(OneSchedule, { id });
  if (!schedule) throw new Error('no schedule');
  return schedule;
};
describe('due times', () => {
  it.each([
    ['Europe/Berlin', '0 * * * *', '2027-03-27T23:00Z', '2027-03-28T04:00Z', 6],
    ['Europe/Berlin', '0 * * * *', '2026-10-24T22:00Z', '2026-10-25T03:00Z', 6],
    ['America/New_York', '0 * * * *', '2027-03-14T05:00Z', '2027-03-14T10:00Z', 6],
    ['America/New_York', '0 * * * *', '2026-11-01T04:00Z', '2026-11-01T09:00Z', 6],
    ['Europe/Berlin', '30 2 * * *', '2027-03-27T01:30Z', '2027-03-29T00:30Z', 3],
    ['Europe/Berlin', '30 2 * * *', '2026-10-24T00:30Z', '2026-10-26T01:30Z', 3],
    ['America/New_York', '30 2 * * *', '2027-03-13T07:30Z', '2027-03-15T06:30Z', 3],
    ['America/New_York', '30 1 * * *', '2026-10-31T05:30Z', '2026-11-02T06:30Z', 3],
  ])(
    'in %s at %s from %s to %s create one job each, while the clock changes',
    async (zone, cron, from, to, count) => {
      const { id } = await create({ cron, timeZone: zone });
      await workers.dueAt(id, from);
      const stepMs = Math.max(30 * 60_000, (Date.parse(to) - Date.parse(from)) / 12);
      for (let at = Date.parse(from); at < Date.parse(to); at += stepMs) await workers.at(new Date(at));
      await workers.at(to);
      const ran = await workers.ran(id);
      expect(ran).toHaveLength(count);
      expect([ran.at(0), ran.at(-1), new Set(ran).size]).toEqual([from, to, count]);
    },
  );

  it('create one job for several concurrent workers, and for a clock that was set back', async () => {
    const { id } = await create();
    await workers.dueAt(id, '2027-01-04T08:00Z');
    await workers.at('2027-01-04T08:00Z', 8);
    expect(await workers.ran(id)).toEqual(['2027-01-04T08:00Z']);
    // The process that ran it may be the only one that knew the time, so the next one gets the same due time.
    await workers.dueAt(id, '2027-01-04T08:00Z');
    await workers.at('2027-01-04T08:00Z');
    await workers.at('2027-01-04T07:00Z');
    expect(await workers.ran(id)).toEqual(['2027-01-04T08:00Z']);
    await workers.at('2027-01-05T08:00Z');
    expect(await workers.ran(id)).toEqual(['2027-01-04T08:00Z', '2027-01-05T08:00Z']);
  });

  it('that were missed while everything was down run once, and then the next one runs', async () => {
    const { id } = await create();
    await workers.dueAt(id, '2027-01-04T08:00Z');
    await workers.at('2027-01-08T11:00Z');
    expect(await workers.ran(id)).toEqual(['2027-01-08T08:00Z']);
    expect(await read(id)).toMatchObject({
      lastRunAt: '2027-01-08T08:00:00.000Z',
      nextRunAt: '2027-01-09T08:00:00.000Z',
    });
    await workers.at('2027-01-09T08:00Z');
    expect(await workers.ran(id)).toEqual(['2027-01-08T08:00Z', '2027-01-09T08:00Z']);
    const { jobs } = await read(id);
    expect(jobs.totalCount).toBe(2);
    expect(jobs.edges.map(({ node }) => node)).toMatchObject([
      { prompt: 'Tea', status: 'QUEUED', schedule: { id, dueAt: '2027-01-09T08:00:00.000Z' } },
      { schedule: { id, dueAt: '2027-01-08T08:00:00.000Z' } },
    ]);
  });

  itOnOneRedis('survive a loss of data in Redis, where their alarms are set again', async () => {
    const soon = new Date(Date.now() + 30_000).toISOString();
    const { id, nextRunAt } = await create();
    const alarm = () => product.redis.zscore('bull:schedules:repeat', id);
    expect(Number(await alarm())).toBe(Date.parse(nextRunAt ?? ''));
    await product.redis.flushdb();
    await workers.dueAt(id, soon);
    await workers.at(new Date());
    expect(await alarm()).not.toBeNull();
    await product.redis.flushdb();
    await workers.at(soon);
    expect(await workers.ran(id)).toEqual([soon.replace(':00.000Z', 'Z')]);
    await user.request(PauseSchedule, { id });
    expect(await alarm()).toBeNull();
  });

  it('store the job and the move to the next time together, or neither', async () => {
    const { id } = await create();
    await workers.dueAt(id, '2027-01-04T08:00Z');
    workers.setClock('2027-01-04T08:00Z');
    const dies = workers.runner(
      (admit) => async (userId, start) =>
        admit(userId, async (session) => {
          await start(session);
          throw new Error('killed');
        }),
    );
    await expect(dies.run(new Types.ObjectId(id))).rejects.toThrow('killed');
    expect([await workers.ran(id), (await read(id)).nextRunAt]).toEqual([[], '2027-01-04T08:00:00.000Z']);
    await workers.at('2027-01-04T08:01Z');
    expect(await workers.ran(id)).toEqual(['2027-01-04T08:00Z']);
  });
});

describe('a schedule', () => {
  it('shows its next times, and can be changed, paused, resumed and deleted', async () => {
    const created = await create({ cron: ' 30  2 * * * ', options: { tone: 'FRIENDLY' } });
    const { id } = created;
    expect(created).toMatchObject({
      cron: '30 2 * * *',
      status: 'ACTIVE',
      options: { tone: 'FRIENDLY' },
      prompt: 'Tea',
      variables: [],
    });
    expect(created.nextRuns).toHaveLength(5);
    expect(created.nextRuns[0]).toBe(created.nextRunAt);
    const { cron, timeZone } = created;
    expect((await user.request(ScheduleTimes, { cron, timeZone })).scheduleTimes).toEqual(created.nextRuns);

    const changed = (
      await user.request(UpdateSchedule, { id, input: { cron: '0 9 * * MON', name: 'Weekly' } })
    ).updateSchedule;
    expect(changed).toMatchObject({ name: 'Weekly', prompt: 'Tea', options: { tone: 'FRIENDLY' } });
    expect(changed.nextRunAt).not.toBe(created.nextRunAt);
    const paused = (await user.request(PauseSchedule, { id })).pauseSchedule;
    expect(paused).toMatchObject({ status: 'PAUSED', pauseReason: 'OWNER', nextRunAt: null, nextRuns: [] });
    expect((await user.request(PauseSchedule, { id })).pauseSchedule).toEqual(paused);
    await workers.at('2027-05-01T00:00Z');
    expect(await workers.ran(id)).toEqual([]);
    const resumed = (await user.request(ResumeSchedule, { id })).resumeSchedule;
    expect(resumed).toMatchObject({ status: 'ACTIVE', pausedAt: null, nextRunAt: changed.nextRunAt });
    expect((await user.request(ResumeSchedule, { id })).resumeSchedule).toEqual(resumed);
    expect((await user.request(Schedules, {})).schedules).toEqual([{ id }]);
    await user.request(DeleteSchedule, { id });
    expect((await user.request(Schedules, {})).schedules).toEqual([]);
  });

  it('reads its template at each run, and fails without it until it is paused, with a notification', async () => {
    const { createTemplate } = await user.request(CreateTemplate, {
      input: {
        name: 'On',
        type,
        prompt: 'On {{topic}}',
        variables: [{ name: 'topic', label: 'Topic', type: 'TEXT' }],
        options: { tone: 'FRIENDLY', language: 'de' },
      },
    });
    const text = { prompt: null, type: null, templateId: createTemplate.id };
    const options = { language: null };
    const { id } = await create({ ...text, variables: [{ name: 'topic', value: 'tea' }], options });
    await workers.dueAt(id, '2027-01-04T08:00Z');
    await workers.at('2027-01-04T08:00Z');
    expect((await read(id)).jobs.edges[0]?.node).toMatchObject({
      prompt: 'On tea',
      options: { tone: 'FRIENDLY', language: null },
      template: { version: 1 },
    });
    await product.mongo.collection('templates').deleteMany({});
    await product.mongo.collection('templateversions').deleteMany({});
    const paused = user.subscribe(SchedulePaused, {});
    const first = paused.next();
    for (const day of ['05', '06']) await workers.at(`2027-01-${day}T08:00Z`);
    expect(await read(id)).toMatchObject({ status: 'ACTIVE', failuresInARow: 2 });
    await workers.at('2027-01-07T08:00Z');
    expect((await first).value.data?.schedulePaused).toEqual({
      id,
      pauseReason: 'FAILING',
      failuresInARow: 3,
      lastFailure: { code: 'INVALID_REQUEST' },
    });
    await paused.return?.();
    await workers.at('2027-01-08T08:00Z');
    expect(await workers.ran(id)).toEqual(['2027-01-04T08:00Z']);
    expect(await read(id)).toMatchObject({ status: 'PAUSED', nextRuns: [], lastFailure: { jobId: null } });
    const { resumeSchedule } = await user.request(ResumeSchedule, { id });
    // Never a time that was run, although the simulated clock was ahead.
    expect(resumeSchedule).toMatchObject({ failuresInARow: 0, nextRunAt: '2027-01-08T08:00:00.000Z' });
  });

  it('over the budget fails with the reason', async () => {
    const poor = await product.buildUser();
    const { id } = await create({}, poor);
    await product.mongo.collection('users').updateOne({ email: poor.email }, { $set: { monthlyTokens: 1 } });
    await poor.request(Generate, { input: { prompt: 'Tea', type, delaySeconds: 3600 } });
    await workers.dueAt(id, '2027-01-04T08:00Z');
    await workers.at('2027-01-04T08:00Z');
    expect((await poor.request(OneSchedule, { id })).schedule).toMatchObject({
      failuresInARow: 1,
      lastFailure: { code: 'BUDGET_EXCEEDED', message: expect.stringContaining('budget') },
      lastRunAt: '2027-01-04T08:00:00.000Z',
      jobs: { totalCount: 0 },
    });
  });

  it.each([
    [{ cron: '* * * * *' }, 'cron'],
    [{ cron: 'now' }, 'cron'],
    [{ cron: '0 9 30 2 *' }, 'cron'],
    [{ cron: null }, 'cron'],
    [{ rrule: 'FREQ=DAILY' }, 'cron'],
    [{ startsAt: '2026-12-24T08:00' }, 'startsAt'],
    [{ timeZone: 'Mars/Phobos' }, 'timeZone'],
    [{ timeZone: '+01:00' }, 'timeZone'],
    [{ prompt: null }, 'prompt'],
    [{ type: null }, 'type'],
    [{ name: '' }, 'name'],
    [{ options: { platform: 'X', length: 'LONG' } }, 'options.length'],
  ])('is rejected with %j', async (input, field) => {
    expect(await refusal(create(input))).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ field }] });
  });

  it('is limited to 50 for each user', async () => {
    const { id } = await create();
    const row = await workers.schedules.findOne({});
    if (!row) throw new Error('no schedule');
    const { _id, ...rest } = row;
    await workers.schedules.insertMany(
      Array.from({ length: 49 }, (_, n) => ({ ...rest, slot: n + 1 })) as never,
    );
    expect(await refusal(create())).toMatchObject({ code: 'CONFLICT' });
    await user.request(DeleteSchedule, { id });
    expect(await create()).toMatchObject({ status: 'ACTIVE' });
  });
});
