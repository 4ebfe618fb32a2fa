import { AppError } from '../errors.js';
/** What clients read of a limit in `extensions.rateLimit`. */
export const toExtension = ({ exceeded: _, ...told }) => told;
/** `RateLimit-Policy` and `RateLimit` of the IETF's draft on RateLimit header fields, and `Retry-After` of RFC 9110. */
export function limitHeaders(reports) {
    const headers = new Map();
    if (reports.length === 0)
        return headers;
    const list = (item) => reports.map(item).join(', ');
    headers.set('ratelimit-policy', list(({ name, limit, windowSeconds }) => `"${name}";q=${limit};w=${windowSeconds}`));
    headers.set('ratelimit', list(({ name, remaining, resetSeconds }) => `"${name}";r=${remaining};t=${resetSeconds}`));
    const waits = reports.filter(({ exceeded }) => exceeded).map(({ resetSeconds }) => resetSeconds);
    if (waits.length > 0)
        headers.set('retry-after', String(Math.max(...waits)));
    return headers;
}
/** The refusal, which names the limit and when it ends. A request that is refused whole answers with 429. */
export function rateLimited(refusal, reports) {
    const { name, limit, windowSeconds, resetSeconds } = refusal;
    return new AppError('RATE_LIMITED', `The limit of ${name} is reached: ${limit} in ${windowSeconds} seconds. Try again in ${resetSeconds} seconds.`, {
        retryAfterSeconds: resetSeconds,
        rateLimit: toExtension(refusal),
        http: { status: 429, headers: limitHeaders(reports) },
    });
}
//# sourceMappingURL=limit-report.js.map