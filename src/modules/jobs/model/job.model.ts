import { index, modelOptions, prop, type ReturnModelType, Severity } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import { orNull, type RowRules } from '../../../infra/row-rules.js';
import { ContentType } from '../../../writing/content-type.js';
import type { Check } from '../../../writing/form.js';
import type { GenerationOptions } from '../../../writing/options/options.js';
import { ATTEMPTS, type AttemptRecord } from './job-attempt.js';
import { JOB_BASIS, type JobBasis } from './job-basis.js';
import { JOB_BATCH, type JobBatch } from './job-batch.js';
import type { JobFailure } from './job-error.js';
import { JOB_SCHEDULE, type JobSchedule } from './job-schedule.js';
import { OPTIONS } from './options-schema.js';
import { CHECKS, FAILURE } from './part-schemas.js';
import { USED_TEMPLATE, type UsedTemplate } from './used-template.js';

/** The status of a job. COMPLETED, FAILED and CANCELED are terminal: they never change within a run. */
export enum JobStatus {
  QUEUED = 'QUEUED',
  PROCESSING = 'PROCESSING',
  RETRYING = 'RETRYING',
  COMPLETED = 'COMPLETED',
  FAILED = 'FAILED',
  CANCELED = 'CANCELED',
}

/** Why the model stopped writing. */
export enum FinishReason {
  STOP = 'STOP',
  LENGTH = 'LENGTH',
}

/** The statuses that are not terminal. */
export const UNFINISHED = [JobStatus.QUEUED, JobStatus.RETRYING, JobStatus.PROCESSING];

/** The terminal ones. */
export const ENDED = [JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELED];

/** The statuses from which a job can be run again. */
export const RETRIABLE = [JobStatus.FAILED, JobStatus.CANCELED];

/** Keys of indexes that lists of administrators name. */
export const BY_OWNER = { userId: 1, status: 1, createdAt: -1, _id: -1 } as const;
export const BY_STATUS = { status: 1, type: 1, createdAt: -1, _id: -1 } as const;
export const BY_OWNERS_FAILURE = {
  userId: 1,
  'error.code': 1,
  status: 1,
  type: 1,
  createdAt: -1,
  _id: -1,
} as const;
export const BY_FAILURE = { 'error.code': 1, status: 1, type: 1, createdAt: -1, _id: -1 } as const;

/**
 * A job. This document is the truth; an entry in BullMQ only triggers the work. Every change of `status` is a
 * compare-and-set on `status` and `runToken`.
 */
// For administrators: the jobs of all users by status, type and failure, and by the words of their prompts.
@index(BY_STATUS)
@index(BY_FAILURE, { partialFilterExpression: { 'error.code': { $exists: true } } })
@index(BY_OWNERS_FAILURE, { partialFilterExpression: { 'error.code': { $exists: true } } })
@index({ prompt: 'text' }, { default_language: 'none' })
// For the numbers of the queue.
@index({ startedAt: 1, scheduledFor: 1 }, { partialFilterExpression: { startedAt: { $exists: true } } })
@index({ status: 1, completedAt: 1 }, { partialFilterExpression: { status: 'FAILED' } })
@index({ userId: 1, createdAt: -1, _id: -1 })
@index(BY_OWNER)
// For the sweeper: only the unfinished jobs, which are few.
@index(
  { scheduledFor: 1 },
  { partialFilterExpression: { status: { $in: ['QUEUED', 'RETRYING', 'PROCESSING'] } } },
)
// For the jobs of a batch, in their order.
@index(
  { 'batch.id': 1, createdAt: 1, _id: 1 },
  { partialFilterExpression: { 'batch.id': { $exists: true } } },
)
// For the jobs that were made from a job, newest first.
@index(
  { 'basis.jobId': 1, createdAt: -1, _id: -1 },
  { partialFilterExpression: { 'basis.jobId': { $exists: true } } },
)
// One job for each due time of a schedule.
@index(
  { 'schedule.id': 1, 'schedule.dueAt': 1 },
  { unique: true, partialFilterExpression: { 'schedule.id': { $exists: true } } },
)
// For the jobs of a schedule, newest first.
@index(
  { 'schedule.id': 1, createdAt: -1, _id: -1 },
  { partialFilterExpression: { 'schedule.id': { $exists: true } } },
)
// For the removal of old jobs.
@index(
  { completedAt: 1 },
  { partialFilterExpression: { status: { $in: ['COMPLETED', 'FAILED', 'CANCELED'] } } },
)
@index(
  { userId: 1, idempotencyKey: 1 },
  { unique: true, partialFilterExpression: { idempotencyKey: { $type: 'string' } } },
)
@modelOptions({
  options: { allowMixed: Severity.ALLOW },
  schemaOptions: { collection: 'jobs', timestamps: true, versionKey: false },
})
export class JobRecord {
  /** UUID v7 (RFC 9562): known before the insert, and ordered by time. */
  @prop({ type: String, required: true })
  _id!: string;

