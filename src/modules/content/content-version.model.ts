import { index, modelOptions, prop, type ReturnModelType } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import type { RowRules } from '../../infra/row-rules.js';
import { ContentType } from '../../writing/content-type.js';

/** What replaced a text. */
export enum ContentChangeReason {
  EDIT = 'EDIT',
  REFINE = 'REFINE',
  RESTORE = 'RESTORE',
}

/** A former text of a piece, written in the transaction that replaces it. It never changes. */
@index({ contentId: 1, version: -1 }, { unique: true })
@index({ contentId: 1, replacedAt: -1, _id: -1 })
@index({ userId: 1 })
// For the retention.
@index({ replacedAt: 1 })
@modelOptions({ schemaOptions: { collection: 'contentversions', versionKey: false } })
export class ContentVersionRecord {
  _id!: Types.ObjectId;

  @prop({ type: Types.ObjectId, required: true })
  userId!: Types.ObjectId;

  @prop({ type: Types.ObjectId, required: true })
  contentId!: Types.ObjectId;

  /** The version of the piece that had this text. */
  @prop({ type: Number, required: true })
  version!: number;

  @prop({ type: String, required: true })
  title!: string;

  @prop({ type: String, required: true, enum: ContentType })
  type!: ContentType;

  @prop({ type: String })
  body!: string;

  /** What replaced it. */
  @prop({ type: String, required: true, enum: ContentChangeReason })
  reason!: ContentChangeReason;

  /** The user who replaced it. */
  @prop({ type: Types.ObjectId, required: true })
  actorId!: Types.ObjectId;

  @prop({ type: Date, required: true })
  replacedAt!: Date;

  /** The text that a job generated: kept as long as the piece, because its edited share is measured by it. */
  @prop({ type: Boolean })
  original?: boolean;
}

/** Rules for rows besides the types above; a body may be empty, but not missing. */
export const CONTENT_VERSION_RULES: RowRules = { required: ['body'], properties: {} };

export type ContentVersionModel = ReturnModelType<typeof ContentVersionRecord>;
