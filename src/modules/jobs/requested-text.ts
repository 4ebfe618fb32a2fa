import { isDeepStrictEqual } from 'node:util';
import { badUserInput, notFound } from '../../graphql/errors.js';
import { type Fault, faultOfRendered, judgeValues, renderTemplate } from '../../text/template.js';
import { normalizeText } from '../../text/text.js';
import type { ContentType } from '../../writing/content-type.js';
import type { GenerationOptions, RequestedOptions } from '../../writing/options/options.js';
import type { Template } from '../templates/template.types.js';
import type { TextRequestInput } from './job.types.js';
import type { JobRecord } from './model/job.model.js';
import type { UsedTemplate } from './model/used-template.js';
import type { GenerationOptionsInput } from './options.input.js';
import { ownOptions, requestedOf, requestedOptions } from './options.js';

/** The request to the model, and its origin. */
export interface RequestedText {
  prompt: string;
  type: ContentType;
  template?: UsedTemplate;
  options?: GenerationOptions;
}

/** Includes the options of its template, which are not merged yet. */
export type TemplatedText = RequestedText & { defaults?: RequestedOptions };

/** A template that the requesting user can use; null for an unknown id or version. */
export type FindTemplate = (id: string, version?: number | null) => Promise<Template | null>;

export type ValidatedRequest = { text: TemplatedText; faults?: never } | { text?: never; faults: Fault[] };

/**
 * The text that a request is for, or all faults of the request. Null for an unknown template, which the caller reports.
 */
export async function validateRequest(
  find: FindTemplate,
  input: TextRequestInput,
): Promise<ValidatedRequest | null> {
  const { prompt, templateId, templateVersion, type } = input;
  if ((prompt == null) === (templateId == null)) {
    const message = 'must be given, or templateId with variables, and not both';
    return { faults: [{ field: 'prompt', message }] };
  }
  if (prompt == null) {
    const template = await find(templateId ?? '', templateVersion);
    return template && fromTemplate(template, input);
  }
  const faults: Fault[] = [];
  const withoutTemplate = 'must not be given without templateId';
  if (input.variables?.length) faults.push({ field: 'variables', message: withoutTemplate });
  if (templateVersion != null) faults.push({ field: 'templateVersion', message: withoutTemplate });
  if (type != null && faults.length === 0) return { text: { prompt: normalizeText(prompt), type } };
  if (type == null) faults.push({ field: 'type', message: 'must be given with prompt' });
  return { faults };
}

function fromTemplate(template: Template, input: TextRequestInput): ValidatedRequest {
  const { id, name, version, type } = template;
  const { values, faults } = judgeValues(template.variables, input.variables ?? []);
  if (input.type != null && input.type !== type)
    faults.push({ field: 'type', message: `must be ${type}, the type of the template, or absent` });
  if (faults.length > 0) return { faults };
  const prompt = normalizeText(renderTemplate(template.prompt, values));
  const fault = faultOfRendered(prompt);
  if (fault) return { faults: [{ field: 'variables', message: fault }] };
  const text = { prompt, type, template: { id, name, version, variables: valuesOf(input) } };
  return { text: { ...text, ...(template.kept && { defaults: template.kept }) } };
}

/** The values as requested, in one form and order, so that equal requests are equal. */
const valuesOf = ({ variables }: TextRequestInput): UsedTemplate['variables'] =>
  (variables ?? [])
    .map(({ name, value }) => ({ name, value: normalizeText(value) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));

/** @throws BAD_USER_INPUT with all that is wrong, NOT_FOUND for an unknown template */
export async function requestedText(find: FindTemplate, input: TextRequestInput): Promise<TemplatedText> {
  const validated = await validateRequest(find, input);
  if (!validated) throw notFound('Template');
  if (validated.faults) throw badUserInput(...validated.faults);
  return validated.text;
}

/**
 * Whether a job was made by an equal request. A template is compared by its id, version and variables as requested: it
 * may have been changed or deleted since.
 */
export function isRequestOf(job: JobRecord, input: TextRequestInput): boolean {
  const { template } = job;
  if (input.type != null && input.type !== job.type) return false;
  if (input.templateId == null)
    return template == null && input.type != null && job.prompt === normalizeText(input.prompt ?? '');
  return (
    template != null &&
    input.prompt == null &&
    template.id === input.templateId.toLowerCase() &&
    (input.templateVersion ?? template.version) === template.version &&
    JSON.stringify(pairs(template.variables)) === JSON.stringify(pairs(valuesOf(input)))
  );
}

/** Whether a job was made by a request with equal options. Those of its template may have been changed since. */
export function hasOptionsOf(job: JobRecord, options: GenerationOptionsInput | null | undefined): boolean {
  const own = job.template?.ownOptions;
  return own
    ? isDeepStrictEqual(own, ownOptions(options) ?? {})
    : isDeepStrictEqual(requestedOf(job.options), requestedOptions(options));
}

const pairs = (variables: UsedTemplate['variables']) => variables.map(({ name, value }) => [name, value]);
