import { index, modelOptions, prop, type ReturnModelType } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import type { RowRules } from '../../infra/row-rules.js';
import { WebhookEvent } from './webhook.model.js';

export enum DeliveryStatus {
  PENDING = 'PENDING',
  DELIVERED = 'DELIVERED',
  FAILED = 'FAILED',
}

/** How long a delivery is kept, in seconds. */
const KEPT_SECONDS = 30 * 86_400;

/** A delivery: one event on its way to one webhook. The event itself stays in the event log. */
// One delivery for each event, however often the log is read.
@index({ webhookId: 1, seq: 1 }, { unique: true, partialFilterExpression: { seq: { $exists: true } } })
@index({ webhookId: 1, createdAt: -1, _id: -1 })
@index({ webhookId: 1, status: 1, createdAt: -1, _id: -1 })
// For the worker: the few unfinished ones.
@index({ webhookId: 1, attempts: 1, seq: 1 }, { partialFilterExpression: { status: 'PENDING' } })
@index({ nextAttemptAt: 1 }, { partialFilterExpression: { nextAttemptAt: { $exists: true } } })
@index({ userId: 1 })
@index({ createdAt: 1 }, { expireAfterSeconds: KEPT_SECONDS })
@modelOptions({ schemaOptions: { collection: 'webhookdeliveries', versionKey: false } })
export class DeliveryRecord {
  _id!: Types.ObjectId;

  @prop({ type: Types.ObjectId, required: true })
  webhookId!: Types.ObjectId;

  @prop({ type: Types.ObjectId, required: true })
  userId!: Types.ObjectId;

  /** Sent as `webhook-id`, the same with each attempt. */
  @prop({ type: String, required: true })
  eventId!: string;

  /** The event's cursor; missing for a test. */
  @prop({ type: Number })
  seq?: number;

  /** Missing for a test. */
  @prop({ type: String, enum: WebhookEvent })
  event?: WebhookEvent;

  @prop({ type: String, required: true, enum: DeliveryStatus })
  status!: DeliveryStatus;

  /** Attempts started since it was created, or requested again. */
  @prop({ type: Number, required: true })
  attempts!: number;

  /** The right to write the outcome of the attempt in progress. */
  @prop({ type: String })
  claim?: string;

  /** While PENDING: when it is due, by MongoDB's clock. During an attempt: when another worker may repeat it. */
  @prop({ type: Date })
  nextAttemptAt?: Date;

  /** When attempts end. */
  @prop({ type: Date, required: true })
  until!: Date;

  /** The HTTP status of the last attempt; missing without an answer. */
  @prop({ type: Number })
  responseStatus?: number;

  /** Why the last attempt failed. */
  @prop({ type: String })
  error?: string;

  @prop({ type: Date })
  deliveredAt?: Date;

  @prop({ type: Date, required: true })
  createdAt!: Date;
}

/** Rules for rows besides the types above. */
export const DELIVERY_RULES: RowRules = { required: [], properties: {} };

export type DeliveryModel = ReturnModelType<typeof DeliveryRecord>;
