import { index, modelOptions, prop, type ReturnModelType } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import type { RowRules } from '../../infra/row-rules.js';

/** What a link in a mail is for. */
export enum LinkPurpose {
  RESET_PASSWORD = 'RESET_PASSWORD',
  VERIFY_EMAIL = 'VERIFY_EMAIL',
}

/** A link in a mail. MongoDB removes it when it expires. */
@index({ hash: 1 }, { unique: true })
@index({ userId: 1 })
@index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
@modelOptions({ schemaOptions: { collection: 'account_links', versionKey: false } })
export class AccountLinkRecord {
  _id!: Types.ObjectId;

  @prop({ type: Types.ObjectId, required: true })
  userId!: Types.ObjectId;

  @prop({ type: String, enum: LinkPurpose, required: true })
  purpose!: LinkPurpose;

  /** The SHA-256 of the link's token, which is in the mail only. */
  @prop({ type: String, required: true })
  hash!: string;

  /** The address that the mail went to. The link is invalid once the account has another one. */
  @prop({ type: String, required: true })
  email!: string;

  /** The account's `sessionEpoch` at that time. A later one makes a link that resets the password invalid. */
  @prop({ type: Number, required: true })
  epoch!: number;

  @prop({ type: Date, required: true })
  expiresAt!: Date;
}

/** Rules for rows besides the types above. */
export const ACCOUNT_LINK_RULES: RowRules = { required: [], properties: {} };

export type AccountLinkModel = ReturnModelType<typeof AccountLinkRecord>;
