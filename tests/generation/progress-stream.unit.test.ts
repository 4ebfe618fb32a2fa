import { expect, it } from 'vitest';
import type { JobEvent } from '../../src/modules/events/event-log.js';
import { JobStatus } from '../../src/modules/jobs/model/job.model.js';
import type { JobSnapshot } from '../../src/modules/jobs/model/job-snapshot.js';
import { ProgressStream } from '../../src/modules/progress/progress-stream.js';

// The job ends between the subscription and its first read, which finds the status but no text any more.
it('a terminal status is sent once, with the whole text', async () => {
  const job = { run: 1, attempts: 1, status: JobStatus.COMPLETED, generatedContent: 'A text' } as JobSnapshot;
  let end = (_: IteratorResult<JobEvent>) => {};
  const stream = new ProgressStream('j1', {
    read: async () => ({ job, soFar: null }),
    ended: {
      next: () =>
        new Promise<IteratorResult<JobEvent>>((resolve) => {
          end = resolve;
        }),
    },
  });
  const first = stream.next();
  await stream.resync();
  end({ value: { job } as JobEvent, done: false });
  expect(await first).toEqual({
    done: false,
    value: { jobId: 'j1', status: 'COMPLETED', run: 1, attempt: 1, offset: 0, text: 'A text' },
  });
  expect(await stream.next()).toEqual({ done: true, value: undefined });
});

it('progress that is missed during the read of the job is read again', async () => {
  const job = { run: 1, attempts: 1, status: JobStatus.PROCESSING } as JobSnapshot;
  const reads: ((text: string) => void)[] = [];
  const stream = new ProgressStream('j1', {
    read: () =>
      new Promise((resolve) => {
        reads.push((text) => resolve({ job, soFar: { draft: 1, text } }));
      }),
    ended: { next: () => new Promise<IteratorResult<JobEvent>>(() => {}) },
  });
  const read = stream.resync();
  // The start was published before the channel was open, and after the read above.
  const message = { status: JobStatus.PROCESSING, run: 1, attempt: 1, draft: 1 } as const;
  stream.push({ ...message, offset: 7, text: 'and cups' });
  expect((await stream.next()).value).toMatchObject({ text: '' });
  reads[0]?.('');
  const next = stream.next();
  await expect.poll(() => reads).toHaveLength(2);
  reads[1]?.('Teapots and cups');
  await read;
  expect((await next).value).toMatchObject({ offset: 0, text: 'Teapots and cups' });
  expect(reads).toHaveLength(2);
  await stream.return();
});
