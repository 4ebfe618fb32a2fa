import type { TemplatesService } from '../templates/templates.service.js';
import type { TextRequestInput } from './job.types.js';
import { createReadOptions, mergedOptions, ownOptions, type ReadOptionsDeps } from './options.js';
import { type RequestedText, requestedText } from './requested-text.js';

/** A request, as a job stores it. */
export type ReadRequest = (userId: string, input: TextRequestInput) => Promise<RequestedText>;

interface RequestsDeps extends ReadOptionsDeps {
  templates: Pick<TemplatesService, 'get'>;
}

/** Reads requests, which throw BAD_USER_INPUT, and NOT_FOUND for an unknown template or brand voice. */
export function createReadRequest({ templates, ...deps }: RequestsDeps): ReadRequest {
  const readOptions = createReadOptions(deps);
  return async (userId, input) => {
    const { defaults, ...text } = await requestedText(
      (id, version) => templates.get(userId, id, version),
      input,
    );
    const own = ownOptions(input.options);
    const options = await readOptions(userId, text.type, mergedOptions(defaults, own));
    // With options of a template, those of the request can't be derived from the job's.
    const template = text.template && { ...text.template, ...(defaults && { ownOptions: own ?? {} }) };
    return { ...text, ...(template && { template }), ...(options && { options }) };
  };
}
