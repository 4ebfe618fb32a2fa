import { Types } from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import {
  CreateSchedule,
  OneSchedule,
  PauseSchedule,
  ResumeSchedule,
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
const create = async (input: object) =>
  (await user.request(CreateSchedule, { input: { ...NEW, ...input } as never })).createSchedule;
const read = async (id: string) => {
  const { schedule } = await user.request(OneSchedule, { id });
  if (!schedule) throw new Error('no schedule');
  return schedule;
};

describe('a recurrence rule', () => {
  const RULE = { cron: null, rrule: 'FREQ=DAILY;BYHOUR=2;BYMINUTE=30' };
  it.each([
    ['Europe/Berlin', '2027-03-27T01:30Z', '2027-03-29T00:30Z', 2],
    ['Europe/Berlin', '2026-10-24T00:30Z', '2026-10-26T01:30Z', 3],
    ['America/New_York', '2027-03-13T07:30Z', '2027-03-15T06:30Z', 2],
    ['America/New_York', '2026-10-31T06:30Z', '2026-11-02T07:30Z', 3],
  ])('in %s runs from %s to %s, %s times, while the clock changes', async (timeZone, from, to, count) => {
    const { id } = await create({ ...RULE, startsAt: '2026-10-01T00:00', timeZone });
    await workers.dueAt(id, from);
    for (let at = Date.parse(from); at <= Date.parse(to); at += 3_600_000 * 12)
      await workers.at(new Date(at));
    await workers.at(to);
    const ran = await workers.ran(id);
    expect([ran.at(0), ran.at(-1), ran.length, new Set(ran).size]).toEqual([from, to, count, count]);
  });

  it('ends with its last time, also if that was missed, and starts again with another rule', async () => {
    const year = new Date().getUTCFullYear() + 1;
    const startsAt = `${year}-06-01T09:00`;
    const created = await create({ ...RULE, rrule: ' freq=daily;count=4 ', startsAt });
    const { id } = created;
    const due = (day: string) => `${year}-06-0${day}T07:00:00.000Z`;
    expect(created).toMatchObject({ cron: null, rrule: 'FREQ=DAILY;COUNT=4', startsAt, status: 'ACTIVE' });
    expect(created.nextRuns).toEqual(['1', '2', '3', '4'].map(due));
    const asked = { rrule: 'FREQ=DAILY;COUNT=4', startsAt, timeZone: 'Europe/Berlin' };
    expect((await user.request(ScheduleTimes, asked)).scheduleTimes).toEqual(created.nextRuns);
    expect(Number(await product.redis.zscore('bull:schedules:repeat', id))).toBe(Date.parse(due('1')));
    await workers.at(due('1'));
    await workers.at(`${year}-07-01T00:00Z`, 4);
    await workers.at(`${year}-08-01T00:00Z`);
    expect(await workers.ran(id)).toEqual([due('1'), due('4')].map((time) => time.replace(':00.000Z', 'Z')));
    const ended = { status: 'ENDED', nextRunAt: null, nextRuns: [], pauseReason: null, lastRunAt: due('4') };
    expect(await read(id)).toMatchObject(ended);
    expect((await user.request(PauseSchedule, { id })).pauseSchedule).toMatchObject(ended);
    expect((await user.request(ResumeSchedule, { id })).resumeSchedule).toMatchObject(ended);
    const change = async (input: object) =>
      (await user.request(UpdateSchedule, { id, input })).updateSchedule;
    expect(await change({ name: 'Over' })).toMatchObject({ ...ended, name: 'Over' });
    expect(await change({ rrule: 'FREQ=DAILY;COUNT=5' })).toMatchObject({
      status: 'ACTIVE',
      nextRuns: [due('5')],
    });
    const byCron = await change({ cron: '0 9 * * *' });
    expect(byCron).toMatchObject({ cron: '0 9 * * *', rrule: null, startsAt: null, status: 'ACTIVE' });
    expect(byCron.nextRunAt).toBe(due('5'));
  });

  it('whose end passes during a pause has ended when it is resumed', async () => {
    const { id } = await create({ ...RULE, rrule: 'FREQ=DAILY' });
    await user.request(PauseSchedule, { id });
    const over = { rrule: 'FREQ=DAILY;UNTIL=20200103T000000Z', startsAt: '2020-01-01T00:00' };
    await workers.schedules.updateOne({ _id: new Types.ObjectId(id) }, { $set: over });
    const { resumeSchedule } = await user.request(ResumeSchedule, { id });
    expect(resumeSchedule).toMatchObject({
      status: 'ENDED',
      pauseReason: null,
      pausedAt: null,
      nextRuns: [],
    });
  });

  it.each([
    [{ rrule: 'FREQ=SECONDLY' }, 'rrule'],
    [{ rrule: 'FREQ=DAILY', startsAt: 'soon' }, 'startsAt'],
    [{ rrule: 'FREQ=DAILY', startsAt: '2027-01-04T08:00:00Z' }, 'startsAt'],
    [{ rrule: 'FREQ=DAILY', cron: '0 9 * * *' }, 'cron'],
  ])('is rejected with %j', async (input, field) => {
    expect(await refusal(create({ cron: null, ...input }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ field }],
    });
  });
});
