import { index, modelOptions, prop, type ReturnModelType, Severity } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import { listOf, objectOf, type RowRules, STRING } from '../../infra/row-rules.js';
import { ContentType } from '../../writing/content-type.js';

export interface TagRecord {
  /** As it was first written. */
  tag: string;
  /** By which tags are compared: in lower case. */
  key: string;
}

@index({ userId: 1, createdAt: -1, _id: -1 })
@index({ userId: 1, updatedAt: -1, _id: -1 })
@index({ userId: 1, title: 1, _id: 1 }, { collation: { locale: 'en', strength: 2 } })
// For the filters by tag and by star: only the few pieces that have one.
@index(
  { userId: 1, 'tags.key': 1, createdAt: -1, _id: -1 },
  { partialFilterExpression: { 'tags.key': { $exists: true } } },
)
@index({ userId: 1, starred: 1, createdAt: -1, _id: -1 }, { partialFilterExpression: { starred: true } })
// For the pieces that earlier versions wrote.
@index({ foldRules: 1, userId: 1 })
// At most one saved piece of a job, also for concurrent calls.
@index({ jobId: 1 }, { unique: true, partialFilterExpression: { jobId: { $type: 'string' } } })
@modelOptions({
  options: { allowMixed: Severity.ALLOW },
  schemaOptions: { collection: 'contents', timestamps: true, versionKey: false },
})
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

  /** The number of changes; missing before the first. */
  @prop({ type: Number })
  changes?: number;

  /** The job that the piece was saved from. */
  @prop({ type: String })
  jobId?: string;

  /** What the job was, as it was when its text was saved; missing for a piece of an earlier version. */
  @prop({ type: () => Object })
  source?: { prompt: string; model?: string };

  /** Missing without tags. */
  @prop({ type: () => [Object], default: undefined })
  tags?: TagRecord[];

  /** Missing without a star. */
  @prop({ type: Boolean })
  starred?: boolean;

  /** Folded copies for the search: title and body without case and accents. */
  @prop({ type: String, select: false })
  foldedTitle?: string;

  @prop({ type: String, select: false })
  foldedBody?: string;

  /** The FOLD_RULES of both copies; missing for a piece that an earlier version wrote. */
  @prop({ type: Number, select: false })
  foldRules?: number;

  createdAt!: Date;
  updatedAt!: Date;
}

/** Rules for rows besides the types above; a body may be empty, but not missing. */
export const CONTENT_RULES: RowRules = {
  required: ['body', 'createdAt', 'updatedAt'],
  properties: {
    tags: listOf(objectOf({ tag: STRING, key: STRING })),
    source: objectOf({}, { prompt: STRING, model: STRING }),
  },
};

export type ContentModel = ReturnModelType<typeof ContentRecord>;
