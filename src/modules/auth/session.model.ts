import { index, modelOptions, prop, type ReturnModelType } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import type { RowRules } from '../../infra/row-rules.js';

/** An active session. MongoDB removes it when it expires; if it ends before, it is deleted. */
@index({ userId: 1, lastSeenAt: -1 })
@index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
@modelOptions({
  schemaOptions: { collection: 'sessions', timestamps: { updatedAt: false }, versionKey: false },
})
export class SessionRecord {
  _id!: Types.ObjectId;

  @prop({ type: Types.ObjectId, required: true })
  userId!: Types.ObjectId;

  /** The user's `sessionEpoch` when they signed in: see there. */
  @prop({ type: Number, required: true })
  epoch!: number;

  /** The number of the valid refresh token, from 1. Each is valid once. */
  @prop({ type: Number, default: 1 })
  generation!: number;

  /**
   * When the last refresh tokens were taken, the latest one last. With the server's key, their successors are computed
   * again; no token is stored.
   */
  @prop({ type: () => [Date], default: undefined })
  refreshedAt?: Date[];

  /** The client's `User-Agent` at the sign-in. */
  @prop({ type: String })
  userAgent?: string;

  /** To the minute. */
  @prop({ type: Date, required: true })
  lastSeenAt!: Date;

  @prop({ type: Date, required: true })
  expiresAt!: Date;

  createdAt!: Date;
}

/** Rules for rows besides the types above. */
export const SESSION_RULES: RowRules = { required: ['generation', 'createdAt'], properties: {} };

export type SessionModel = ReturnModelType<typeof SessionRecord>;
