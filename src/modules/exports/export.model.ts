import { index, modelOptions, prop, type ReturnModelType, Severity } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import {
  BOOLEAN,
  DATE,
  listOf,
  NUMBER,
  objectOf,
  oneOf,
  type RowRules,
  STRING,
} from '../../infra/row-rules.js';
import { ContentType } from '../../writing/content-type.js';
import type { StoredFilter } from '../content/content-filter.js';
import { ContentOrigin } from '../content/content-origin.js';

/** What an export contains. */
export enum ExportKind {
  LIBRARY = 'LIBRARY',
  MY_DATA = 'MY_DATA',
}

export enum ExportFormat {
  MARKDOWN = 'MARKDOWN',
  HTML = 'HTML',
  DOCX = 'DOCX',
  PDF = 'PDF',
  JSON = 'JSON',
  JSONL = 'JSONL',
}

export enum ExportStatus {
  QUEUED = 'QUEUED',
  RUNNING = 'RUNNING',
  COMPLETED = 'COMPLETED',
  FAILED = 'FAILED',
  EXPIRED = 'EXPIRED',
}

/** Which pieces an export of the library contains. */
export interface ExportSelection {
  filter: StoredFilter;
  /** Only these pieces. */
  ids?: string[];
}

export interface ExportFile {
  id: Types.ObjectId;
  name: string;
  mediaType: string;
  /** In bytes. */
  size: number;
}

/** An export: its state, and where its file is. */
@index({ userId: 1, createdAt: -1, _id: -1 })
// Two requests at once can't both take the last place.
@index({ userId: 1, slot: 1 }, { unique: true, partialFilterExpression: { slot: { $exists: true } } })
// For the sweep.
@index({ status: 1, updatedAt: 1 })
@index({ removedAt: 1 }, { partialFilterExpression: { removedAt: { $exists: true } } })
@modelOptions({
  options: { allowMixed: Severity.ALLOW },
  schemaOptions: { collection: 'exports', timestamps: true, versionKey: false, minimize: false },
})
export class ExportRecord {
  _id!: Types.ObjectId;

  @prop({ type: Types.ObjectId, required: true })
  userId!: Types.ObjectId;

  @prop({ type: String, required: true, enum: ExportKind })
  kind!: ExportKind;

  @prop({ type: String, required: true, enum: ExportFormat })
  format!: ExportFormat;

  @prop({ type: () => Object, required: true })
  selection!: ExportSelection;

  @prop({ type: String, required: true, enum: ExportStatus })
  status!: ExportStatus;

  /** Its place among the user's unfinished exports, from 0; missing after its end. */
  @prop({ type: Number })
  slot?: number;

  /** The number of attempts so far. */
  @prop({ type: Number, required: true })
  attempts!: number;

  /** The token of the attempt that runs. Only its holder may write. */
  @prop({ type: String })
  runToken?: string;

  /** When the attempt that runs was last alive, by MongoDB's clock. */
  @prop({ type: Date })
  heartbeatAt?: Date;

  /** Pieces (rows, for MY_DATA) that are written. */
  @prop({ type: Number, required: true })
  done!: number;

  @prop({ type: Number, required: true })
  total!: number;

  /** The files that attempts began. All of them are removed in the end, whole or not. */
  @prop({ type: () => [Types.ObjectId], required: true })
  fileIds!: Types.ObjectId[];

  @prop({ type: () => Object, _id: false })
  file?: ExportFile;

  /** Why it FAILED. */
  @prop({ type: String })
  error?: string;

  @prop({ type: Date })
  completedAt?: Date;

  /** When the file is removed. */
  @prop({ type: Date })
  expiresAt?: Date;

  /** When its owner deleted it. The sweep removes it with its files. */
  @prop({ type: Date })
  removedAt?: Date;

  createdAt!: Date;
  updatedAt!: Date;
}

const OBJECT_ID = { bsonType: 'objectId' };

const FILTER = {
  search: STRING,
  type: oneOf(ContentType),
  tags: listOf(STRING),
  starred: BOOLEAN,
  createdAfter: DATE,
  createdBefore: DATE,
  origin: oneOf(ContentOrigin),
};

/** Rules for rows besides the types above. */
export const EXPORT_RULES: RowRules = {
  required: ['selection', 'fileIds', 'createdAt', 'updatedAt'],
  properties: {
    selection: objectOf({ filter: objectOf({}, FILTER) }, { ids: listOf(STRING) }),
    fileIds: listOf(OBJECT_ID),
    file: objectOf({ id: OBJECT_ID, name: STRING, mediaType: STRING, size: NUMBER }),
  },
};

export type ExportModel = ReturnModelType<typeof ExportRecord>;
