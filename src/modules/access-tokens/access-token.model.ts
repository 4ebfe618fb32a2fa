import { index, modelOptions, prop, type ReturnModelType } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import type { RowRules } from '../../infra/row-rules.js';
import { Access } from '../auth/access.js';

/** An active access token. MongoDB removes it when it expires; if it is revoked before, it is deleted. */
@index({ hash: 1 }, { unique: true })
// Two requests at once can't both take the last place.
@index({ userId: 1, slot: 1 }, { unique: true })
@index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
@modelOptions({
  schemaOptions: { collection: 'accesstokens', timestamps: { updatedAt: false }, versionKey: false },
})
export class AccessTokenRecord {
  _id!: Types.ObjectId;

  @prop({ type: Types.ObjectId, required: true })
  userId!: Types.ObjectId;

  /** Its place among the user's tokens, from 0. There are as many places as a user may have tokens. */
  @prop({ type: Number, required: true })
  slot!: number;

  @prop({ type: String, required: true })
  name!: string;

  /** SHA-256 of the token, of which 256 bits are random: no slow hash is needed. */
  @prop({ type: String, required: true })
  hash!: string;

  @prop({ type: String, required: true, enum: Access })
  access!: Access;

  /** To the minute. */
  @prop({ type: Date })
  lastUsedAt?: Date;

  @prop({ type: Date })
  expiresAt?: Date;

  createdAt!: Date;
}

/** Rules for rows besides the types above. */
export const ACCESS_TOKEN_RULES: RowRules = { required: ['createdAt'], properties: {} };

export type AccessTokenModel = ReturnModelType<typeof AccessTokenRecord>;
