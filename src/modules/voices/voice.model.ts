import { index, modelOptions, prop, type ReturnModelType } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import { listOf, type RowRules, STRING } from '../../infra/row-rules.js';

/** A brand voice: how the brand of a user writes. */
// Two requests at once can't both take the last place.
@index({ userId: 1, slot: 1 }, { unique: true })
@modelOptions({ schemaOptions: { collection: 'brandvoices', timestamps: true, versionKey: false } })
export class VoiceRecord {
  _id!: Types.ObjectId;

  @prop({ type: Types.ObjectId, required: true })
  userId!: Types.ObjectId;

  /** Its place among the user's voices, from 0. There are as many places as a user may have voices. */
  @prop({ type: Number, required: true })
  slot!: number;

  @prop({ type: String, required: true })
  name!: string;

  @prop({ type: String, required: true })
  description!: string;

  @prop({ type: () => [String], required: true })
  samples!: string[];

  createdAt!: Date;
  updatedAt!: Date;
}

/** Rules for rows besides the types above. */
export const VOICE_RULES: RowRules = {
  required: ['samples', 'createdAt', 'updatedAt'],
  properties: { samples: listOf(STRING) },
};

export type VoiceModel = ReturnModelType<typeof VoiceRecord>;
