import type { JobHandle, Job as JobRecord } from '@smart-content/client';
import { continueJob, refineJob, rescheduleJob } from '@smart-content/client/jobs';
import type { Context } from '../context.js';
import { EXIT } from '../failure.js';
import { startTime } from '../request.js';
import { accepted } from './jobs.js';

interface NextOptions {
  watch?: boolean;
  key?: string;
}

export async function refine(
  context: Context,
  id: string,
  instruction: string,
  { start, end, watch, key }: NextOptions & { start?: number; end?: number },
): Promise<number> {
  return next(context, watch, 'refineJob', async () =>
    refineJob(await context.signedIn(), id, { instruction, start, end, idempotencyKey: key }),
  );
}

export async function continues(context: Context, id: string, { watch, key }: NextOptions): Promise<number> {
  return next(context, watch, 'continueJob', async () =>
    continueJob(await context.signedIn(), id, { idempotencyKey: key }),
  );
}

async function next(
  context: Context,
  watched: boolean | undefined,
  field: string,
  ask: () => Promise<JobHandle & { job: JobRecord }>,
): Promise<number> {
  const interrupted = context.interrupts.hold();
  const handle = await ask();
  return accepted(context, await context.signedIn(), handle.job, { field, watched, interrupted });
}

export async function reschedule(
  context: Context,
  id: string,
  time: string,
  { timeZone }: { timeZone?: string },
): Promise<number> {
  const scheduledFor = startTime(time, timeZone);
  const job = await rescheduleJob(await context.signedIn(), id, scheduledFor);
  if (context.out.json) context.out.data({ rescheduleJob: job });
  else context.out.note(`${id} starts at ${job.scheduledFor}.`);
  return EXIT.done;
}
