import { AppError } from '../graphql/errors.js';

/** What is left of a limit after a count. */
export interface LimitReport {
  name: string;
  limit: number;
  windowSeconds: number;
  remaining: number;
  /** When the window ends, in seconds from now. */
  resetSeconds: number;
  exceeded: boolean;
}

/** The form of a report in `extensions.rateLimit`. */
export const toExtension = ({ exceeded: _, ...extension }: LimitReport) => extension;

/** `RateLimit-Policy` and `RateLimit` of the IETF's draft on RateLimit header fields, and `Retry-After` of RFC 9110. */
export function limitHeaders(reports: LimitReport[]): Map<string, string> {
  const headers = new Map<string, string>();
  if (reports.length === 0) return headers;
  const list = (item: (report: LimitReport) => string) => reports.map(item).join(', ');
  headers.set(
    'ratelimit-policy',
    list(({ name, limit, windowSeconds }) => `"${name}";q=${limit};w=${windowSeconds}`),
  );
  headers.set(
    'ratelimit',
    list(({ name, remaining, resetSeconds }) => `"${name}";r=${remaining};t=${resetSeconds}`),
  );
  const waits = reports.filter(({ exceeded }) => exceeded).map(({ resetSeconds }) => resetSeconds);
  if (waits.length > 0) headers.set('retry-after', String(Math.max(...waits)));
  return headers;
}

/** The error of a request over a limit, with the limit's name and when its window ends; the HTTP status is 429. */
export function rateLimited(refusal: LimitReport, reports: LimitReport[]): AppError {
  const { name, limit, windowSeconds, resetSeconds } = refusal;
  return new AppError(
    'RATE_LIMITED',
    `The limit of ${name} is reached: ${limit} in ${windowSeconds} seconds. Try again in ${resetSeconds} seconds.`,
    {
      retryAfterSeconds: resetSeconds,
      rateLimit: toExtension(refusal),
      http: { status: 429, headers: limitHeaders(reports) },
    },
  );
}
