import { index, modelOptions, prop, type ReturnModelType, Severity } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import {
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
import type { OwnOptions } from '../../../writing/options/options.js';

/** Whether a schedule creates jobs. */
export enum ScheduleStatus {
  ACTIVE = 'ACTIVE',
  PAUSED = 'PAUSED',
  ENDED = 'ENDED',
}

/** Why a schedule is paused. */
export enum PauseReason {
  OWNER = 'OWNER',
  FAILING = 'FAILING',
}

/** Why a run of a schedule failed. */
export enum ScheduleFailureCode {
  BUDGET_EXCEEDED = 'BUDGET_EXCEEDED',
  RATE_LIMITED = 'RATE_LIMITED',
  INVALID_REQUEST = 'INVALID_REQUEST',
  ACCOUNT_CLOSED = 'ACCOUNT_CLOSED',
  JOB_FAILED = 'JOB_FAILED',
}

export interface ScheduleFailureRecord {
  at: Date;
  code: ScheduleFailureCode;
  message: string;
  /** The job that failed; missing if no job was created. */
  jobId?: string;
}

/** The request of each run, as made: a template and a brand voice are read at each run. */
export interface ScheduledRequest {
  prompt?: string;
  type?: ContentType;
  templateId?: string;
  templateVersion?: number;
  variables?: { name: string; value: string }[];
  /** Null for an option of the template that is turned off. */
  options?: OwnOptions;
}

/**
 * A schedule. This document is the truth; Redis only wakes a worker at `nextRunAt`. A run is a compare-and-set on
 * `nextRunAt`, in the transaction that inserts its job.
 */
// Two requests at once can't both take the last place.
@index({ userId: 1, slot: 1 }, { unique: true })
// For the workers: what is due.
@index({ nextRunAt: 1 }, { partialFilterExpression: { nextRunAt: { $exists: true } } })
@index({ pausedAt: 1 }, { partialFilterExpression: { pausedAt: { $exists: true } } })
@modelOptions({
  options: { allowMixed: Severity.ALLOW },
  schemaOptions: { collection: 'schedules', timestamps: true, versionKey: false },
})
export class ScheduleRecord {
  _id!: Types.ObjectId;

  @prop({ type: Types.ObjectId, required: true })
  userId!: Types.ObjectId;

  /** Its place among the user's schedules, from 0. There are as many places as a user may have schedules. */
  @prop({ type: Number, required: true })
  slot!: number;

  @prop({ type: String, required: true })
  name!: string;

  /** Either this, or `rrule` with `startsAt`. */
  @prop({ type: String })
  cron?: string;

  /** A recurrence rule of RFC 5545. */
  @prop({ type: String })
  rrule?: string;

  /** The wall time of the first due time of `rrule`. */
  @prop({ type: String })
  startsAt?: string;

  @prop({ type: String, required: true })
  timeZone!: string;

  @prop({ type: () => Object, required: true, _id: false })
  request!: ScheduledRequest;

  @prop({ type: String, required: true, enum: ScheduleStatus })
  status!: ScheduleStatus;

  @prop({ type: String, enum: PauseReason })
  pauseReason?: PauseReason;

  @prop({ type: Date })
  pausedAt?: Date;

  /** The next due time; missing unless the schedule is active. */
  @prop({ type: Date })
  nextRunAt?: Date;

  /** The last due time that was run, or whose run failed. */
  @prop({ type: Date })
  lastRunAt?: Date;

  /** Runs that failed since the last text was completed. */
  @prop({ type: Number, required: true })
  failuresInARow!: number;

  @prop({ type: () => Object, _id: false })
  lastFailure?: ScheduleFailureRecord;

  createdAt!: Date;
  updatedAt!: Date;
}

const REQUEST = objectOf(
  {},
  {
    prompt: STRING,
    type: oneOf(ContentType),
    templateId: STRING,
    templateVersion: NUMBER,
    variables: listOf(objectOf({ name: STRING, value: STRING })),
    options: objectOf({}),
  },
);

const FAILURE = objectOf({ at: DATE, code: oneOf(ScheduleFailureCode), message: STRING }, { jobId: STRING });

/** Rules for rows besides the types above. */
export const SCHEDULE_RULES: RowRules = {
  required: ['request', 'createdAt', 'updatedAt'],
  properties: { request: REQUEST, lastFailure: orNull(FAILURE) },
};

export type ScheduleModel = ReturnModelType<typeof ScheduleRecord>;
