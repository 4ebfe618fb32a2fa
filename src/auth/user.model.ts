import { index, modelOptions, prop } from '@typegoose/typegoose';
import { Types } from 'mongoose';

/** Whether an account may be used. An inactive one is as good as signed out. */
export enum UserStatus {
  ACTIVE = 'ACTIVE',
  INACTIVE = 'INACTIVE',
}

@index({ email: 1 }, { unique: true })
@index({ erasedAt: 1 }, { sparse: true })
@modelOptions({ schemaOptions: { collection: 'users', timestamps: true, versionKey: false } })
export class UserRecord {
  _id!: Types.ObjectId;

  @prop({ type: String, required: true })
  name!: string;

  /** Normalised (see normalizeEmail), so that it is unique whatever its case. */
  @prop({ type: String, required: true })
  email!: string;

  @prop({ type: String, required: true })
  passwordHash!: string;

  @prop({ type: String, enum: UserStatus, default: UserStatus.ACTIVE })
  status!: UserStatus;

  /** Sessions of an earlier epoch are over: raising it ends all of them in the one write that changes the password. */
  @prop({ type: Number, default: 0 })
  sessionEpoch!: number;

  /** The session that changed the password, which lives on. */
  @prop({ type: Types.ObjectId })
  keptSession?: Types.ObjectId;

  /** When the account was deleted: what it left behind is being removed, and at last this. */
  @prop({ type: Date })
  erasedAt?: Date;

  createdAt!: Date;
  updatedAt!: Date;
}

/** Two spellings that people take for one address are one account. */
export function normalizeEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase();
}
