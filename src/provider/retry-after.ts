import { z } from 'zod';

const NUMBER = /^\d+(\.\d+)?$/;

/** Only the three forms of RFC 9110, section 5.6.7: `Date.parse` by itself also makes a date out of "-5". */
const HTTP_DATES = [
  /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/, // Sun, 06 Nov 1994 08:49:37 GMT
  /^\w{6,9}, \d{2}-\w{3}-\d{2} \d{2}:\d{2}:\d{2} GMT$/, // Sunday, 06-Nov-94 08:49:37 GMT
  /^\w{3} \w{3} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/, // Sun Nov  6 08:49:37 1994, in GMT though it does not say so
];

/**
 * Reads a `Retry-After` header: seconds (fractions too, which some servers send), or an HTTP date.
 *
 * @param now milliseconds since the epoch, for the date form.
 * @returns milliseconds to wait, not capped; `null` for nonsense, and for a date that has passed, which asks for nothing.
 */
export function parseRetryAfter(headerValue: string | null, now: number): number | null {
  const value = headerValue?.trim() ?? '';
  if (NUMBER.test(value)) return wholeMilliseconds(Number(value) * 1000);
  if (!HTTP_DATES.some((form) => form.test(value))) return null;
  const date = Date.parse(value.endsWith('GMT') ? value : `${value} GMT`);
  return date > now ? date - now : null;
}

/** How long a response asks to wait; the finer `retry-after-ms`, which OpenAI sends, comes first. */
export function retryAfterOf(headers: Pick<Headers, 'get'>, now: number): number | null {
  const milliseconds = headers.get('retry-after-ms')?.trim() ?? '';
  const fine = NUMBER.test(milliseconds) ? wholeMilliseconds(Number(milliseconds)) : null;
  return (
    fine ??
    parseRetryAfter(headers.get('retry-after'), now) ??
    parseReset(headers.get('x-ratelimit-reset'), now)
  );
}

/** The same for an error's body: OpenRouter repeats the upstream's headers in `metadata.headers`. */
export function retryAfterIn(body: unknown, now: number): number | null {
  const parsed = ErrorWithHeaders.safeParse(body);
  if (!parsed.success) return null;
  const metadata = parsed.data.error?.metadata ?? parsed.data.metadata;
  const headers = new Map(
    Object.entries(metadata?.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  return retryAfterOf({ get: (name) => headers.get(name) ?? null }, now);
}

const Metadata = z
  .object({ headers: z.record(z.string(), z.union([z.string(), z.number()])).optional() })
  .optional()
  .catch(undefined);
const ErrorWithHeaders = z.object({
  metadata: Metadata,
  error: z.object({ metadata: Metadata }).optional().catch(undefined),
});

/** From these on, a number is a time and not a wait: in milliseconds, and in seconds, since the epoch. */
const EPOCH_MS = 1e12;
const EPOCH_SECONDS = 1e9;

/** `X-RateLimit-Reset`: a moment in milliseconds or seconds since the epoch, or seconds to wait. */
function parseReset(value: string | null, now: number): number | null {
  const text = value?.trim() ?? '';
  if (!NUMBER.test(text)) return null;
  const number = Number(text);
  if (number < EPOCH_SECONDS) return wholeMilliseconds(number * 1_000);
  const moment = number >= EPOCH_MS ? number : number * 1_000;
  return moment > now ? wholeMilliseconds(moment - now) : null;
}

function wholeMilliseconds(value: number): number | null {
  const whole = Math.ceil(value);
  return Number.isSafeInteger(whole) ? whole : null;
}
