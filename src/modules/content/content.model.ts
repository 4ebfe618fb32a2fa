import { index, modelOptions, prop, type ReturnModelType } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import type { RowRules } from '../../infra/row-rules.js';
import { ContentType } from '../../writing/content-type.js';

@index({ userId: 1, createdAt: -1, _id: -1 })
@index({ userId: 1, updatedAt: -1, _id: -1 })
@index({ userId: 1, title: 1, _id: 1 }, { collation: { locale: 'en', strength: 2 } })
// Finds the pieces that earlier versions wrote.
@index({ foldRules: 1, userId: 1 })
// At most one saved piece of a job, however many ask at the same time.
@index({ jobId: 1 }, { unique: true, partialFilterExpression: { jobId: { $type: 'string' } } })
@modelOptions({ schemaOptions: { collection: 'contents', timestamps: true, versionKey: false } })
export class ContentRecord {
  _id!: Types.ObjectId;

  @prop({ type: Types.ObjectId, required: true })
  userId!: Types.ObjectId;

  @prop({ type: String, required: true })
  title!: string;

  @prop({ type: String, required: true, enum: ContentType })
  type!: ContentType;

  @prop({ type: String })
  body!: string;

  /** How often it was changed; missing before the first time. */
  @prop({ type: Number })
  changes?: number;

  /** The job that it was saved from. */
  @prop({ type: String })
  jobId?: string;

  /** What the search reads: the title and the body without case and accents. Nothing else reads it. */
  @prop({ type: String, select: false })
  foldedTitle?: string;

  @prop({ type: String, select: false })
  foldedBody?: string;

  /** The FOLD_RULES that both were made by; missing where an earlier version wrote the piece. */
  @prop({ type: Number, select: false })
  foldRules?: number;

  createdAt!: Date;
  updatedAt!: Date;
}

/** What MongoDB holds its rows to besides the types above; a body may be empty, but not missing. */
export const CONTENT_RULES: RowRules = { required: ['body', 'createdAt', 'updatedAt'], properties: {} };

export type ContentModel = ReturnModelType<typeof ContentRecord>;
