import { domainToASCII, domainToUnicode } from 'node:url';
import { index, modelOptions, prop, type ReturnModelType } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import type { RowRules } from '../../infra/row-rules.js';

/** Whether an account may be used. An inactive one has no active sessions. */
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

  /** When the owner of the email opened a link that was sent there. A new email has none. */
  @prop({ type: Date })
  emailVerifiedAt?: Date;

  @prop({ type: String, required: true })
  passwordHash!: string;

  @prop({ type: String, enum: UserStatus, default: UserStatus.ACTIVE })
  status!: UserStatus;

  /** Sessions of an earlier epoch have ended: the write that changes the password raises it, and so ends all of them. */
  @prop({ type: Number, default: 0 })
  sessionEpoch!: number;

  /** The session that changed the password, which stays active. */
  @prop({ type: Types.ObjectId })
  keptSession?: Types.ObjectId;

  /** When the account was deleted. Its data are being removed, this document last. */
  @prop({ type: Date })
  erasedAt?: Date;

  createdAt!: Date;
  updatedAt!: Date;
}

/** What MongoDB holds its rows to besides the types above. */
export const USER_RULES: RowRules = {
  required: ['status', 'sessionEpoch', 'createdAt', 'updatedAt'],
  properties: {},
};

/** Invisible characters that are copied with an address from a page. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * An email as it is compared and stored: NFKC and lower case, without what shows nothing, and with the domain in its
 * ASCII form (UTS 46). It may be no email at all: validate what comes out.
 */
export function normalizeEmail(email: string): string {
  const plain = legacyEmail(email.replace(INVISIBLE, ''));
  const at = plain.lastIndexOf('@');
  const domain = domainToASCII(plain.slice(at + 1));
  return at < 0 || domain === '' ? plain : `${plain.slice(0, at)}@${domain}`;
}

/** As an earlier version stored it, where it differs. */
export const legacyEmail = (email: string): string => email.normalize('NFKC').trim().toLowerCase();

/** The email for people, with the domain in its own script. */
export function presentEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const domain = domainToUnicode(email.slice(at + 1));
  return at < 0 || domain === '' ? email : `${email.slice(0, at)}@${domain}`;
}

export type UserModel = ReturnModelType<typeof UserRecord>;
