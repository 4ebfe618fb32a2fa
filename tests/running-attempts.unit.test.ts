import { expect, it } from 'vitest';
import type { Logger } from '../src/infra/logger.js';
import type { JobModel } from '../src/modules/jobs/model/job.model.js';
import { type Attempt, WorkerStopping } from '../src/worker/attempt.js';
import { createRunningAttempts } from '../src/worker/running-attempts.js';

it('an attempt that begins after the others were handed back is handed back as well', () => {
  const running = createRunningAttempts({} as JobModel, {} as Logger);
  const attempt = (runToken: string) => ({ _id: 'j1', run: 1, runToken }) as Attempt;
  const early = running.watch(attempt('early'));
  expect(early.signal.aborted).toBe(false);
  running.handBack();
  const late = running.watch(attempt('late'));
  expect([early, late].map(({ signal }) => signal.reason)).toEqual([
    expect.any(WorkerStopping),
    expect.any(WorkerStopping),
  ]);
  running.close();
});
