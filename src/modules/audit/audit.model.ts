import { index, modelOptions, prop, type ReturnModelType } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import type { RowRules } from '../../infra/row-rules.js';

/** What an administrator did. */
export enum AuditAction {
  USER_STATUS_CHANGED = 'USER_STATUS_CHANGED',
  USER_ROLE_CHANGED = 'USER_ROLE_CHANGED',
  USER_BUDGET_CHANGED = 'USER_BUDGET_CHANGED',
  JOB_RETRIED = 'JOB_RETRIED',
  JOB_CANCELED = 'JOB_CANCELED',
  QUEUE_PAUSED = 'QUEUE_PAUSED',
  QUEUE_RESUMED = 'QUEUE_RESUMED',
}

/** An entry of the audit log. It never changes, and MongoDB removes it when it expires. */
@index({ at: -1, _id: -1 })
@index({ actorId: 1, at: -1, _id: -1 })
@index({ targetId: 1, at: -1, _id: -1 })
@index({ action: 1, at: -1, _id: -1 })
@index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
@modelOptions({ schemaOptions: { collection: 'audit', versionKey: false } })
export class AuditRecord {
  _id!: Types.ObjectId;

  @prop({ type: Date, required: true })
  at!: Date;

  /** Missing for an act of the command line or of a start. */
  @prop({ type: Types.ObjectId })
  actorId?: Types.ObjectId;

  /** The client's address. */
  @prop({ type: String })
  address?: string;

  @prop({ type: String, required: true, enum: AuditAction })
  action!: AuditAction;

  /** The id of a user or a job, by `action`. */
  @prop({ type: String })
  targetId?: string;

  /** The affected user: the target, or the owner of the job. */
  @prop({ type: Types.ObjectId })
  userId?: Types.ObjectId;

  /** The value before the act, such as a status. */
  @prop({ type: String })
  from?: string;

  @prop({ type: String })
  to?: string;

  @prop({ type: Date, required: true })
  expiresAt!: Date;
}

/** Rules for rows besides the types above. */
export const AUDIT_RULES: RowRules = { required: [], properties: {} };

export type AuditModel = ReturnModelType<typeof AuditRecord>;
