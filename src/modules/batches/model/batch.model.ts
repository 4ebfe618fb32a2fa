import { index, modelOptions, prop, type ReturnModelType } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import { DATE, NUMBER, objectOf, STRING } from '../../../infra/row-rules.js';

/**
 * A batch of jobs. It counts the ends of its jobs in the transactions that end them, so that one of these transactions,
 * and only one, ends the batch. What is unfinished is counted from the jobs.
 */
@index({ userId: 1, createdAt: -1, _id: -1 })
@index(
  { userId: 1, idempotencyKey: 1 },
  { unique: true, partialFilterExpression: { idempotencyKey: { $type: 'string' } } },
)
// For the removal of old batches.
@index({ completedAt: 1 }, { partialFilterExpression: { completedAt: { $exists: true } } })
@modelOptions({ schemaOptions: { collection: 'batches', versionKey: false } })
export class BatchRecord {
  /** UUID v7, as jobs have. */
  @prop({ type: String, required: true })
  _id!: string;

  @prop({ type: Types.ObjectId, required: true })
  userId!: Types.ObjectId;

  /** The number of its jobs, those included that were removed since. */
  @prop({ type: Number, required: true })
  total!: number;

  @prop({ type: Number, required: true })
  completed!: number;

  @prop({ type: Number, required: true })
  failed!: number;

  @prop({ type: Number, required: true })
  canceled!: number;

  /** Counts the changes of the three numbers above: a later state has more. */
  @prop({ type: Number, required: true })
  changes!: number;

  /** `seq` of the latest event of one of its jobs; missing before the first. */
  @prop({ type: Number })
  lastSeq?: number;

  @prop({ type: String })
  idempotencyKey?: string;

  /** A hash of the request; compared when an idempotency key is repeated. */
  @prop({ type: String, required: true })
  fingerprint!: string;

  @prop({ type: Date, required: true })
  createdAt!: Date;

  /** When the first of the jobs that have ended started. */
  @prop({ type: Date })
  startedAt?: Date;

  /** When the last job ended; missing while some are unfinished. */
  @prop({ type: Date })
  completedAt?: Date;

  /** When the owner canceled it; missing again after a retry. */
  @prop({ type: Date })
  canceledAt?: Date;
}

export type BatchModel = ReturnModelType<typeof BatchRecord>;

/** A batch right after the end of one of its jobs, as the event of that end contains it. */
export type BatchState = Pick<BatchRecord, 'total' | 'completed' | 'failed' | 'canceled' | 'changes'> & {
  id: string;
  /** Set by the end of the last job alone: that event is the end of the batch. */
  completedAt: Date | string | null;
};

/** Rules for a stored BatchState. */
export const BATCH_STATE = objectOf(
  { id: STRING, total: NUMBER, completed: NUMBER, failed: NUMBER, canceled: NUMBER, changes: NUMBER },
  { completedAt: DATE },
);

export const stateOf = ({
  _id,
  total,
  completed,
  failed,
  canceled,
  changes,
  completedAt,
}: BatchRecord): BatchState => ({
  id: _id,
  total,
  completed,
  failed,
  canceled,
  changes,
  completedAt: completedAt ?? null,
});

/** The part of the jobs that have ended, 0 to 1. */
export const progressOf = ({
  total,
  completed,
  failed,
  canceled,
}: Pick<BatchState, 'total' | 'completed' | 'failed' | 'canceled'>) =>
  (completed + failed + canceled) / total;
