import type { JobEvent } from '../../src/modules/events/event-log.js';
import type { GenerateContentInput } from '../../src/modules/jobs/job.types.js';
import { JobStatus } from '../../src/modules/jobs/model/job.model.js';
import { JobErrorCode, type JobFailure } from '../../src/modules/jobs/model/job-error.js';
import type { JobSnapshot } from '../../src/modules/jobs/model/job-snapshot.js';
import { FAILURE_WORDS } from '../../src/provider/provider-error.js';
import type { Attempt } from '../../src/worker/attempt.js';
import { ContentType } from '../../src/writing/content-type.js';
import { FORMS } from '../../src/writing/forms.js';
import type { SeedServices } from './services.js';
import { PIECES, type Piece } from './texts.js';

/** A job to be there, and where it is to stand. */
export interface SeedJob {
  input: GenerateContentInput;
  status: JobStatus;
  /** What failed in its attempts, one after another. */
  failures?: JobFailure[];
  /** What it wrote, which is in the library as well. */
  piece?: Piece;
}

/** What the jobs name as their model: nobody shall take these texts for a model's. */
export const SEED_MODEL = 'npm run seed';
const REQUEST_ID = 'seed';
const DAY_SECONDS = 86_400;
const failure = (code: JobErrorCode, retriable: boolean): JobFailure => ({
  code,
  message: FAILURE_WORDS[code],
  retriable,
});
const busy = failure(JobErrorCode.RATE_LIMITED, true);
const slow = failure(JobErrorCode.TIMEOUT, true);

const completed: SeedJob[] = PIECES.map((piece, index) => ({
  input: {
    prompt: piece.prompt,
    type: piece.type,
    delaySeconds: 0,
    idempotencyKey: `seed-piece-${index + 1}`,
  },
  status: JobStatus.COMPLETED,
  piece,
}));

const other = (
  key: string,
  status: JobStatus,
  prompt: string,
  more: Partial<SeedJob> = {},
  days = 0,
): SeedJob => ({
  input: {
    prompt,
    type: ContentType.PRODUCT_DESCRIPTION,
    delaySeconds: days * DAY_SECONDS,
    idempotencyKey: `seed-${key}`,
  },
  status,
  ...more,
});

/** 30 pieces in the library, each with the job that wrote it, and jobs in every other status. */
export const SEED_JOBS: SeedJob[] = [
  ...completed,
  other('failed-refused', JobStatus.FAILED, 'A kite for days without wind', {
    failures: [failure(JobErrorCode.PROVIDER_REFUSED, false)],
  }),
  other('failed-slow', JobStatus.FAILED, 'A clock that is never late', { failures: [slow, busy, slow] }),
  other('canceled', JobStatus.CANCELED, 'An umbrella for two who walk at different speeds'),
  other('queued-soon', JobStatus.QUEUED, 'An advent calendar with twenty-four teas', {}, 25),
  other('queued-late', JobStatus.QUEUED, 'A diary that begins in any month', {}, 29),
  other('retrying', JobStatus.RETRYING, 'A lunch box with a place for the spoon', { failures: [busy] }),
  other('processing', JobStatus.PROCESSING, 'A rucksack that stands by itself'),
];

/** What was done about a job; one that somebody has moved on by now is left where it stands. */
export type Seeded = 'made' | 'there' | 'moved on';

const ON_THE_WAY: JobStatus[] = [JobStatus.QUEUED, JobStatus.PROCESSING, JobStatus.RETRYING];

/**
 * Makes one of the jobs, or does what is left of it where an earlier run was broken off. It goes the way of every job:
 * accepted by the service, begun and ended by the worker's compare-and-sets, with its event. A job that stands in the
 * middle is known to the queue, for a later day: a worker leaves it alone until then, takes it up like any other where
 * Redis loses it, and it can be canceled like any other.
 */
export async function seedJob(services: SeedServices, userId: string, wanted: SeedJob): Promise<Seeded> {
  const { generation } = services;
  const begin = new Date();
  // The key makes it the same job each time.
  const job = await generation.generate(userId, REQUEST_ID, wanted.input);
  if (job.status !== wanted.status) {
    if (job.run !== 1 || !ON_THE_WAY.includes(job.status)) return 'moved on';
    if (!(await drive(services, userId, job, wanted))) return 'moved on';
  }
  if (wanted.piece) await generation.saveToLibrary(userId, job.id, wanted.piece.title);
  return job.createdAt < begin ? 'there' : 'made';
}

/** Takes a job to the status that is wanted. False where somebody else has taken it. */
async function drive(
  services: SeedServices,
  userId: string,
  job: JobSnapshot,
  wanted: SeedJob,
): Promise<boolean> {
  const { generation, attempts } = services;
  const { status, failures = [], piece } = wanted;
  if (status === JobStatus.CANCELED) {
    await generation.cancel(userId, job.id);
    return true;
  }
  const begin = async (): Promise<Attempt | null> => {
    const payload = { jobId: job.id, run: 1, enqueueNumber: 1, requestId: REQUEST_ID };
    const begun = await attempts.begin(payload);
    if (begun && 'exhausted' in begun) await tell(services, begun.exhausted);
    return begun && 'exhausted' in begun ? null : begun;
  };
  const left = failures.slice(job.attempts);
  for (const [index, failed] of left.entries()) {
    const attempt = await begin();
    if (!attempt) return false;
    const last = status === JobStatus.FAILED && index === left.length - 1;
    if (last) await tell(services, await attempts.fail(attempt, failed));
    else await attempts.retryLater(attempt, failed);
  }
  if (status === JobStatus.PROCESSING) return (await begin()) !== null;
  if (status !== JobStatus.COMPLETED || !piece) return true;
  const attempt = await begin();
  if (!attempt) return false;
  await tell(
    services,
    await attempts.complete(attempt, {
      text: piece.text,
      finishReason: 'STOP',
      model: SEED_MODEL,
      checks: FORMS[piece.type].check(piece.text),
      repair: null,
    }),
  );
  return true;
}

/** What a worker does at a job's end: subscribers hear of it, and the queue may forget it. */
async function tell({ publisher, queue }: SeedServices, event: JobEvent | null): Promise<void> {
  if (!event) return;
  await publisher.publish(event);
  await queue.remove({ _id: event.job.id, enqueueNumber: 1 });
}
