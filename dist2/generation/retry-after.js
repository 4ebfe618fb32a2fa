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
export function parseRetryAfter(headerValue, now) {
    const value = headerValue?.trim() ?? '';
    if (NUMBER.test(value))
        return wholeMilliseconds(Number(value) * 1000);
    if (!HTTP_DATES.some((form) => form.test(value)))
        return null;
    const date = Date.parse(value.endsWith('GMT') ? value : `${value} GMT`);
    return date > now ? date - now : null;
}
/** How long a response asks to wait; the finer `retry-after-ms`, which OpenAI sends, comes first. */
export function retryAfterOf(headers, now) {
    const milliseconds = headers.get('retry-after-ms')?.trim() ?? '';
    const fine = NUMBER.test(milliseconds) ? wholeMilliseconds(Number(milliseconds)) : null;
    return fine ?? parseRetryAfter(headers.get('retry-after'), now);
}
function wholeMilliseconds(value) {
    const whole = Math.ceil(value);
    return Number.isSafeInteger(whole) ? whole : null;
}
//# sourceMappingURL=retry-after.js.map