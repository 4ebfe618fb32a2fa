import { index, modelOptions, prop, type ReturnModelType, Severity } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import { orNull, type RowRules } from '../../infra/row-rules.js';
import { BATCH_STATE, type BatchState } from '../batches/model/batch.model.js';
import type { JobSnapshot } from '../jobs/model/job-snapshot.js';
import { SNAPSHOT_SCHEMA } from '../jobs/model/job-snapshot.js';

/**
 * The end of a run, written in the transaction that ends it, so that status and event can't disagree. `seq` counts a
 * user's events from 1, and is the cursor. It has gaps only where old jobs were removed.
 */
@index({ userId: 1, seq: 1 }, { unique: true })
// One event for each run of a job.
@index({ 'job.id': 1, run: 1 }, { unique: true })
// For the sweeper: only the few events that are not published yet.
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

  /** When the event was written; removed once the event is published. */
  @prop({ type: Date })
  unpublished?: Date;

  /** The job as it was when the run ended, however late the event is read. */
  @prop({ type: () => Object, required: true })
  job!: JobSnapshot;

  /** The batch of the job right after this end; missing for a job of its own. */
  @prop({ type: () => Object, _id: false })
  batch?: BatchState;
}

/** The latest `seq` and the read mark of each user. Not in the user's own document, which events would contend for. */
@modelOptions({ schemaOptions: { collection: 'eventcounters', versionKey: false } })
export class EventCounterRecord {
  /** The user's id. */
  @prop({ type: Types.ObjectId, required: true })
  _id!: Types.ObjectId;

  @prop({ type: Number, required: true })
  seq!: number;

  /** The read mark: every event up to this `seq` is read. Missing before the first mark. */
  @prop({ type: Number })
  readSeq?: number;

  /** Events up to this `seq` are removed, or about to be. Missing before the first removal. */
  @prop({ type: Number })
  removedSeq?: number;
}

/** Rules for rows besides the types above: the job is returned as it is stored. */
export const EVENT_RULES: RowRules = {
  required: [],
  properties: { job: SNAPSHOT_SCHEMA, batch: orNull(BATCH_STATE) },
};

export type EventModel = ReturnModelType<typeof EventRecord>;

export type EventCounterModel = ReturnModelType<typeof EventCounterRecord>;
