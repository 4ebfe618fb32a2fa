import { ArrayMaxSize, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Text, Texts } from '../../graphql/input.js';
import { Node } from '../../graphql/node.js';
import { LONGEST_PROMPT, MAX_CHOICES, MAX_VARIABLES, VariableType } from '../../text/template.js';
import { ContentType } from '../../writing/content-type.js';
import type { RequestedOptions } from '../../writing/options/options.js';
import { GenerationOptionsInput } from '../jobs/options.input.js';

registerEnumType(VariableType, {
  name: 'TemplateVariableType',
  description: 'What a variable of a template takes.',
  valuesConfig: {
    TEXT: { description: 'One line of text.' },
    LONG_TEXT: { description: 'Text of any number of lines.' },
    NUMBER: { description: 'A decimal number, such as `12` or `3.5`.' },
    CHOICE: { description: 'One of the variable’s `options`.' },
  },
});

const NAME = 'A letter and up to 39 letters, digits and _';
const PROMPT = `The prompt, 1 to ${LONGEST_PROMPT} characters, with \`{{name}}\` in the places of variables. It names each declared variable, and no other`;
const DEFAULT = 'The value where a request gives none';
const OPTIONS = `What a CHOICE may be: 2 to ${MAX_CHOICES} different lines of 1 to 200 characters. Empty for other types`;

@ObjectType({ simpleResolvers: true, description: 'A variable of a template.' })
export class TemplateVariable {
  @Field(() => String, { description: `The name in the prompt. ${NAME}.` })
  name!: string;

  @Field(() => String, { description: 'What a form calls it.' })
  label!: string;

  @Field(() => VariableType, { description: 'What it takes.' })
  type!: VariableType;

  @Field(() => Boolean, {
    description: 'Whether a request must give a value that is not blank, unless there is a default.',
  })
  required!: boolean;

  @Field(() => String, { nullable: true, description: `${DEFAULT}; null for none.` })
  default!: string | null;

  @Field(() => [String], { description: `${OPTIONS}.` })
  options!: string[];
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'A template: a prompt with variables, for many texts of one kind. It is built in, or one of the viewer’s own. Each change of an own one is a new version.',
})
export class Template implements Node {
  @Field(() => ID, { description: 'Opaque id. The ids of built-in templates do not change.' })
  id!: string;

  @Field(() => Boolean, { description: 'Whether it comes with the product, and cannot be changed.' })
  builtIn!: boolean;

  @Field(() => Int, { description: 'The number of the version, from 1.' })
  version!: number;

  @Field(() => String, { description: 'What it is called.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for; null without one.' })
  description!: string | null;

  @Field(() => ContentType, { description: 'The type of the texts.' })
  type!: ContentType;

  @Field(() => String, {
    description:
      'The prompt, with `{{name}}` in the places of variables. A line whose variables are all empty is left out.',
  })
  prompt!: string;

  @Field(() => [TemplateVariable], { description: 'The variables, in the order of a form.' })
  variables!: TemplateVariable[];

  /** The options as stored; not in the schema. */
  kept!: RequestedOptions | null;

  @Field(() => Date, {
    nullable: true,
    description: 'When the template was created; null for a built-in one.',
  })
  createdAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When this version was made; null for a built-in one.' })
  updatedAt!: Date | null;
}

@InputType({ description: 'A variable of a template.' })
export class TemplateVariableInput {
  @Text(1, 40)
  @Field(() => String, { description: `The name in the prompt. ${NAME}.` })
  name!: string;

  @Text(1, 100)
  @Field(() => String, { description: 'What a form calls it, 1 to 100 characters.' })
  label!: string;

  @Field(() => VariableType, { description: 'What it takes.' })
  type!: VariableType;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether a request must give a value that is not blank, unless there is a default.',
  })
  required!: boolean;

  @Text(1, LONGEST_PROMPT)
  @Field(() => String, {
    nullable: true,
    description: `${DEFAULT}; it obeys the type. 1 to ${LONGEST_PROMPT} characters.`,
  })
  default?: string | null;

  @Texts(MAX_CHOICES, 1, 200)
  @Field(() => [String], { defaultValue: [], description: `${OPTIONS}.` })
  options!: string[];
}

