import { index, modelOptions, prop, type ReturnModelType, Severity } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import type { RowRules } from '../../infra/row-rules.js';
import { SNAPSHOT_SCHEMA } from '../jobs/model/job.model.js';
import type { JobSnapshot } from '../jobs/model/job-snapshot.js';

/**
 * That a job came to its end: written in the transaction that ends it, so that status and event can't disagree.
 * `seq` counts a user's events from 1 without gaps, and is their cursor.
 */
@index({ userId: 1, seq: 1 }, { unique: true })
// 'Exactly once' is counted for each job and run.
@index({ 'job.id': 1, run: 1 }, { unique: true })
// The sweeper's: what Redis has not been told yet, which is next to nothing.
@index({ unpublished: 1 }, { partialFilterExpression: { unpublished: { $exists: true } } })
@modelOptions({
  options: { allowMixed: Severity.ALLOW },
  schemaOptions: { collection: 'events', versionKey: false, minimize: false },
})
export class EventRecord {
  _id!: Types.ObjectId;

  @prop({ type: Types.ObjectId, required: true })
  userId!: Types.ObjectId;

  @prop({ type: Number, required: true })
  seq!: number;

  @prop({ type: Number, required: true })
  run!: number;

  @prop({ type: Date, required: true })
  occurredAt!: Date;

  /** When it came to wait for its publication; gone once Redis took it. */
  @prop({ type: Date })
  unpublished?: Date;

  /** The job at its end; whoever reads the event, now or in years, gets this and not the job's present state. */
  @prop({ type: () => Object, required: true })
  job!: JobSnapshot;
}

/** The latest `seq` of each user, and the one up to which they have read; a document of its own, so that events don't contend with the user's. */
@modelOptions({ schemaOptions: { collection: 'eventcounters', versionKey: false } })
export class EventCounterRecord {
  /** The user's id. */
  @prop({ type: Types.ObjectId, required: true })
  _id!: Types.ObjectId;

  @prop({ type: Number, required: true })
  seq!: number;

  /** The user has read every event up to this `seq`; not there before the first mark. Kept here, next to what it must not pass. */
  @prop({ type: Number })
  readSeq?: number;
}

/** What MongoDB holds its rows to besides the types above: the job is answered with as it is stored. */
export const EVENT_RULES: RowRules = { required: [], properties: { job: SNAPSHOT_SCHEMA } };

export type EventModel = ReturnModelType<typeof EventRecord>;

export type EventCounterModel = ReturnModelType<typeof EventCounterRecord>;
