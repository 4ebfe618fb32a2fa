import { fieldsOf, parseJson } from './loose-json.js';

/** A change that may make a refused request succeed within the same attempt. */
export type Remedy =
  /** The model is being loaded. `ms` is the wait that the server reports, if any. */
  | { kind: 'wait'; ms: number | null }
  /** The model does not take a parameter, or not our value of it: the first of these that the request has. */
  | { kind: 'without'; parameters: Parameter[] }
  /** The model's chat template has no system role. */
  | { kind: 'no-system-role' }
  /** The refusal gives no reason: the cause may be the request for the usage. */
  | { kind: 'without-usage' };

/** Parameters of a request that can be left out or replaced. */
export type Parameter = (typeof PARAMETERS)[number];

const PARAMETERS = [
  'max_tokens',
  'max_completion_tokens',
  'temperature',
  'stream',
  'grammar',
  'seed',
  'stream_options',
  'include_usage',
  'usage',
] as const;

/** Statuses of a server whose model is not loaded yet; `null` is an error within a 200. */
const NOT_READY: ReadonlySet<number | null> = new Set([null, 425, 500, 502, 503]);
/** The messages of llama.cpp, Ollama, Hugging Face, vLLM's front ends, NIM, Baseten and others. */
const LOADING = [
  /\bloading (?:the )?model\b/i,
  /\bmodel\b.{0,200}?\b(?:is|are|being|still|currently)\b.{0,40}?\b(?:loading|loaded|warming up|starting up|initiali[sz]ing|deploying)\b/i,
  /\b(?:endpoint|server|engine|service)\b.{0,100}?\b(?:is|being|still|currently)\b.{0,40}?\b(?:loading|warming up|starting|initiali[sz]ing|waking up)\b/i,
  /\bmodel\b.{0,100}?\bnot (?:yet )?ready\b/i,
];
/** Failures to load a model, for which there is no wait. */
const NOT_LOADED = /\b(?:fail|error|unable|cannot|could not|couldn't|not loaded|unload)/i;

const REFUSED: ReadonlySet<number | null> = new Set([null, 400, 422]);
const UNSUPPORTED =
  /unsupported|not support|n't support|unrecognized|unknown|unexpected|not permitted|extra_forbidden|not allowed|deprecated|only the default|only 1 is allowed/i;

const ASKED_USAGE = /\b(?:stream_options|include_usage)\b/;

/** llama.cpp and SGLang answer 500 if the template raises. */
const TEMPLATE_REFUSED: ReadonlySet<number | null> = new Set([null, 400, 422, 500]);
/** The words of the templates of Gemma and Mistral, of OpenAI's o1-mini, and of Google's API for Gemma. */
const NO_SYSTEM_ROLE = [
  /\bsystem['"]?[\s_]+(?:role|message|prompt|instruction)s?\b[^.]{0,60}?(?:not|n't|un)[\s-]*(?:support|enabl|allow|permitt|accept)/i,
  /(?:not|n't|un)[\s-]*(?:support|accept|allow)\w*[^.]{0,40}?\bsystem['"]?\s+(?:role|message|prompt|instruction|with this model)/i,
  /\brole:?\s*['"]?system['"]?\s*(?:is\s+)?(?:not|un)[\s-]*(?:support|allow|accept)/i,
  /(?:unexpected|invalid|unknown) role:?\s*['"]?system\b/i,
  /developer instruction is not enabled/i,
  /only user,? (?:and )?(?!system)(?:\w+,? (?:and )?(?!system))*roles are supported/i,
  /^(?!.*optional system message).*conversation roles must alternate/is,
];

/**
 * Decides by an error's body whether the same attempt may repeat the request, and how.
 *
 * @param status the response's, or the one that an error within a 200 names; `null` where there is none.
 */
export function remedyFor(body: unknown, status: number | null): Remedy | null {
  const words = wordsOf(body).join(' ');
  if (NOT_READY.has(status)) {
    const seconds = numberAt(body, 'estimated_time');
    if (seconds !== null) return { kind: 'wait', ms: seconds * 1_000 };
    if (LOADING.some((form) => form.test(words)) && !NOT_LOADED.test(words))
      return { kind: 'wait', ms: null };
  }
  if (TEMPLATE_REFUSED.has(status) && NO_SYSTEM_ROLE.some((form) => form.test(words)))
    return { kind: 'no-system-role' };
  // A server that passes the parameters on to a function fails with 500.
  const failedBy = status === 500 && ASKED_USAGE.test(words);
  if ((REFUSED.has(status) || failedBy) && UNSUPPORTED.test(words)) {
    const named = PARAMETERS.map((name) => ({ name, at: positionOf(name, words) })).filter(
      ({ at }) => at >= 0,
    );
    const parameters = named.sort((one, another) => one.at - another.at).map(({ name }) => name);
    if (parameters.length > 0) return { kind: 'without', parameters };
  }
  return UNEXPLAINED.has(status) && !isExplained(body, words) ? { kind: 'without-usage' } : null;
}

/** A server may refuse an unknown parameter with any of these, in any words. */
const UNEXPLAINED: ReadonlySet<number | null> = new Set([400, 422, 501]);
/** Errors of the prompt or the model, not of a parameter. */
const EXPLAINED =
  /\b(?:content_policy_violation|content_filter|invalid_prompt|context_length_exceeded|string_above_max_length|request_too_large|model_not_found)\b/i;

/** Whether the body gives a reason: a known code, or the name of a parameter. */
function isExplained(body: unknown, words: string): boolean {
  const { error, param: bare } = fieldsOf(body);
  const param = fieldsOf(error).param ?? bare;
  return EXPLAINED.test(words) || (typeof param === 'string' && param !== '');
}

const positionOf = (name: string, words: string) => words.search(new RegExp(`(?<![\\w-])${name}(?![\\w-])`));

/** The fields in which servers and gateways put messages, without those that repeat the prompt. */
const PLACES = [
  'error',
  'errors',
  'code',
  'type',
  'param',
  'message',
  'detail',
  'loc',
  'msg',
  'metadata',
  'raw',
];
/** OpenRouter wraps an upstream's body, which may be wrapped again. */
const MAX_DEPTH = 6;

/** All words of an error's body that are not the prompt's, also those of a body within it. */
export function wordsOf(value: unknown, depth = 0): string[] {
  if (depth > MAX_DEPTH) return [];
  if (typeof value === 'string') {
    const inner = value.trimStart().startsWith('{') ? parseJson(value) : undefined;
    return inner === undefined ? [value] : wordsOf(inner, depth + 1);
  }
  if (Array.isArray(value)) return value.flatMap((entry) => wordsOf(entry, depth + 1));
  const fields = fieldsOf(value);
  return PLACES.flatMap((place) => (place in fields ? wordsOf(fields[place], depth + 1) : []));
}

function numberAt(body: unknown, name: string): number | null {
  const fields = fieldsOf(body);
  const value = fields[name] ?? fieldsOf(fields.error)[name];
  return typeof value === 'number' && value >= 0 && Number.isFinite(value) ? value : null;
}
