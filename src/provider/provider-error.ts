import { JobErrorCode, type JobFailure } from '../modules/jobs/model/job-error.js';
import type { Remedy } from './remedies.js';

/** The message to users for each class of failure. Fixed, so that it contains nothing from upstream. */
export const FAILURE_WORDS = {
  [JobErrorCode.RATE_LIMITED]: 'The text provider has too many requests at the moment.',
  [JobErrorCode.PROVIDER_REFUSED]:
    'The text provider refused the request: its key, credit or permissions need attention.',
  [JobErrorCode.INVALID_REQUEST]:
    'The text provider did not accept the request: this prompt or the chosen model does not suit it.',
  [JobErrorCode.PROVIDER_UNAVAILABLE]: 'The text provider could not be reached, or has trouble of its own.',
  [JobErrorCode.TIMEOUT]: 'The text provider took too long to answer.',
  [JobErrorCode.BAD_RESPONSE]: 'The text provider sent an answer that is empty, broken or not understood.',
  [JobErrorCode.INTERRUPTED]: 'The work on this text was interrupted.',
  [JobErrorCode.INTERNAL]: 'Something went wrong on our side.',
} as const satisfies Record<JobErrorCode, string>;

interface ProviderErrorDetails {
  code: JobErrorCode;
  retriable: boolean;
  retryAfterMs?: number | null;
  status?: number | null;
  remedy?: Remedy | null;
  ofModel?: boolean;
  /** A fixed message, for failures that the message of the class does not explain. */
  message?: string;
  /** What the provider gave as the reason; shown only for a provider on this machine. */
  said?: string | null;
  /** For the log only. */
  cause?: unknown;
}

/** A generation that failed at the provider, or on the way to it. The message may be shown to users. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly code: JobErrorCode;
  /** Whether another attempt of the same request may succeed. */
  readonly retriable: boolean;
  /** The wait that the provider requests, in milliseconds and not capped: the caller caps it. */
  readonly retryAfterMs: number | null;
  /** The HTTP status, or the one that an error inside a stream names; `null` where there was none. */
  readonly status: number | null;
  /** What may make the request succeed within the same attempt. */
  readonly remedy: Remedy | null;
  /** Whether another model of the same provider may succeed. */
  readonly ofModel: boolean;
  /** What the provider gave as the reason; `null` where it gave none, and once the error is fit for a log. */
  said: string | null;
  /** The error to log instead of this one; undefined for this one. */
  forLog?: Error;

  constructor(details: ProviderErrorDetails) {
    super(details.message ?? FAILURE_WORDS[details.code], { cause: details.cause });
    this.code = details.code;
    this.retriable = details.retriable;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.status = details.status ?? null;
    this.remedy = details.remedy ?? null;
    this.ofModel = details.ofModel ?? false;
    this.said = details.said ?? null;
  }
}

/** An answer without a usable text. Another attempt may succeed. */
export function badResponse(why: string, cause?: unknown): ProviderError {
  return new ProviderError({
    code: JobErrorCode.BAD_RESPONSE,
    retriable: true,
    cause: new Error(why, { cause }),
  });
}

/**
 * The failure of an attempt, as the job stores it. Every other error is a fault of this product, and may be temporary.
 */
export function toJobFailure(error: unknown): JobFailure {
  if (error instanceof ProviderError) {
    return { code: error.code, message: error.message, retriable: error.retriable };
  }
  return { code: JobErrorCode.INTERNAL, message: FAILURE_WORDS.INTERNAL, retriable: true };
}

/** Removes the key from the cause, so that it can be logged: some providers repeat the key in an error. */
export function hideSecret(error: ProviderError, secret: string | null): ProviderError {
  error.cause = redact(error.cause, secret);
  error.said = null;
  return error;
}

/**
 * Gives logs the class of the failure, its status and the codes of its causes, and none of the provider's words: they
 * may repeat the prompt or the text.
 */
export function hideContent(error: ProviderError): ProviderError {
  const codes: string[] = [];
  let cause = error.cause;
  for (let depth = 0; cause instanceof Error && depth < MAX_CAUSES; depth++) {
    const { code } = cause as NodeJS.ErrnoException;
    codes.push(typeof code === 'string' ? code : cause.name);
    cause = cause.cause;
  }
  const status = error.status === null ? '' : ` (status ${error.status})`;
  const hidden = new Error(`${FAILURE_WORDS[error.code]}${status}`);
  hidden.name = error.name;
  // Its own stack would be that of the log line, and a stack contains the message.
  delete (hidden as { stack?: string }).stack;
  error.forLog = Object.assign(hidden, { code: error.code, causes: codes });
  return error;
}

/** The longest message, and the longest stack, that is logged, in UTF-16 code units. */
const MAX_LOGGED = 4_000;

/** More than the causes of any request, and the end of a circular chain. */
const MAX_CAUSES = 8;

function redact(value: unknown, secret: string | null, depth = 0): Error | undefined {
  if (!(value instanceof Error) || depth === MAX_CAUSES) return undefined;
  const hide = (text: string) => {
    const named = secret ? text.replaceAll(secret, '[redacted]') : text;
    // Cut last: a key that is cut in half is no longer found.
    return named.replace(/\bBearer\s+[^\s"',}]+/gi, 'Bearer [redacted]').slice(0, MAX_LOGGED);
  };
  const copy = new Error(hide(value.message), { cause: redact(value.cause, secret, depth + 1) });
  copy.name = value.name;
  if (value.stack) copy.stack = hide(value.stack);
  // 'fetch failed' has no details; ECONNREFUSED or ENOTFOUND has.
  if ('code' in value && typeof value.code === 'string') Object.assign(copy, { code: value.code });
  return copy;
}
