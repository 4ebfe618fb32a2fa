import type { JobErrorCode } from './gql/graphql.js';

/** An error of GraphQL as it crosses the wire. */
export interface GraphQLErrorLike {
  message: string;
  extensions?: { code?: string; retryAfterSeconds?: number } & Record<string, unknown>;
}

/** Every error of this package. `code` is for programs, `message` for users. */
export class SmartContentError extends Error {
  override name = 'SmartContentError';

  constructor(
    readonly code: string,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** The API answered with errors. `code` is the `extensions.code` of the first one: see docs/api.md. */
export class ApiError extends SmartContentError {
  override name = 'ApiError';
  /** How long to wait after RATE_LIMITED, in seconds. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly errors: readonly GraphQLErrorLike[],
    /** The data of the response besides the errors; null if there are none. */
    readonly data: unknown = null,
  ) {
    const [first] = errors;
    super(first?.extensions?.code ?? 'UNKNOWN', errors.map(({ message }) => message).join('; '));
    this.retryAfterSeconds = first?.extensions?.retryAfterSeconds;
  }
}

/** No response, or not one of the API: `code` is NETWORK, BAD_RESPONSE, ABORTED, CLOSED or NO_WEBSOCKET. */
export class ConnectionError extends SmartContentError {
  override name = 'ConnectionError';
}

/** A job ended without a text: `code` is the job's error, or CANCELED. */
export class JobEndError<Job extends object = object> extends SmartContentError {
  override name = 'JobEndError';
  declare readonly code: JobErrorCode | 'CANCELED';

  constructor(
    code: JobErrorCode | 'CANCELED',
    message: string,
    /** The job as it was at its end. A canceled one keeps the text so far. */
    readonly job: Job,
  ) {
    super(code, message);
  }
}

/** Errors of the API for which a retry of the same request is useless. */
const FINAL = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'NOT_FOUND',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
]);

export const isFinal = (error: ApiError): boolean => FINAL.has(error.code);
