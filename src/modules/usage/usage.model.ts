import { index, modelOptions, prop, type ReturnModelType } from '@typegoose/typegoose';
import { Types } from 'mongoose';

/** What a user used on one day (UTC). Written in the transaction that ends an attempt. What was never reported is missing. */
@index({ userId: 1, day: 1 })
@modelOptions({ schemaOptions: { collection: 'usagedays', versionKey: false } })
export class UsageDayRecord {
  /** The user's id and the day: two first attempts of a day conflict, and neither is lost. */
  @prop({ type: String, required: true })
  _id!: string;

  @prop({ type: Types.ObjectId, required: true })
  userId!: Types.ObjectId;

  /** `YYYY-MM-DD`. */
  @prop({ type: String, required: true })
  day!: string;

  /** Attempts that reported usage. */
  @prop({ type: Number, required: true })
  attempts!: number;

  @prop({ type: Number })
  promptTokens?: number;

  @prop({ type: Number })
  completionTokens?: number;

  @prop({ type: Number })
  costUsd?: number;
}

export type UsageDayModel = ReturnModelType<typeof UsageDayRecord>;
