import { fieldsOf } from './loose-json.js';

const NUMBER = /^\d+(\.\d+)?$/;

/** Only the three forms of RFC 9110, section 5.6.7: `Date.parse` by itself also makes a date out of "-5". */
const HTTP_DATES = [
  /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/, // Sun, 06 Nov 1994 08:49:37 GMT
  /^\w{6,9}, \d{2}-\w{3}-\d{2} \d{2}:\d{2}:\d{2} GMT$/, // Sunday, 06-Nov-94 08:49:37 GMT
  /^\w{3} \w{3} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/, // Sun Nov  6 08:49:37 1994, in GMT, which it does not name
];

/**
 * Reads a `Retry-After` header: seconds (fractions too, which some servers send), or an HTTP date.
 *
 * @param now milliseconds since the epoch, for the date form.
 * @returns milliseconds to wait, not capped; `null` for an invalid value, and for a date that has passed.
 */
export function parseRetryAfter(headerValue: string | null, now: number): number | null {
  const value = headerValue?.trim() ?? '';
  if (NUMBER.test(value)) return wholeMilliseconds(Number(value) * 1000);
  if (!HTTP_DATES.some((form) => form.test(value))) return null;
  const date = Date.parse(value.endsWith('GMT') ? value : `${value} GMT`);
  return date > now ? date - now : null;
}

/** Headers of gateways with the time when a limit is lifted. */
const RESETS = ['x-ratelimit-reset', 'x-rate-limit-reset', 'ratelimit-reset', 'x-ratelimit-reset-after'];

/**
 * Headers with the rest of each limit and the time when it is lifted: of OpenAI, Groq, Mistral and others; of
 * Anthropic.
 */
const LIMITS = ['requests', 'tokens', 'input-tokens', 'output-tokens'].flatMap((unit) => [
  { left: `x-ratelimit-remaining-${unit}`, reset: `x-ratelimit-reset-${unit}` },
  { left: `anthropic-ratelimit-${unit}-remaining`, reset: `anthropic-ratelimit-${unit}-reset` },
]);

/**
 * The wait that a response requests: `retry-after-ms`, which OpenAI sends and which is finer than `retry-after`;
 * without both, the time until the exhausted limits are lifted.
 */
export function retryAfterOf(headers: Pick<Headers, 'get'>, now: number): number | null {
  const milliseconds = headers.get('retry-after-ms')?.trim() ?? '';
  const fine = NUMBER.test(milliseconds) ? wholeMilliseconds(Number(milliseconds)) : null;
  const asked = fine ?? parseRetryAfter(headers.get('retry-after'), now);
  if (asked !== null) return asked;
  const named = firstOf(RESETS.map((name) => parseReset(headers.get(name), now)));
  const resets = LIMITS.filter(({ left }) => headers.get(left)?.trim() === '0').map(({ reset }) =>
    parseReset(headers.get(reset), now),
  );
  return named ?? resets.reduce((one, other) => Math.max(one ?? 0, other ?? 0) || null, null);
}

/**
 * The same for an error's body: OpenRouter repeats the upstream's headers in `metadata.headers`, Google's API sends it
 * in `details`, others in `retry_after` or in the message.
 */
export function retryAfterIn(body: unknown, now: number): number | null {
  const envelope = fieldsOf(Array.isArray(body) ? body[0] : body);
  const error = fieldsOf(envelope.error);
  const { headers } = fieldsOf(error.metadata ?? envelope.metadata);
  const repeated = new Map(
    Object.entries(fieldsOf(headers)).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  const details = [error.details ?? envelope.details ?? []].flat();
  const delays = details.map((detail) => parseDuration(fieldsOf(detail).retryDelay));
  const seconds = [error, envelope].map((fields) => parseRetryAfter(textOf(fields.retry_after), now));
  const words = [error.message, envelope.message, envelope.error].map((text) =>
    parseDuration(ASKED.exec(typeof text === 'string' ? text : '')?.[1]),
  );
  return (
    retryAfterOf({ get: (name) => repeated.get(name) ?? null }, now) ??
    firstOf([...delays, ...seconds, ...words])
  );
}

const firstOf = (waits: (number | null)[]) => waits.find((wait) => wait !== null) ?? null;
const textOf = (value: unknown) =>
  typeof value === 'number' || typeof value === 'string' ? String(value) : null;

const UNIT_MS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const PART = /(\d+(?:\.\d+)?)\s*(ms|[smhd])[a-z]*\s*/g;
const DURATION = /^(?:\d+(?:\.\d+)?\s*(?:ms|[smhd]|sec(?:ond)?s?|min(?:ute)?s?|hours?)\s*)+$/;
/** The wait in the message of a 429 from OpenAI, Azure, Groq and others. */
const ASKED =
  /\b(?:try again (?:in|after)|retry (?:in|after))\s+((?:\d+(?:\.\d+)?\s*(?:ms|sec(?:ond)?s?|min(?:ute)?s?|hours?|[smh])\s*)+)/i;

/** `7.66s`, `2m59.56s`, `250ms`, `20 seconds`. */
function parseDuration(value: unknown): number | null {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (!DURATION.test(text)) return null;
  const parts = Array.from(
    text.matchAll(PART),
    ([, count, unit]) => Number(count) * (UNIT_MS[unit ?? ''] ?? 0),
  );
  return wholeMilliseconds(parts.reduce((sum, part) => sum + part, 0));
}

/** Numbers from these on are times since the epoch, not waits: in milliseconds, and in seconds. */
const EPOCH_MS = 1e12;
const EPOCH_SECONDS = 1e9;
/** RFC 3339, as Anthropic writes it. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i;

/** When a limit is lifted: a moment since the epoch or by its date, seconds to wait, or a duration. */
function parseReset(value: string | null, now: number): number | null {
  const text = value?.trim() ?? '';
  if (MOMENT.test(text)) return until(Date.parse(text), now);
  if (!NUMBER.test(text)) return parseDuration(text) ?? parseRetryAfter(text, now);
  const number = Number(text);
  if (number < EPOCH_SECONDS) return wholeMilliseconds(number * 1_000);
  return until(number >= EPOCH_MS ? number : number * 1_000, now);
}

const until = (moment: number, now: number) => (moment > now ? wholeMilliseconds(moment - now) : null);

function wholeMilliseconds(value: number): number | null {
  const whole = Math.ceil(value);
  return Number.isSafeInteger(whole) ? whole : null;
}
