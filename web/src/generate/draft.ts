import type { Moment } from '../components/moment-fields.js';
import type { ContentType, GenerateContentInput, GenerationOptionsInput } from '../gql/graphql.js';
import type { TemplateParts } from '../templates/template-choice.js';
import { givenOf, type Typed } from '../templates/typed.js';
import { beyond } from './options-form.js';

/** What a text is about. */
export interface TextRequest {
  prompt: string;
  type: ContentType;
  /** Includes the options of the template. Null for none. */
  options: GenerationOptionsInput | null;
  /** The chosen template with the version whose prompt was shown; null for a prompt. */
  template: TemplateParts | null;
  /** The values of its variables. */
  typed: Typed;
}

/** The form's content, kept per tab across reloads and sign-ins. */
export interface Draft extends TextRequest {
  delaySeconds: number;
  /** When it starts, in place of a delay. */
  start: Moment | null;
  /** The idempotency key: created with the first attempt to send this content, and sent with each retry. */
  idempotencyKey: string | null;
}

const KEY = 'draft';
export const NOTHING: TextRequest = {
  prompt: '',
  type: 'BLOG_POST_OUTLINE',
  options: null,
  template: null,
  typed: {},
};
const EMPTY: Draft = {
  ...NOTHING,
  delaySeconds: 0,
  start: null,
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

/** The request in the form of the API: a prompt, or a template with the values of its variables. */
export function requestInput({ prompt, type, options, template, typed }: TextRequest) {
  if (!template) return { type, options, prompt };
  return {
    type,
    options: beyond(options, template.options ?? null),
    templateId: template.id,
    variables: givenOf(template.variables, typed),
  };
}

/** The input that is sent. It names the version of the template that was shown. */
export function inputOf({ delaySeconds, start, idempotencyKey, ...request }: Draft): GenerateContentInput {
  return {
    ...requestInput(request),
    ...(request.template && { templateVersion: request.template.version }),
    ...(start ? { scheduledFor: start } : { delaySeconds }),
    idempotencyKey,
  };
}
