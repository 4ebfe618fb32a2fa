import type { JobEvent } from '../../src/modules/events/event-log.js';
import type { GenerateContentInput } from '../../src/modules/jobs/job.types.js';
import { JobStatus } from '../../src/modules/jobs/model/job.model.js';
import { JobErrorCode, type JobFailure } from '../../src/modules/jobs/model/job-error.js';
import type { JobSnapshot } from '../../src/modules/jobs/model/job-snapshot.js';
import { FAILURE_WORDS } from '../../src/provider/provider-error.js';
import type { Attempt } from '../../src/worker/attempt.js';
import { ContentType } from '../../src/writing/content-type.js';
import { checksOf } from '../../src/writing/forms.js';
import type { SeedServices } from './services.js';
import { PIECES, type Piece } from './texts.js';

/** A job to create, and its status. */
export interface SeedJob {
  input: GenerateContentInput;
  status: JobStatus;
  /** The failures of its attempts, in order. */
  failures?: JobFailure[];
  /** Its text, which is also saved to the library. */
  piece?: Piece;
}

/** The name in place of a model, so that these texts are not taken for a model's. */
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

const completed: SeedJob[] = PIECES.map((piece) => ({
  input: {
    prompt: piece.prompt,
    type: piece.type,
    delaySeconds: 0,
    idempotencyKey: `seed-piece-${piece.key}`,
    ...(piece.options && { options: { length: piece.options.length ?? null } }),
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

/** 50 pieces, each with its job, and jobs in every other status. */
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

/** The result for a job. A job that has changed since is left alone. */
export type Seeded = 'made' | 'there' | 'moved on';

const ON_THE_WAY: JobStatus[] = [JobStatus.QUEUED, JobStatus.PROCESSING, JobStatus.RETRYING];

/**
 * Creates a job, or completes one that an interrupted seed left. It uses the product's path: the service accepts the
 * job, and the worker's compare-and-sets start and end it, with its event. An unfinished job is in the queue for a later
 * day: workers leave it alone until then, and it can be canceled like any other.
 */
export async function seedJob(services: SeedServices, userId: string, wanted: SeedJob): Promise<Seeded> {
  const { jobs } = services;
  const begin = new Date();
  // The idempotency key returns the same job each time.
  const job = await jobs.generate(userId, REQUEST_ID, wanted.input);
  if (job.status !== wanted.status) {
    if (job.run !== 1 || !ON_THE_WAY.includes(job.status)) return 'moved on';
    if (!(await drive(services, userId, job, wanted))) return 'moved on';
  }
  if (wanted.piece) await jobs.saveToLibrary(userId, job.id, wanted.piece.title);
  return job.createdAt < begin ? 'there' : 'made';
}

/** Brings a job to the wanted status. False if something else has changed it. */
async function drive(
  services: SeedServices,
  userId: string,
  job: JobSnapshot,
  wanted: SeedJob,
): Promise<boolean> {
  const { jobs, attempts } = services;
  const { status, failures = [], piece } = wanted;
  if (status === JobStatus.CANCELED) {
    await jobs.cancel(userId, job.id);
    return true;
  }
  const begin = async (): Promise<Attempt | null> => {
    const payload = { jobId: job.id, run: 1, enqueueNumber: 1, requestId: REQUEST_ID };
    const begun = await attempts.begin(payload);
    if (begun && 'exhausted' in begun) await publish(services, begun.exhausted);
    return begun && 'exhausted' in begun ? null : begun;
  };
  const left = failures.slice(job.attempts);
  for (const [index, failed] of left.entries()) {
    const attempt = await begin();
    if (!attempt) return false;
    const last = status === JobStatus.FAILED && index === left.length - 1;
    if (last) await publish(services, await attempts.fail(attempt, failed));
    else await attempts.retryLater(attempt, failed);
  }
  if (status === JobStatus.PROCESSING) return (await begin()) !== null;
  if (status !== JobStatus.COMPLETED || !piece) return true;
  const attempt = await begin();
  if (!attempt) return false;
  await publish(
    services,
    await attempts.complete(attempt, {
      text: piece.text,
      finishReason: 'STOP',
      model: SEED_MODEL,
      checks: checksOf(piece, piece.text),
      repair: null,
    }),
  );
  return true;
}

/** Publishes the end of a job and removes it from the queue, as a worker does. */
async function publish({ publisher, queue }: SeedServices, event: JobEvent | null): Promise<void> {
  if (!event) return;
  await publisher.publish(event);
  await queue.remove({ _id: event.job.id, enqueueNumber: 1 });
}