  @prop({ type: Types.ObjectId, required: true })
  userId!: Types.ObjectId;

  @prop({ type: String, required: true })
  prompt!: string;

  @prop({ type: String, required: true, enum: ContentType })
  type!: ContentType;

  /** As requested, also for the next run; missing for a job without options. */
  @prop({ type: () => Object, _id: false })
  options?: GenerationOptions;

  /** Missing for a job of its own. */
  @prop({ type: () => Object, _id: false })
  batch?: JobBatch;

  /** Missing for a job that no schedule created. */
  @prop({ type: () => Object, _id: false })
  schedule?: JobSchedule;

  /** What the prompt was rendered from; missing for a prompt that was sent as it is. */
  @prop({ type: () => Object, _id: false })
  template?: UsedTemplate;

  /** The text that it changes or continues; missing for a job that begins with a prompt. */
  @prop({ type: () => Object, _id: false })
  basis?: JobBasis;

  @prop({ type: String, required: true, enum: JobStatus })
  status!: JobStatus;

  /** As requested; compared when an idempotency key is repeated. */
  @prop({ type: Number })
  delaySeconds?: number;

  /** The start as requested; compared when an idempotency key is repeated. */
  @prop({ type: Date })
  requestedFor?: Date;

  @prop({ type: String })
  idempotencyKey?: string;

  @prop({ type: Date, required: true })
  scheduledFor!: Date;

  /** The number of the run, from 1. A retry starts the next run. */
  @prop({ type: Number, required: true })
  run!: number;

  /** The number of the entry in BullMQ, which each enqueueing increments. */
  @prop({ type: Number, required: true })
  enqueueNumber!: number;

  /** The run token of the current attempt. A worker's write without it is refused. */
  @prop({ type: String })
  runToken?: string;

  /** Attempts started in this run. */
  @prop({ type: Number, required: true })
  attempts!: number;

  /** Attempts of this run that a stopping worker handed back. They do not count. */
  @prop({ type: Number, default: 0 })
  handedBack!: number;

  /** The attempts of all runs, oldest first; the newest 50 at most. */
  @prop({ type: () => [Object], default: [], _id: false })
  attemptHistory!: AttemptRecord[];

  /** The last heartbeat of the attempt in progress, by MongoDB's clock. */
  @prop({ type: Date })
  heartbeatAt?: Date;

  @prop({ type: Date })
  startedAt?: Date;

  @prop({ type: Date })
  completedAt?: Date;

  @prop({ type: String })
  generatedContent?: string;

  /** The checks of the finished text. */
  @prop({ type: () => [Object], _id: false })
  checks?: Check[];

  @prop({ type: String, enum: FinishReason })
  finishReason?: FinishReason;

  @prop({ type: () => Object, _id: false })
  error?: JobFailure;

  /** The model that wrote the text, by the provider's name for it. */
  @prop({ type: String })
  model?: string;

  /** The id of the request that created the run; the worker logs it too. */
  @prop({ type: String, required: true })
  requestId!: string;

  createdAt!: Date;
  updatedAt!: Date;
}

/** Rules for rows besides the types above. */
export const JOB_RULES: RowRules = {
  required: ['createdAt', 'updatedAt'],
  properties: {
    error: orNull(FAILURE),
    attemptHistory: ATTEMPTS,
    checks: orNull(CHECKS),
    options: orNull(OPTIONS),
    template: orNull(USED_TEMPLATE),
    batch: orNull(JOB_BATCH),
    basis: orNull(JOB_BASIS),
    schedule: orNull(JOB_SCHEDULE),
  },
};

export type JobModel = ReturnModelType<typeof JobRecord>;
