import type { ContentType, GenerateContentInput, GenerationOptionsInput } from '../gql/graphql.js';
import type { TemplateParts } from '../templates/template-choice.js';
import { givenOf, type Typed } from '../templates/typed.js';

/** The form's content, kept per tab across reloads and sign-ins. */
export interface Draft {
  prompt: string;
  type: ContentType;
  delaySeconds: number;
  /** Null: nothing is asked for besides the prompt. */
  options: GenerationOptionsInput | null;
  /** The chosen template with the version whose prompt was shown; null for a prompt. */
  template: TemplateParts | null;
  /** The values of its variables. */
  typed: Typed;
  /** The idempotency key: created with the first attempt to send this content, and sent with each retry. */
  idempotencyKey: string | null;
}

const KEY = 'draft';
const EMPTY: Draft = {
  prompt: '',
  type: 'BLOG_POST_OUTLINE',
  delaySeconds: 0,
  options: null,
  template: null,
  typed: {},
  idempotencyKey: null,
};

export function readDraft(): Draft {
  try {
    return { ...EMPTY, ...(JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Partial<Draft>) };
  } catch {
    return EMPTY;
  }
}

export function keepDraft(draft: Draft): Draft {
  sessionStorage.setItem(KEY, JSON.stringify(draft));
  return draft;
}

/** After it is accepted: keeps the choices, clears the prompt and the key. */
export const emptied = ({ type, delaySeconds, options, template }: Draft): Draft => ({
  ...EMPTY,
  type,
  delaySeconds,
  options,
  template,
});

/** What is sent: a prompt, or a template in the version that was shown, with the values of its variables. */
export function inputOf({
  prompt,
  type,
  delaySeconds,
  options,
  template,
  typed,
  idempotencyKey,
}: Draft): GenerateContentInput {
  const common = { type, delaySeconds, idempotencyKey, options };
  if (!template) return { ...common, prompt };
  const { id, version, variables } = template;
  return { ...common, templateId: id, templateVersion: version, variables: givenOf(variables, typed) };
}
