import { expect, it } from 'vitest';
import { createLogger } from '../../src/infra/logger.js';
import { createEstimates } from '../../src/modules/estimates/estimates.service.js';
import type { QueueMoment } from '../../src/modules/estimates/play-queue.js';
import { JobStatus } from '../../src/modules/jobs/model/job.model.js';
import { ContentType } from '../../src/writing/content-type.js';

const log = createLogger({ name: 'test', level: 'silent', pretty: false });
const type = ContentType.SOCIAL_MEDIA_CAPTION;
const long = new Date(0);

function service(more: () => Partial<QueueMoment> = () => ({})) {
  let gathered = 0;
  const estimates = createEstimates(async () => {
    gathered += 1;
    const at = Date.now();
    await new Promise(setImmediate);
    return {
      at,
      paused: false,
      slots: 1,
      rate: null,
      window: { started: 0, endsAt: 0 },
      heldUntil: 0,
      running: [{ jobId: 'runs', type, startedAt: at }],
      waiting: Array.from({ length: 20 }, (_, index) => ({ jobId: `j${index}`, type, turn: 1 })),
      delayed: [],
      durations: new Map([[type, [1_000]]]),
      ...more(),
    };
  }, log);
  return { estimates, gathered: () => gathered };
}

it('a page of jobs costs one read of the queue, and none again within a second', async () => {
  const { estimates, gathered } = service();
  const page = () =>
    Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        estimates.of({ id: `j${index}`, status: JobStatus.QUEUED, updatedAt: long }),
      ),
    );
  const found = await page();
  expect(found.map(({ queuePosition }) => queuePosition)).toEqual(found.map((_, index) => index + 1));
  await page();
  expect(gathered()).toBe(1);
});

it('a job that changed since the read causes another one', async () => {
  const { estimates, gathered } = service();
  await estimates.of({ id: 'j0', status: JobStatus.QUEUED, updatedAt: long });
  await new Promise((resolve) => setTimeout(resolve, 2));
  await estimates.of({ id: 'j1', status: JobStatus.RETRYING, updatedAt: new Date() });
  expect(gathered()).toBe(2);
});

it('an ended job causes no read, and has no estimate', async () => {
  const { estimates, gathered } = service();
  const nothing = { queuePosition: null, estimatedStartAt: null, estimatedCompletionAt: null };
  for (const status of [JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELED])
    expect(await estimates.of({ id: 'j0', status, updatedAt: long })).toEqual(nothing);
  expect(gathered()).toBe(0);
  expect(await estimates.of({ id: 'other', status: JobStatus.QUEUED, updatedAt: long })).toEqual(nothing);
});

it('a running job has an end and no place, and one that was just taken is the next', async () => {
  const { estimates } = service();
  const ends = expect.any(Date);
  expect(await estimates.of({ id: 'runs', status: JobStatus.PROCESSING, updatedAt: long })).toEqual({
    queuePosition: null,
    estimatedStartAt: null,
    estimatedCompletionAt: ends,
  });
  const taken = await estimates.of({ id: 'runs', status: JobStatus.QUEUED, updatedAt: long });
  expect(taken).toEqual({ queuePosition: 1, estimatedStartAt: ends, estimatedCompletionAt: ends });
});

it('jobs have no estimates during an outage, and have them again afterwards', async () => {
  let away = true;
  const { estimates } = service(() => {
    if (away) throw new Error('Redis is away');
    return {};
  });
  const job = { id: 'j0', status: JobStatus.QUEUED, updatedAt: long };
  expect((await estimates.of(job)).queuePosition).toBeNull();
  away = false;
  expect((await estimates.of(job)).queuePosition).toBe(1);
});
