import { index, modelOptions, prop, type ReturnModelType } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import { ContentChangeKind } from '../topics/content-change.js';

/** How long an event is kept, in seconds. */
const KEPT_SECONDS = 30 * 86_400;

/**
 * A change of a piece, written in the transaction that makes it. `seq` counts the changes of one user's library from 1,
 * apart from the events of jobs, and is the cursor. MongoDB removes old events, so it has gaps at its beginning only.
 */
@index({ userId: 1, seq: 1 }, { unique: true })
@index({ occurredAt: 1 }, { expireAfterSeconds: KEPT_SECONDS })
// For the worker: only the few events that are not published yet.
@index({ unpublished: 1 }, { partialFilterExpression: { unpublished: { $exists: true } } })
@modelOptions({ schemaOptions: { collection: 'contentevents', versionKey: false } })
export class ContentEventRecord {
  _id!: Types.ObjectId;

  @prop({ type: Types.ObjectId, required: true })
  userId!: Types.ObjectId;

  @prop({ type: Number, required: true })
  seq!: number;

  @prop({ type: String, required: true, enum: ContentChangeKind })
  kind!: ContentChangeKind;

  @prop({ type: Types.ObjectId, required: true })
  contentId!: Types.ObjectId;

  @prop({ type: Date, required: true })
  occurredAt!: Date;

  /** When the event was written; removed once the event is published. */
  @prop({ type: Date })
  unpublished?: Date;
}

/** The latest `seq` of each user. */
@modelOptions({ schemaOptions: { collection: 'contentcounters', versionKey: false } })
export class ContentCounterRecord {
  /** The user's id. */
  @prop({ type: Types.ObjectId, required: true })
  _id!: Types.ObjectId;

  @prop({ type: Number, required: true })
  seq!: number;
}

export type ContentEventModel = ReturnModelType<typeof ContentEventRecord>;
export type ContentCounterModel = ReturnModelType<typeof ContentCounterRecord>;
