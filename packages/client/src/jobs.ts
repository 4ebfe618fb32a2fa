import type { SmartContent } from './client.js';
import type { Job, JobHandle } from './job.js';
import { keyed } from './keyed.js';
import {
  ContinueJobDocument,
  RefineJobDocument,
  RescheduleJobDocument,
  type ScheduleTimeInput,
  type VariableValueInput,
} from './more/gql/graphql.js';

/** The part of a client that this module uses: `createSmartContent` returns it. */
export type JobsClient = Pick<SmartContent, 'request' | 'job'>;

/** A created job, with its text as of `createSmartContent().generate`. */
export type AcceptedJob = JobHandle & { /** The job as it was accepted. */ readonly job: Job };

export interface RefineOptions {
  /** What to change, such as "shorter", in any language; 1 to 2000 characters. */
  instruction: string;
  /** Start and end of the passage to rewrite, in UTF-16 code units. Without them, the whole text. */
  start?: number | undefined;
  end?: number | undefined;
  /** The text to change instead of the job's own; 1 to 100,000 characters. */
  text?: string | undefined;
  idempotencyKey?: string | undefined;
}

/**
 * Creates a job that changes the text of another job, as an instruction says. The other job stays as it is. Sends the
 * request again after a network failure: its idempotency key prevents a second job.
 * @throws ApiError CONFLICT if the job has no text, and what `generate` throws
 */
export async function refineJob(
  client: JobsClient,
  id: string,
  options: RefineOptions,
): Promise<AcceptedJob> {
  const { refineJob: job } = await keyed(options, (safe) =>
    client.request(RefineJobDocument, { id, ...safe }),
  );
  return Object.assign(client.job(job.id), { job });
}

/**
 * Creates a job for the rest of a text that was cut off. The text of the new job is the old one with the rest.
 * @throws ApiError CONFLICT if the job did not end with `finishReason` LENGTH, and what `generate` throws
 */
export async function continueJob(
  client: JobsClient,
  id: string,
  options: { idempotencyKey?: string | undefined } = {},
): Promise<AcceptedJob> {
  const { continueJob: job } = await keyed(options, (safe) =>
    client.request(ContinueJobDocument, { id, ...safe }),
  );
  return Object.assign(client.job(job.id), { job });
}

/**
 * Moves the start of a job that has not started.
 * @throws ApiError CONFLICT if it has started or ended
 */
export async function rescheduleJob(
  client: Pick<SmartContent, 'request'>,
  id: string,
  scheduledFor: ScheduleTimeInput,
): Promise<Job> {
  return (await client.request(RescheduleJobDocument, { id, scheduledFor })).rescheduleJob;
}

/** The values of a template's variables in the form of the API: `{ topic: 'Tea', sections: 3 }`. */
export const variableValues = (values: Readonly<Record<string, string | number>>): VariableValueInput[] =>
  Object.entries(values).map(([name, value]) => ({ name, value: String(value) }));
