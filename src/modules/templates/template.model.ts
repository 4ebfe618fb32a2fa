import { index, modelOptions, prop, type ReturnModelType, Severity } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import { BOOLEAN, listOf, objectOf, oneOf, type RowRules, STRING } from '../../infra/row-rules.js';
import { type TemplateVariable, VariableType } from '../../text/template.js';
import { ContentType } from '../../writing/content-type.js';
import type { RequestedOptions } from '../../writing/options/options.js';

/** What a template is in one version. */
class TemplateFields {
  @prop({ type: Types.ObjectId, required: true })
  userId!: Types.ObjectId;

  @prop({ type: String, required: true })
  name!: string;

  @prop({ type: String })
  description?: string;

  @prop({ type: String, required: true, enum: ContentType })
  type!: ContentType;

  @prop({ type: String, required: true })
  prompt!: string;

  @prop({ type: () => [Object], required: true, _id: false })
  variables!: TemplateVariable[];

  /** The options of texts from it, in canonical form. */
  @prop({ type: () => Object, _id: false })
  options?: RequestedOptions;

  /** Counts the changes, from 1. */
  @prop({ type: Number, required: true })
  version!: number;

  /** When the template was created. */
  @prop({ type: Date, required: true })
  createdAt!: Date;

  /** When this version was made. */
  @prop({ type: Date, required: true })
  updatedAt!: Date;
}

/** A template of a user, in its current version. */
// Two requests at once can't both take the last place.
@index({ userId: 1, slot: 1 }, { unique: true })
@modelOptions({
  options: { allowMixed: Severity.ALLOW },
  schemaOptions: { collection: 'templates', versionKey: false },
})
export class TemplateRecord extends TemplateFields {
  _id!: Types.ObjectId;

  /** Its place among the user's templates, from 0. There are as many places as a user may have templates. */
  @prop({ type: Number, required: true })
  slot!: number;
}

/** A version of a template, the current one included. It is never changed. */
@index({ templateId: 1, version: 1 }, { unique: true })
@index({ userId: 1 })
@modelOptions({
  options: { allowMixed: Severity.ALLOW },
  schemaOptions: { collection: 'templateversions', versionKey: false },
})
export class TemplateVersionRecord extends TemplateFields {
  _id!: Types.ObjectId;

  @prop({ type: Types.ObjectId, required: true })
  templateId!: Types.ObjectId;
}

const VARIABLE = objectOf(
  { name: STRING, label: STRING, type: oneOf(VariableType), required: BOOLEAN, options: listOf(STRING) },
  { default: STRING },
);

/** Rules for rows of both collections besides the types above. */
export const TEMPLATE_RULES: RowRules = {
  required: ['variables'],
  properties: { variables: listOf(VARIABLE), options: objectOf({}) },
};

export type TemplateModel = ReturnModelType<typeof TemplateRecord>;
export type TemplateVersionModel = ReturnModelType<typeof TemplateVersionRecord>;
