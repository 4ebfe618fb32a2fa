import { z } from 'zod';
import { DATE, NUMBER, objectOf, oneOf, STRING } from '../../../infra/row-rules.js';
import { ContentType } from '../../../writing/content-type.js';
import type { Check } from '../../../writing/form.js';
import type { GenerationOptions } from '../../../writing/options/options.js';
import { BasisKind } from '../../../writing/refine/basis.js';
import { FinishReason, type JobRecord, JobStatus } from './job.model.js';
import { ATTEMPTS, type AttemptRecord, RepairOutcome } from './job-attempt.js';
import { BASIS_SNAPSHOT, type BasisSnapshot, basisSnapshot } from './job-basis.js';
import { JOB_BATCH, type JobBatch } from './job-batch.js';
import { JobErrorCode, type JobFailure } from './job-error.js';
import { JOB_SCHEDULE, type JobSchedule } from './job-schedule.js';
import { OPTIONS, optionsSchema } from './options-schema.js';
import { CHECKS, FAILURE } from './part-schemas.js';
import type { Usage } from './usage.js';
import { USED_TEMPLATE, type UsedTemplate } from './used-template.js';

/**
 * A Date from MongoDB, or ISO 8601 text from Redis. The DateTime scalar takes both, so an event's dates are not parsed
 * for subscribers that select one or two of them.
 */
export type Timestamp = Date | string;

export interface AttemptSnapshot {
  run: number;
  number: number;
  startedAt: Timestamp;
  endedAt: Timestamp | null;
  model: string | null;
  error: JobFailure | null;
  repair: RepairOutcome | null;
  /** Missing in events of versions before it was kept. */
  usage?: Usage | null;
}

/** A job at one moment, as queries return it and events keep it. */
export interface JobSnapshot {
  id: string;
  userId: string;
  prompt: string;
  type: ContentType;
  /** Missing in events of versions before options. */
  options?: GenerationOptions | null;
  /** Missing in events of versions before batches. */
  batch?: JobBatch | null;
  /** Missing in events of versions before schedules. */
  schedule?: JobSchedule | null;
  /** Missing in events of versions before templates. */
  template?: UsedTemplate | null;
  /** Missing in events of versions before texts were refined. */
  basis?: BasisSnapshot | null;
  status: JobStatus;
  generatedContent: string | null;
  error: JobFailure | null;
  checks: Check[];
  finishReason: FinishReason | null;
  run: number;
  attempts: number;
  attemptHistory: AttemptSnapshot[];
  scheduledFor: Timestamp;
  startedAt: Timestamp | null;
  completedAt: Timestamp | null;
  createdAt: Timestamp;
  updatedAt: Timestamp;
}

/** Rules for a stored JobSnapshot. */
export const SNAPSHOT_SCHEMA = objectOf(
  {
    id: STRING,
    userId: STRING,
    prompt: STRING,
    type: oneOf(ContentType),
    status: oneOf(JobStatus),
    run: NUMBER,
    attempts: NUMBER,
    attemptHistory: ATTEMPTS,
    scheduledFor: DATE,
    createdAt: DATE,
    updatedAt: DATE,
  },
  {
    generatedContent: STRING,
    finishReason: oneOf(FinishReason),
    error: FAILURE,
    checks: CHECKS,
    options: OPTIONS,
    template: USED_TEMPLATE,
    batch: JOB_BATCH,
    basis: BASIS_SNAPSHOT,
    schedule: JOB_SCHEDULE,
    startedAt: DATE,
    completedAt: DATE,
  },
);

export function toSnapshot(record: JobRecord): JobSnapshot {
  return {
    id: record._id,
    userId: record.userId.toHexString(),
    // One row of an earlier version without a prompt must not fail its whole list.
    prompt: record.prompt ?? '',
    type: record.type,
    options: record.options ?? null,
    batch: record.batch ?? null,
    schedule: record.schedule ?? null,
    template: record.template ?? null,
    basis: record.basis ? basisSnapshot(record.basis) : null,
    status: record.status,
    generatedContent: record.generatedContent ?? null,
    error: record.error ?? null,
    checks: record.checks ?? [],
    finishReason: record.finishReason ?? null,
    run: record.run,
    attempts: record.attempts,
    // Rows of versions before attempts were recorded have none.
    attemptHistory: (record.attemptHistory ?? []).map(toAttempt),
    scheduledFor: record.scheduledFor,
    startedAt: record.startedAt ?? null,
    completedAt: record.completedAt ?? null,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
  };
}

function toAttempt(record: AttemptRecord): AttemptSnapshot {
  const { run, number, startedAt, endedAt = null, model = null, error = null, repair = null } = record;
  const { usage = null } = record;
  return { run, number, startedAt, endedAt, model, error, repair, usage };
}

/** Not z.iso.datetime(), which takes 1.4 us more for an event: only this product publishes, and always ISO 8601. */
export const timestampSchema = z.string();
const orNull = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().default(null);

const failureSchema = z.object({ code: z.enum(JobErrorCode), message: z.string(), retriable: z.boolean() });

const usageSchema = z.object({
  promptTokens: orNull(z.number()),
  completionTokens: orNull(z.number()),
  costUsd: orNull(z.number()),
  model: orNull(z.string()),
});

const usedTemplateSchema = z.object({
  id: z.string(),
  name: z.string(),
  version: z.int(),
  variables: z.array(z.object({ name: z.string(), value: z.string() })),
});

const basisSchema = z.object({
  kind: z.enum(BasisKind),
  jobId: z.string(),
  start: z.int(),
  end: z.int(),
  instruction: orNull(z.string()),
});

const attemptSchema = z.object({
  run: z.int(),
  number: z.int(),
  startedAt: timestampSchema,
  endedAt: orNull(timestampSchema),
  model: orNull(z.string()),
  error: orNull(failureSchema),
  repair: orNull(z.enum(RepairOutcome)),
  usage: orNull(usageSchema),
});

/** A snapshot as it crosses Redis. Fields that an earlier version did not have may be missing. */
export const jobSnapshotSchema: z.ZodType<JobSnapshot> = z.object({
  id: z.string(),
  userId: z.string(),
  prompt: z.string(),
  type: z.enum(ContentType),
  options: orNull(optionsSchema),
  batch: orNull(z.object({ id: z.string(), item: z.int(), variation: z.int() })),
  schedule: orNull(z.object({ id: z.string(), dueAt: timestampSchema })),
  template: orNull(usedTemplateSchema),
  basis: orNull(basisSchema),
  status: z.enum(JobStatus),
  generatedContent: orNull(z.string()),
  error: orNull(failureSchema),
  checks: z.array(z.object({ name: z.string(), passed: z.boolean(), detail: z.string() })).default([]),
  finishReason: orNull(z.enum(FinishReason)),
  run: z.int(),
  attempts: z.int(),
  attemptHistory: z.array(attemptSchema).default([]),
  scheduledFor: timestampSchema,
  startedAt: orNull(timestampSchema),
  completedAt: orNull(timestampSchema),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
});