@InputType({ description: 'A new template.' })
export class CreateTemplateInput {
  @Text(1, 100)
  @Field(() => String, { description: 'What it is called, 1 to 100 characters.' })
  name!: string;

  @Text(0, 300)
  @Field(() => String, { nullable: true, description: 'What it is for, at most 300 characters.' })
  description?: string | null;

  @Field(() => ContentType, { description: 'The type of the texts.' })
  type!: ContentType;

  @Text(1, LONGEST_PROMPT)
  @Field(() => String, { description: `${PROMPT}.` })
  prompt!: string;

  @ArrayMaxSize(MAX_VARIABLES, { message: `must be ${MAX_VARIABLES} at most` })
  @ValidateNested({ each: true })
  @Field(() => [TemplateVariableInput], {
    defaultValue: [],
    description: `The variables, in the order of a form; ${MAX_VARIABLES} at most.`,
  })
  variables!: TemplateVariableInput[];

  @ValidateNested()
  @Field(() => GenerationOptionsInput, {
    nullable: true,
    description: 'The default options of texts from it. A request may override them.',
  })
  options?: GenerationOptionsInput | null;
}

@InputType({ description: 'The changes of a template. What is missing or null stays the same.' })
export class UpdateTemplateInput {
  @Text(1, 100)
  @Field(() => String, { nullable: true, description: 'What it is called, 1 to 100 characters.' })
  name?: string | null;

  @Text(0, 300)
  @Field(() => String, {
    nullable: true,
    description: 'What it is for, at most 300 characters; empty for none.',
  })
  description?: string | null;

  @Field(() => ContentType, { nullable: true, description: 'The type of the texts.' })
  type?: ContentType | null;

  @Text(1, LONGEST_PROMPT)
  @Field(() => String, { nullable: true, description: `${PROMPT}.` })
  prompt?: string | null;

  @ArrayMaxSize(MAX_VARIABLES, { message: `must be ${MAX_VARIABLES} at most` })
  @ValidateNested({ each: true })
  @Field(() => [TemplateVariableInput], {
    nullable: true,
    description: `All variables, in the order of a form; ${MAX_VARIABLES} at most.`,
  })
  variables?: TemplateVariableInput[] | null;

  @ValidateNested()
  @Field(() => GenerationOptionsInput, {
    nullable: true,
    description: 'All options; `{}` for none.',
  })
  options?: GenerationOptionsInput | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The `version` that the change is based on. If the template has another version, nothing changes, and the error is CONFLICT. Without it, the change is made in any case.',
  })
  version?: number | null;
}

@InputType({
  description:
    'The value of a variable. A list of these has types that clients check, which a JSON object would not have.',
})
export class VariableValueInput {
  @Text(1, 40)
  @Field(() => String, { description: 'The name of the variable.' })
  name!: string;

  @Text(0, LONGEST_PROMPT)
  @Field(() => String, {
    description: `The value as text, also of a number; at most ${LONGEST_PROMPT} characters. \`{{x}}\` in it stays as it is.`,
  })
  value!: string;
}

@ArgsType()
export class TemplatesArgs {
  @Field(() => ContentType, { nullable: true, description: 'Returns only templates for this type of text.' })
  type?: ContentType | null;

  @Text(0, 200)
  @Field(() => String, {
    nullable: true,
    description:
      'Returns only templates with all of these words in the name, the description or the prompt, ignoring case and accents. At most 200 characters.',
  })
  search?: string | null;
}

@ArgsType()
export class VersionsArgs {
  @Min(1, { message: 'must be 1 to 100' })
  @Max(100, { message: 'must be 1 to 100' })
  @Field(() => Int, { defaultValue: 20, description: 'How many versions, 1 to 100.' })
  first!: number;
}
