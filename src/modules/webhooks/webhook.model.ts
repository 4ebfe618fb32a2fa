import { index, modelOptions, prop, type ReturnModelType, Severity } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import { DATE, listOf, objectOf, oneOf, type RowRules, STRING } from '../../infra/row-rules.js';
import { JobStatus } from '../jobs/model/job.model.js';
import type { StoredSecret } from './webhook-secret.js';

/** The events that a webhook can receive. */
export enum WebhookEvent {
  JOB_COMPLETED = 'JOB_COMPLETED',
  JOB_FAILED = 'JOB_FAILED',
  JOB_CANCELED = 'JOB_CANCELED',
}

/** The event of a job that ended with this status. */
export const EVENT_OF: Partial<Record<JobStatus, WebhookEvent>> = {
  [JobStatus.COMPLETED]: WebhookEvent.JOB_COMPLETED,
  [JobStatus.FAILED]: WebhookEvent.JOB_FAILED,
  [JobStatus.CANCELED]: WebhookEvent.JOB_CANCELED,
};

export enum WebhookStatus {
  ACTIVE = 'ACTIVE',
  DISABLED = 'DISABLED',
}

/** Why a webhook is disabled. */
export enum DisabledReason {
  OWNER = 'OWNER',
  GONE = 'GONE',
  FAILING = 'FAILING',
}

/** A webhook: an address that receives a user's events. */
// Two requests at once can't both take the last place.
@index({ userId: 1, slot: 1 }, { unique: true })
// For the sweep, which compares it with the users' latest events.
@index({ status: 1, userId: 1, seq: 1 })
@index({ disabledAt: 1 }, { partialFilterExpression: { disabledAt: { $exists: true } } })
@modelOptions({
  options: { allowMixed: Severity.ALLOW },
  schemaOptions: { collection: 'webhooks', timestamps: true, versionKey: false },
})
export class WebhookRecord {
  _id!: Types.ObjectId;

  @prop({ type: Types.ObjectId, required: true })
  userId!: Types.ObjectId;

  /** Its place among the user's webhooks, from 0. There are as many places as a user may have webhooks. */
  @prop({ type: Number, required: true })
  slot!: number;

  @prop({ type: String, required: true })
  url!: string;

  @prop({ type: () => [String], required: true })
  events!: WebhookEvent[];

  @prop({ type: String, required: true, enum: WebhookStatus })
  status!: WebhookStatus;

  @prop({ type: String, enum: DisabledReason })
  disabledReason?: DisabledReason;

  @prop({ type: Date })
  disabledAt?: Date;

  /** The newest first. */
  @prop({ type: () => [Object], required: true, _id: false })
  secrets!: StoredSecret[];

  /** Deliveries exist for all events of the user up to this `seq`. */
  @prop({ type: Number, required: true })
  seq!: number;

  /** When the first of the failures since the last success was; missing after a success. */
  @prop({ type: Date })
  failingSince?: Date;

  createdAt!: Date;
  updatedAt!: Date;
}

/** Rules for rows besides the types above. */
export const WEBHOOK_RULES: RowRules = {
  required: ['events', 'secrets', 'createdAt', 'updatedAt'],
  properties: {
    events: listOf(oneOf(WebhookEvent)),
    secrets: listOf(objectOf({ sealed: STRING }, { until: DATE })),
  },
};

export type WebhookModel = ReturnModelType<typeof WebhookRecord>;
