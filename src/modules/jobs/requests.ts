import { notFound } from '../../graphql/errors.js';
import type { TemplatesService } from '../templates/templates.service.js';
import type { TextRequestInput } from './job.types.js';
import type { GenerationOptionsInput } from './options.input.js';
import { askedOptions, checkOptions, type FindVoice, type OptionLimits } from './options.js';
import { type RequestedText, requestedText } from './requested-text.js';

/** What a request asks for, as a job keeps it. */
export type ReadRequest = (
  userId: string,
  input: TextRequestInput & { options?: GenerationOptionsInput | null },
) => Promise<RequestedText>;

interface RequestsDeps {
  templates: Pick<TemplatesService, 'get'>;
  /** What the operator allows requests to ask for. */
  optionLimits: OptionLimits;
  findVoice: FindVoice;
}

/** Reads requests, which throw BAD_USER_INPUT, and NOT_FOUND for an unknown template or brand voice. */
export const createReadRequest =
  ({ templates, optionLimits, findVoice }: RequestsDeps): ReadRequest =>
  async (userId, input) => {
    const text = await requestedText((id, version) => templates.get(userId, id, version), input);
    const asked = askedOptions(input.options);
    if (!asked) return text;
    checkOptions(asked, text.type, optionLimits);
    const { brandVoice: id, ...options } = asked;
    if (id === undefined) return { ...text, options };
    const brandVoice = await findVoice(userId, id);
    if (!brandVoice) throw notFound('Brand voice');
    return { ...text, options: { ...options, brandVoice } };
  };
