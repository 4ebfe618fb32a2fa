import type { TemplateVariable, VariableType } from '../../../text/template.js';
import type { ContentType } from '../../../writing/content-type.js';
import type { Template } from '../template.types.js';

interface BuiltIn {
  /** Stable: clients and jobs keep it. */
  id: `builtin:${string}`;
  /** Incremented when prompt or variables change. */
  version: number;
  name: string;
  description: string;
  prompt: string;
  variables: TemplateVariable[];
}

type Extra = Partial<Pick<TemplateVariable, 'required' | 'default' | 'options'>>;

const variable =
  (type: VariableType) =>
  (name: string, label: string, extra: Extra = {}): TemplateVariable => ({
    name,
    label,
    type,
    required: true,
    default: null,
    options: [],
    ...extra,
  });

export const text = variable('TEXT');
export const longText = variable('LONG_TEXT');
export const number = variable('NUMBER');

/** The first option is the default. */
export const choice = (name: string, label: string, ...options: string[]): TemplateVariable =>
  variable('CHOICE')(name, label, { options, default: options[0] ?? null });

export const OPTIONAL: Extra = { required: false };

export const defineBuiltIn = (type: ContentType, templates: BuiltIn[]): Template[] =>
  templates.map((template) => ({
    ...template,
    type,
    builtIn: true,
    kept: null,
    createdAt: null,
    updatedAt: null,
  }));
