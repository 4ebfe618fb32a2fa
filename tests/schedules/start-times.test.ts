import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Generate } from '../../examples/demo/operations.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { RescheduleJob } from './operations.js';
import { refusal } from './setup.js';

let product: Product;
let user: TestUser;
beforeAll(async () => {
  product = await startProduct({ workers: 0, env: { MONTHLY_TOKENS: '1000000000' } });
  user = await product.buildUser();
});
afterAll(() => product[Symbol.asyncDispose]());

const type = 'SOCIAL_MEDIA_CAPTION' as const;

describe('a job with a start time', () => {
  const generate = async (input: object) =>
    (await user.request(Generate, { input: { prompt: 'Tea', type, ...input } as never })).generateContent;
  const year = new Date().getUTCFullYear() + (new Date().getUTCMonth() === 11 ? 1 : 0);
  const at = `${year}-12-24T08:00:00`;
  const BERLIN = { at, timeZone: 'Europe/Berlin' };

  it('is QUEUED for the instant of a wall time, once for an idempotency key', async () => {
    const asked = { scheduledFor: BERLIN, idempotencyKey: 'eve' };
    const job = await generate(asked);
    expect(job).toMatchObject({ status: 'QUEUED', scheduledFor: `${year}-12-24T07:00:00.000Z` });
    expect(await generate(asked)).toEqual(job);
    expect(await generate({ ...asked, scheduledFor: { at: `${at}+01:00` } })).toEqual(job);
    for (const other of [{ scheduledFor: { ...BERLIN, timeZone: 'UTC' } }, { scheduledFor: null }])
      expect(await refusal(generate({ ...asked, ...other }))).toMatchObject({ code: 'CONFLICT' });
    await user.request(RescheduleJob, { id: job.id, scheduledFor: { at: `${year}-12-25T08:00:00Z` } });
    expect((await generate(asked)).id).toBe(job.id);
  });

  it('can be moved forward and backward, with its entry in the queue', async () => {
    const { id } = await generate({ scheduledFor: BERLIN });
    const delayed = async () =>
      (await product.redis.zrange('bull:content-generation:delayed', '0', '-1')).filter((key) =>
        key.startsWith(id),
      );
    expect(await delayed()).toEqual([`${id}-1`]);
    for (const [hour, entry] of [
      ['20', 2],
      ['06', 3],
    ] as const) {
      const scheduledFor = { at: `${year}-12-24T${hour}:00`, timeZone: 'UTC' };
      const { rescheduleJob } = await user.request(RescheduleJob, { id, scheduledFor });
      expect(rescheduleJob).toMatchObject({
        status: 'QUEUED',
        scheduledFor: `${year}-12-24T${hour}:00:00.000Z`,
      });
      expect(await delayed()).toEqual([`${id}-${entry}`]);
    }
  });

  it('cannot be moved once it has started or ended', async () => {
    const { id } = await generate({ scheduledFor: BERLIN });
    const jobs = product.mongo.collection<{ _id: string }>('jobs');
    for (const status of ['PROCESSING', 'CANCELED']) {
      await jobs.updateOne({ _id: id }, { $set: { status } });
      expect(await refusal(user.request(RescheduleJob, { id, scheduledFor: BERLIN }))).toMatchObject({
        code: 'CONFLICT',
      });
    }
    expect(await jobs.findOne({ _id: id })).toMatchObject({ enqueueNumber: 1 });
  });

  it.each([
    [{ scheduledFor: { at: 'tomorrow', timeZone: 'UTC' } }, 'scheduledFor.at'],
    [{ scheduledFor: { at: '2020-01-01T00:00', timeZone: 'UTC' } }, 'scheduledFor.at'],
    [{ scheduledFor: { at: `${year + 3}-01-01T00:00`, timeZone: 'UTC' } }, 'scheduledFor.at'],
    [{ scheduledFor: { at: `${year + 1}-02-30T00:00`, timeZone: 'UTC' } }, 'scheduledFor.at'],
    [{ scheduledFor: { at } }, 'scheduledFor.timeZone'],
    [{ scheduledFor: { at: `${at}Z`, timeZone: 'UTC' } }, 'scheduledFor.timeZone'],
    [{ scheduledFor: { at, timeZone: 'Mars/Phobos' } }, 'scheduledFor.timeZone'],
    [{ scheduledFor: BERLIN, delaySeconds: 0 }, 'delaySeconds'],
  ])('is rejected with %j', async (input, field) => {
    expect(await refusal(generate(input))).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ field }] });
  });
});
