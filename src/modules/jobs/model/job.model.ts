import { index, modelOptions, prop, type ReturnModelType, Severity } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import {
  BOOLEAN,
  DATE,
  listOf,
  NUMBER,
  objectOf,
  oneOf,
  orNull,
  type RowRules,
  STRING,
} from '../../../infra/row-rules.js';
import { ContentType } from '../../../writing/content-type.js';
import type { Check } from '../../../writing/form.js';
import { JobErrorCode, type JobFailure } from './job-error.js';

/** Where a job stands. COMPLETED, FAILED and CANCELED are terminal: they never change again within a run. */
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

/** What came of asking the model for a text in its form, after the first one was not. */
export enum RepairOutcome {
  REPLACED = 'REPLACED',
  DROPPED = 'DROPPED',
  FAILED = 'FAILED',
}

/** One start of the model for a job. */
export interface AttemptRecord {
  /** Of the run that it belongs to. */
  run: number;
  /** Counts from 1 within its run. */
  number: number;
  startedAt: Date;
  /** Missing while it goes on. */
  endedAt?: Date;
  model?: string;
  error?: JobFailure;
  /** Missing where no repair was asked for. */
  repair?: RepairOutcome;
}

/** Statuses from which a job still comes to its end. */
export const UNFINISHED = [JobStatus.QUEUED, JobStatus.RETRYING, JobStatus.PROCESSING];

/**
 * One generation. This document is the truth; BullMQ's job only says that there is work to do.
 * Every change of `status` is a compare-and-set on `status` and `runToken`.
 */
@index({ userId: 1, createdAt: -1, _id: -1 })
@index({ userId: 1, status: 1, createdAt: -1, _id: -1 })
// The sweeper's: of the unfinished only, which are few however many jobs there are.
@index(
  { scheduledFor: 1 },
  { partialFilterExpression: { status: { $in: ['QUEUED', 'RETRYING', 'PROCESSING'] } } },
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
  /** UUID v7 (RFC 9562): named before it is stored, and in the order of time. */
  @prop({ type: String, required: true })
  _id!: string;

  @prop({ type: Types.ObjectId, required: true })
  userId!: Types.ObjectId;

  @prop({ type: String, required: true })
  prompt!: string;

  @prop({ type: String, required: true, enum: ContentType })
  type!: ContentType;

  @prop({ type: String, required: true, enum: JobStatus })
  status!: JobStatus;

  /** As it was asked for; compared when the same idempotency key comes again. */
  @prop({ type: Number })
  delaySeconds?: number;

  @prop({ type: String })
  idempotencyKey?: string;

  @prop({ type: Date, required: true })
  scheduledFor!: Date;

  /** Counts from 1; asking for a FAILED or CANCELED job again begins the next run. */
  @prop({ type: Number, required: true })
  run!: number;

  /** Names BullMQ's job; counts up whenever Redis has to be told again. */
  @prop({ type: Number, required: true })
  enqueueNumber!: number;

  /** Held by whoever runs the present attempt; a write without the current one is refused. */
  @prop({ type: String })
  runToken?: string;

  /** Attempts begun in this run. */
  @prop({ type: Number, required: true })
  attempts!: number;

  /** Attempts of this run that a worker gave back because it had to stop: they don't count against the job. */
  @prop({ type: Number, default: 0 })
  handedBack!: number;

  /** Every attempt of every run, oldest first; of very many the newest only. */
  @prop({ type: () => [Object], default: [], _id: false })
  attemptHistory!: AttemptRecord[];

  /** When the worker that runs it last said so, by MongoDB's clock. */
  @prop({ type: Date })
  heartbeatAt?: Date;

  @prop({ type: Date })
  startedAt?: Date;

  @prop({ type: Date })
  completedAt?: Date;

  @prop({ type: String })
  generatedContent?: string;

  /** Of the finished text by its form. */
  @prop({ type: () => [Object], _id: false })
  checks?: Check[];

  @prop({ type: String, enum: FinishReason })
  finishReason?: FinishReason;

  @prop({ type: () => Object, _id: false })
  error?: JobFailure;

  /** The model that wrote the text, as the provider names it. */
  @prop({ type: String })
  model?: string;

  /** Of the request that asked for it: it goes through the worker's log lines too. */
  @prop({ type: String, required: true })
  requestId!: string;

  createdAt!: Date;
  updatedAt!: Date;
}

const FAILURE = objectOf({ code: oneOf(JobErrorCode), message: STRING, retriable: BOOLEAN });

const ATTEMPTS = listOf(
  objectOf(
    { run: NUMBER, number: NUMBER, startedAt: DATE },
    { endedAt: DATE, model: STRING, error: FAILURE, repair: oneOf(RepairOutcome) },
  ),
);

const CHECKS = listOf(objectOf({ name: STRING, passed: BOOLEAN, detail: STRING }));

/** What MongoDB holds its rows to besides the types above. */
export const JOB_RULES: RowRules = {
  required: ['createdAt', 'updatedAt'],
  properties: { error: orNull(FAILURE), attemptHistory: ATTEMPTS, checks: orNull(CHECKS) },
};

/** What it holds a JobSnapshot to. */
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
    startedAt: DATE,
    completedAt: DATE,
  },
);

export type JobModel = ReturnModelType<typeof JobRecord>;
