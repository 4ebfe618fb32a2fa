import { z } from 'zod';
import { JobErrorCode } from '../modules/jobs/model/job-error.js';

/** What a failure means for the job, whatever shape it came in. */
export interface Classification {
  code: JobErrorCode;
  /** Whether another attempt of the same request may succeed. */
  retriable: boolean;
}

const RATE_LIMITED: Classification = { code: JobErrorCode.RATE_LIMITED, retriable: true };
const REFUSED: Classification = { code: JobErrorCode.PROVIDER_REFUSED, retriable: false };
const INVALID: Classification = { code: JobErrorCode.INVALID_REQUEST, retriable: false };
const UNAVAILABLE: Classification = { code: JobErrorCode.PROVIDER_UNAVAILABLE, retriable: true };
const TIMEOUT: Classification = { code: JobErrorCode.TIMEOUT, retriable: true };
const BAD_RESPONSE: Classification = { code: JobErrorCode.BAD_RESPONSE, retriable: true };

/** The statuses that differ from the rest of their hundred. */
const STATUSES: ReadonlyMap<number, Classification> = new Map([
  [401, REFUSED],
  [402, REFUSED],
  [403, REFUSED],
  [408, TIMEOUT],
  [409, UNAVAILABLE],
  // From Hugging Face's server: the model failed, or a step before it.
  [424, UNAVAILABLE],
  [425, UNAVAILABLE],
  [429, RATE_LIMITED],
  // From Groq: the server has no capacity at the moment.
  [498, UNAVAILABLE],
]);

/**
 * A 3xx counts as INVALID_REQUEST: a redirect is never followed, since the key would travel with it, so the configured
 * address is not the API's, as with 404, and a retry cannot succeed. A status that is not a failure (below 300, or
 * above 599) is a BAD_RESPONSE.
 */
export function classifyStatus(status: number): Classification {
  const special = STATUSES.get(status);
  if (special) return special;
  if (status >= 500 && status < 600) return UNAVAILABLE;
  if (status >= 300 && status < 500) return INVALID;
  return BAD_RESPONSE;
}

/**
 * An empty account. OpenAI reports it with a 429, but no wait refills an account: these words take precedence over the
 * status, so that a job fails at once instead of using up its attempts.
 */
const OUT_OF_CREDIT: ReadonlySet<string> = new Set([
  'insufficient_quota',
  'insufficient_credits',
  'billing_hard_limit_reached',
  'billing_not_active',
  'exceeded_current_quota_error',
  'insufficient_balance',
  'arrearage',
]);

/** `code`, `type` and `status` words of OpenAI, OpenRouter, Anthropic, Google and vLLM, in lower case. */
const WORDS: ReadonlyMap<string, Classification> = new Map([
  ['rate_limit_exceeded', RATE_LIMITED],
  ['rate_limit_error', RATE_LIMITED],
  ['too_many_requests', RATE_LIMITED],
  ['resource_exhausted', RATE_LIMITED],
  ['invalid_api_key', REFUSED],
  ['authentication_error', REFUSED],
  ['unauthenticated', REFUSED],
  ['unauthorized', REFUSED],
  ['permission_error', REFUSED],
  ['permission_denied', REFUSED],
  ['account_deactivated', REFUSED],
  ['billing_error', REFUSED],
  ['context_length_exceeded', INVALID],
  ['string_above_max_length', INVALID],
  ['request_too_large', INVALID],
  ['content_policy_violation', INVALID],
  ['content_filter', INVALID],
  ['invalid_prompt', INVALID],
  ['invalid_argument', INVALID],
  ['invalid_request_error', INVALID],
  ['badrequesterror', INVALID],
  ['model_not_found', INVALID],
  ['not_found_error', INVALID],
  ['insufficient_system_resource', UNAVAILABLE],
  ['server_error', UNAVAILABLE],
  ['internal_error', UNAVAILABLE],
  ['internal_server_error', UNAVAILABLE],
  ['api_error', UNAVAILABLE],
  ['overloaded_error', UNAVAILABLE],
  ['service_unavailable', UNAVAILABLE],
  ['timeout', TIMEOUT],
  ['timeout_error', TIMEOUT],
  ['deadline_exceeded', TIMEOUT],
]);

/** Upstreams differ in every field, so an invalid field is ignored. */
const scalar = z.union([z.string(), z.number()]).optional().catch(undefined);
const ErrorFields = z.object({ code: scalar, type: scalar, status: scalar, status_code: scalar });
const Said = z.union([
  z.object({ message: z.string().min(1) }).transform(({ message }) => message),
  z.object({ detail: z.string().min(1) }).transform(({ detail }) => detail),
  // The form of Ollama.
  z.string().min(1),
]);

/** The reason in an error's body, in the provider's own words; `null` if there is none. */
export function reasonIn(body: unknown): string | null {
  const envelope = z.object({ error: z.unknown() }).safeParse(body);
  return Said.safeParse(envelope.success ? envelope.data.error : body).data ?? null;
}

/**
 * Classifies an error's body: `{ error: {…} }`, the inner object alone, or anything else. In order: an empty account,
 * the HTTP status, a status that the body names (as `code` or `status`), known words, and at last PROVIDER_UNAVAILABLE,
 * since an error without a reason is more often a fault of the provider than of the request.
 *
 * @param httpStatus `null` for an error inside a response with the status 200.
 * @returns also the status that decided, or `null`.
 */
export function classifyErrorBody(
  body: unknown,
  httpStatus: number | null = null,
): Classification & { status: number | null } {
  const signs = errorSigns(body);
  const words = signs.filter((sign) => typeof sign === 'string').map((sign) => sign.toLowerCase());
  const status = httpStatus ?? signs.map(Number).find(isErrorStatus) ?? null;
  if (words.some((word) => OUT_OF_CREDIT.has(word))) return { ...REFUSED, status };
  if (status === 403 && isModeration(body)) return { ...INVALID, status };
  if (status !== null) return { ...classifyStatus(status), status };
  const known = words.map((word) => WORDS.get(word)).find((entry) => entry !== undefined);
  return { ...(known ?? UNAVAILABLE), status };
}

const Moderated = z.object({ metadata: z.object({ reasons: z.array(z.unknown()).min(1) }) });

/** OpenRouter's moderation refuses a prompt with 403, the status of a key without permission. */
function isModeration(body: unknown): boolean {
  const envelope = z.object({ error: z.unknown() }).safeParse(body);
  return Moderated.safeParse(envelope.success ? envelope.data.error : body).success;
}

function errorSigns(body: unknown): (string | number)[] {
  const envelope = z.object({ error: z.unknown() }).safeParse(body);
  const error = (envelope.success && envelope.data.error) || body;
  const fields = ErrorFields.safeParse(error);
  if (!fields.success) return [];
  const { code, type, status, status_code } = fields.data;
  return [code, type, status, status_code].filter((sign) => sign !== undefined);
}

function isErrorStatus(value: number): boolean {
  return Number.isInteger(value) && value >= 400 && value < 600;
}
