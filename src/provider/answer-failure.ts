import { JobErrorCode } from '../modules/jobs/model/job-error.js';
import { fieldsOf } from './loose-json.js';
import { isOfModel } from './model-failure.js';
import { ProviderError } from './provider-error.js';
import { classifyErrorBody, reasonIn } from './provider-error-rules.js';
import { remedyFor } from './remedies.js';
import { retryAfterIn } from './retry-after.js';

/** The same request would fail again, and each one is charged. */
export const onlyReasoning = () =>
  new ProviderError({
    code: JobErrorCode.INVALID_REQUEST,
    retriable: false,
    ofModel: true,
    message:
      'The model reached its token limit before it wrote any text: raise MAX_TOKENS, or choose another model.',
    cause: new Error('Only reasoning came before the token limit'),
  });

/** The same prompt would be refused again. */
export const promptRefused = (why: string) =>
  new ProviderError({ code: JobErrorCode.INVALID_REQUEST, retriable: false, cause: new Error(why) });

/** An error may come in place of a chunk, or inside one: OpenRouter sends both at once, top level and choice. */
export function failureIn(data: unknown, eventName: string | undefined): ProviderError | null {
  // Before and apart from `Chunk`: an event that reports an error need not be valid otherwise. Without a schema,
  // because each event is checked. Google's API puts an error into a list.
  const event = Array.isArray(data) && data.length === 1 ? data[0] : data;
  const { error, object, choices, ...others } = fieldsOf(event);
  const choice = Array.isArray(choices) ? fieldsOf(choices[0]) : undefined;
  const found =
    error ||
    choice?.error ||
    ((object === 'error' || eventName === 'error' || FAULTS.has(choice?.finish_reason)) &&
      (event ?? 'error')) ||
    (choices === undefined && isBareError(others) && event);
  if (!found) return null;
  const classified = classifyErrorBody(found);
  const { status } = classified;
  return new ProviderError({
    ...classified,
    remedy: remedyFor(found, status),
    ofModel: isOfModel(found, classified),
    retryAfterMs: retryAfterIn(found, Date.now()),
    said: reasonIn(found),
    cause: new Error(`In the answer: ${JSON.stringify(found)}`),
  });
}

/** The failure of a server that broke off, by the finish reason that it reports instead of one of the text. */
const FAULTS: ReadonlySet<unknown> = new Set([
  'error',
  'abort',
  'network_error',
  'insufficient_system_resource',
]);

/** An error without its envelope, as frameworks and gateways write it. */
const isBareError = ({ message, detail, code, type, status }: Record<string, unknown>): boolean =>
  typeof detail === 'string' ||
  (typeof message === 'string' && [code, type, status].some((sign) => sign !== undefined && sign !== null));
