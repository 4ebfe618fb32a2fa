import { createHash } from 'node:crypto';
import { AppError, badUserInput, notFound } from '../../graphql/errors.js';
import type { Fault } from '../../text/template.js';
import { normalizeText } from '../../text/text.js';
import type { ContentType } from '../../writing/content-type.js';
import type { RequestedOptions } from '../../writing/options/options.js';
import type { TextRequestInput } from '../jobs/job.types.js';
import type { GenerationOptionsInput } from '../jobs/options.input.js';
import { mergedOptions, ownOptions, type ReadOptions } from '../jobs/options.js';
import { type FindTemplate, type RequestedText, validateRequest } from '../jobs/requested-text.js';
import { type GenerateBatchInput, MAX_JOBS } from './batch.types.js';

/** The texts of a batch as single requests. @throws BAD_USER_INPUT */
export function itemsOf(input: GenerateBatchInput): TextRequestInput[] {
  const { items, templateId, templateVersion, variableSets, variations } = input;
  if ((items == null) === (variableSets == null))
    throw badUserInput({
      field: 'items',
      message: 'must be given, or templateId with variableSets, and not both',
    });
  if (variableSets != null && templateId == null)
    throw badUserInput({ field: 'templateId', message: 'must be given with variableSets' });
  if (items != null && (templateId != null || templateVersion != null))
    throw badUserInput({
      field: 'templateId',
      message: 'must not be given with items, which name their own',
    });
  const all =
    items ??
    (variableSets ?? []).map((variables) => ({
      variables,
      templateId: templateId ?? null,
      templateVersion: templateVersion ?? null,
    }));
  const field = items ? 'items' : 'variableSets';
  if (all.length === 0) throw badUserInput({ field, message: `must be 1 to ${MAX_JOBS}` });
  if (all.length * variations > MAX_JOBS)
    throw badUserInput({
      field: 'variations',
      message: `must make ${MAX_JOBS} jobs at most, and make ${all.length * variations}`,
    });
  return all;
}

interface TextsDeps {
  find: FindTemplate;
  read(type: ContentType, requested: RequestedOptions | undefined): ReturnType<ReadOptions>;
}

/** Calls the function once for equal arguments. */
function once<Args extends unknown[], Result>(call: (...args: Args) => Result): (...args: Args) => Result {
  const known = new Map<string, Result>();
  return (...args) => {
    const key = JSON.stringify(args);
    const found = known.get(key) ?? call(...args);
    known.set(key, found);
    return found;
  };
}

/**
 * The request to the model for each item.
 * @throws BAD_USER_INPUT with all that is wrong, by the index of the item; NOT_FOUND for the template of all items
 */
export async function textsOf(
  input: GenerateBatchInput,
  items: readonly TextRequestInput[],
  { find, read }: TextsDeps,
): Promise<RequestedText[]> {
  // Each template is read once, so that all items have the same version of it.
  const findOnce = once(find);
  const readOnce = once(read);
  const batchOptions = ownOptions(input.options);
  const texts: RequestedText[] = [];
  const faults: Fault[] = [];
  for (const [index, item] of items.entries()) {
    const validated = await validateRequest(findOnce, item);
    if (validated?.text) {
      const { defaults, ...text } = validated.text;
      const own = ownOptions(item.options);
      try {
        const found = await readOnce(text.type, mergedOptions(defaults, batchOptions, own));
        texts.push({ ...text, ...(found && { options: found }) });
      } catch (error) {
        const fields = error instanceof AppError && (error.extensions.fields as Fault[] | undefined);
        if (!fields) throw error;
        faults.push(...optionFaults(fields, own && index, faults));
      }
    } else if (validated) faults.push(...validated.faults.map((fault) => ofItem(fault, index, input)));
    else if (input.items == null) throw notFound('Template');
    else faults.push({ field: `items.${index}.templateId`, message: 'is not a template that you can use' });
  }
  if (faults.length > 0) throw badUserInput(...faults);
  return texts;
}

/** Faults of the options of an item, or of all: then once. */
function optionFaults(found: readonly Fault[], index: number | undefined, before: readonly Fault[]): Fault[] {
  if (index !== undefined)
    return found.map(({ field, message }) => ({ field: `items.${index}.${field}`, message }));
  return found.filter(({ field }) => !before.some((fault) => fault.field === field));
}

function ofItem({ field, message }: Fault, index: number, { items }: GenerateBatchInput): Fault {
  if (items != null) return { field: `items.${index}.${field}`, message };
  const [, ...name] = field.split('.');
  return { field: ['variableSets', index, ...name].join('.'), message };
}

/** A hash that is equal for equal requests: texts in one normal form, variables in one order. */
export function fingerprintOf(
  { variations, delaySeconds, options }: GenerateBatchInput,
  items: readonly TextRequestInput[],
) {
  const asked = items.map(({ prompt, type, templateId, templateVersion, variables }) => [
    prompt == null ? null : normalizeText(prompt),
    type ?? null,
    templateId?.toLowerCase() ?? null,
    templateVersion ?? null,
    (variables ?? []).map(({ name, value }) => [name, normalizeText(value)]).sort(byName),
  ]);
  const wishes = [options, ...items.map((item) => item.options)].map(sortedOptions);
  // Requests without options have the hash that they had before there were any.
  const more = wishes.some(Boolean) ? [wishes] : [];
  return createHash('sha256')
    .update(JSON.stringify([asked, variations, delaySeconds ?? null, ...more]))
    .digest('base64url');
}

function sortedOptions(input: GenerationOptionsInput | null | undefined) {
  const own = ownOptions(input);
  return own ? Object.entries(own).sort(([one], [other]) => (one < other ? -1 : 1)) : null;
}

const byName = ([one = '']: string[], [other = '']: string[]) => (one < other ? -1 : one > other ? 1 : 0);
