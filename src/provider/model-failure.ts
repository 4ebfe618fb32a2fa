import { JobErrorCode } from '../modules/jobs/model/job-error.js';
import type { Classification } from './provider-error-rules.js';
import { wordsOf } from './remedies.js';

/** Classes of failure that are specific to a model: it is overloaded, rate limited or too slow. */
const BY_CLASS: ReadonlySet<JobErrorCode> = new Set([
  JobErrorCode.RATE_LIMITED,
  JobErrorCode.PROVIDER_UNAVAILABLE,
  JobErrorCode.TIMEOUT,
]);

/** Statuses of a server that refuses the model or the length of the prompt; `null` is an error within a 200. */
const STATUSES: ReadonlySet<number | null> = new Set([null, 400, 403, 404, 410, 413, 422]);

/** The messages of OpenAI, OpenRouter, Groq, Hugging Face, Ollama, vLLM, Mistral, Google and others. */
const UNKNOWN_MODEL = [
  /\b(?:model_not_found|unknown_model|invalid_model|model_decommissioned|model_not_supported|model_not_available|deploymentnotfound)\b/i,
  /\bmodels?\b.{0,200}?\b(?:not found|not exist|does ?n[o']t exist|not a valid model|not available|unavailable|decommissioned|deprecated|no longer)/is,
  /\b(?:no such|unknown|invalid|unavailable) model\b/i,
  /\bnot a valid model\b/i,
  /\bno (?:allowed )?(?:endpoints|providers)\b.{0,40}?\b(?:found|available)/i,
];
/** The prompt, with what may be written, is longer than the model can read. */
const TOO_LONG = [
  /\b(?:context_length_exceeded|string_above_max_length|request_too_large|context_window_exceeded)\b/i,
  /\bcontext (?:length|window|size)\b/i,
  /\bmax(?:imum)?[ _](?:context|prompt|input|sequence)\b/i,
  /\b(?:prompt|input|message|request)s?\b.{0,60}?\btoo (?:long|large|many tokens)\b/i,
  /\btoken count\b.{0,80}?\bexceeds\b/i,
  /\breduce the length\b/i,
];

/** The prompt is too long for the model, whatever the words. */
const TOO_LARGE = 413;

/** Whether a failure that the provider reported is specific to the model, so that another model may succeed. */
export function isOfModel(
  body: unknown,
  { code, status }: Pick<Classification, 'code'> & { status: number | null },
): boolean {
  if (BY_CLASS.has(code)) return true;
  if (!STATUSES.has(status)) return false;
  if (status === TOO_LARGE) return true;
  const words = wordsOf(body).join(' ');
  return [...UNKNOWN_MODEL, ...TOO_LONG].some((form) => form.test(words));
}
