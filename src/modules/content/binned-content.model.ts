import { index, modelOptions, prop, type ReturnModelType, Severity } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import { DATE, objectOf, oneOf, type RowRules, STRING } from '../../infra/row-rules.js';
import { ContentType } from '../../writing/content-type.js';
import type { ContentRecord } from './content.model.js';

/** A piece in the bin, as it was in the library. Its id is the piece's. */
@index({ userId: 1, binnedAt: -1, _id: -1 })
// For the retention.
@index({ binnedAt: 1 })
@modelOptions({
  options: { allowMixed: Severity.ALLOW },
  schemaOptions: { collection: 'binnedcontents', versionKey: false, minimize: false },
})
export class BinnedContentRecord {
  _id!: Types.ObjectId;

  @prop({ type: Types.ObjectId, required: true })
  userId!: Types.ObjectId;

  @prop({ type: Date, required: true })
  binnedAt!: Date;

  @prop({ type: () => Object, required: true })
  piece!: ContentRecord;
}

/** Rules for rows besides the types above: the piece returns to the library as it is stored. */
export const BINNED_CONTENT_RULES: RowRules = {
  required: [],
  properties: {
    piece: objectOf(
      {
        _id: { bsonType: 'objectId' },
        userId: { bsonType: 'objectId' },
        type: oneOf(ContentType),
        createdAt: DATE,
        updatedAt: DATE,
      },
      { title: STRING, body: STRING, jobId: STRING },
    ),
  },
};

export type BinnedContentModel = ReturnModelType<typeof BinnedContentRecord>;
