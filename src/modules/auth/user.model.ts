import { domainToASCII, domainToUnicode } from 'node:url';
import { index, modelOptions, prop, type ReturnModelType } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import type { RowRules } from '../../infra/row-rules.js';

/** Whether an account may be used. An inactive one has no active sessions. */
export enum UserStatus {
  ACTIVE = 'ACTIVE',
  INACTIVE = 'INACTIVE',
}

/** What an account may do beside what it owns. */
export enum UserRole {
  USER = 'USER',
  ADMIN = 'ADMIN',
}

/** Compares letters whatever their case and accents. An administrator searches accounts by it. */
export const SEARCH_COLLATION = { locale: 'en', strength: 1 } as const;

@index({ email: 1 }, { unique: true })
@index({ erasedAt: 1 }, { sparse: true })
@index({ shutAt: 1 }, { sparse: true })
// For administrators: lists, and searches by the beginning of a name or an email.
@index({ createdAt: -1, _id: -1 })
@index({ status: 1, createdAt: -1, _id: -1 })
@index({ email: 1 }, { name: 'email_search', collation: SEARCH_COLLATION })
@index({ name: 1 }, { name: 'name_search', collation: SEARCH_COLLATION })
@index({ role: 1 }, { partialFilterExpression: { role: 'ADMIN' } })
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

  /** Accounts of earlier versions have none, which is USER. */
  @prop({ type: String, enum: UserRole, default: UserRole.USER })
  role?: UserRole;

  /**
   * Counts changes of accounts that this administrator made or made possible. Each such transaction writes it, so that
   * of two that would leave no administrator, one fails.
   */
  @prop({ type: Number })
  adminActs?: number;

  /** When an administrator closed the account. Removed when all of its jobs are canceled. */
  @prop({ type: Date })
  shutAt?: Date;

  /** Sessions of an earlier epoch have ended: the write that changes the password raises it, and so ends all of them. */
  @prop({ type: Number, default: 0 })
  sessionEpoch!: number;

  /** The session that changed the password, which stays active. */
  @prop({ type: Types.ObjectId })
  keptSession?: Types.ObjectId;

  /** The user's own limit of a month in US dollars, in place of MONTHLY_BUDGET_USD. */
  @prop({ type: Number })
  monthlyBudgetUsd?: number;

  /** The same in tokens, in place of MONTHLY_TOKENS. */
  @prop({ type: Number })
  monthlyTokens?: number;

  /** Counts checks of the budget. The write serializes the user's requests. */
  @prop({ type: Number })
  budgetChecks?: number;

  /** When the account was deleted. Its data are being removed, this document last. */
  @prop({ type: Date })
  erasedAt?: Date;

  createdAt!: Date;
  updatedAt!: Date;
}

/** The role of an account; those of earlier versions have none. */
export const roleOf = ({ role }: Pick<UserRecord, 'role'>): UserRole => role ?? UserRole.USER;

/** Rules for rows besides the types above. */
export const USER_RULES: RowRules = {
  required: ['status', 'sessionEpoch', 'createdAt', 'updatedAt'],
  properties: {},
};

/** Invisible characters that are copied with an address from a page. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * An email as it is compared and stored: NFKC and lower case, without invisible characters, and with the domain in its
 * ASCII form (UTS 46). Validate the result: it may not be an email.
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
