import { normalizeText } from '../../text/text.js';
import type { TextRequestInput } from '../jobs/job.types.js';
import { ownOptions } from '../jobs/options.js';
import type { ScheduledRequest } from './model/schedule.model.js';

const TEXT_FIELDS = ['prompt', 'type', 'templateId', 'templateVersion', 'variables'] as const;

/** What a schedule keeps of a request, without what is null. */
export function requestOf(input: TextRequestInput): ScheduledRequest {
  const { prompt, type, templateId, templateVersion, variables } = input;
  const options = ownOptions(input.options);
  return {
    ...(prompt != null && { prompt: normalizeText(prompt) }),
    ...(type != null && { type }),
    ...(templateId != null && { templateId }),
    ...(templateVersion != null && { templateVersion }),
    ...(variables?.length && {
      variables: variables.map(({ name, value }) => ({ name, value: normalizeText(value) })),
    }),
    ...(options && { options }),
  };
}

/** A request after a change. The fields of the text belong together, and options are of their own. */
export function changedRequest(before: ScheduledRequest, change: TextRequestInput): ScheduledRequest {
  const given = TEXT_FIELDS.some((name) => change[name] != null);
  const { options, ...text } = given ? requestOf(change) : before;
  const asked = change.options == null ? before.options : requestOf({ options: change.options }).options;
  return { ...text, ...(asked && { options: asked }) };
}
