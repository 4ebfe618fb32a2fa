import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import type { Logger } from '../infra/logger.js';
import { isOutage } from '../infra/outage.js';

/** The product's own codes. Clients find them in `extensions.code`, over HTTP and WebSocket alike. */
export type ErrorCode =
  | 'BAD_REQUEST'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'EMAIL_TAKEN'
  | 'INVALID_CREDENTIALS'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'BUDGET_EXCEEDED'
  | 'SERVICE_UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR';

/** GraphQL's and Apollo's codes, passed on unchanged. */
const STANDARD_CODES = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
];
const OWN_CODES: ErrorCode[] = [
  'BAD_REQUEST',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'EMAIL_TAKEN',
  'INVALID_CREDENTIALS',
  'CONFLICT',
  'RATE_LIMITED',
  'BUDGET_EXCEEDED',
  'SERVICE_UNAVAILABLE',
];
const PUBLIC_CODES = new Set<unknown>([...STANDARD_CODES, ...OWN_CODES]);

/** An invalid input, by its path in the arguments, and what it must be. Never holds its value. */
export interface FieldFault {
  field: string;
  message: string;
}

/** An error whose message and code reach the client. */
export class AppError extends GraphQLError {
  constructor(code: ErrorCode, message: string, extensions: Record<string, unknown> = {}) {
    super(message, { extensions: { code, ...extensions } });
  }
}

export const unauthenticated = () => new AppError('UNAUTHENTICATED', 'Sign in first: send a valid token.');
export const forbidden = () => new AppError('FORBIDDEN', 'This is for administrators.');
export const forbiddenToTokens = () =>
  new AppError('FORBIDDEN', 'Access tokens may not do this: sign in with the password.');
/** The whole request is refused, before anything runs. */
export const forbiddenToReaders = () =>
  new AppError('FORBIDDEN', 'This access token is read-only: it may run no mutation.', {
    http: { status: 403 },
  });
export const notFound = (what: string) => new AppError('NOT_FOUND', `${what} not found.`);
export const conflict = (message: string) => new AppError('CONFLICT', message);
export const emailTaken = () => new AppError('EMAIL_TAKEN', 'An account with this email exists already.');
/** One message for an unknown email, a wrong password and an inactive account, which reveals none of them. */
export const invalidCredentials = () => new AppError('INVALID_CREDENTIALS', 'Email or password is wrong.');
/** What a user may use in a month is used up, or promised to jobs in the queue. */
export const budgetExceeded = (budget: {
  unit: string;
  limit: number;
  used: number;
  promised: number;
  resetsAt: string;
}) =>
  new AppError(
    'BUDGET_EXCEEDED',
    `The budget of this month is used up. The next one begins on ${budget.resetsAt.slice(0, 10)}.`,
    { budget },
  );
export const isBudgetExceeded = (error: unknown): boolean =>
  error instanceof AppError && error.extensions.code === 'BUDGET_EXCEEDED';
export const serviceUnavailable = () =>
  new AppError('SERVICE_UNAVAILABLE', 'The service is not available at the moment. Try again soon.');
export const badUserInput = (...fields: FieldFault[]) =>
  new AppError('BAD_USER_INPUT', fields.map(({ field, message }) => `${field} ${message}`).join('; '), {
    fields,
  });

/** Where an error's cause is logged, and the request id that the client gets. */
export interface ErrorScope {
  requestId: string;
  log: Logger;
}

/**
 * Makes the error that a client gets. An error without a public code is logged with its cause, and reaches the client
 * as INTERNAL_SERVER_ERROR with the request's id and nothing else.
 */
export function presentError(error: GraphQLError, scope: ErrorScope): GraphQLFormattedError {
  const cause = rootCause(error);
  const place = {
    ...(error.locations && { locations: error.locations }),
    ...(error.path && { path: error.path }),
  };
  if (cause instanceof ArgumentValidationError)
    return { ...present(badUserInput(...faultsOf(cause))), ...place };
  const argument = faultyArgument(cause);
  if (argument !== null) return { ...present(badUserInput(argument)), ...place };
  if (PUBLIC_CODES.has(codeOf(error))) return { ...present(withoutValues(error)), ...place };
  if (isOutage(cause)) {
    scope.log.warn({ err: cause, requestId: scope.requestId }, 'MongoDB or Redis is unavailable');
    return { ...present(serviceUnavailable()), ...place };
  }
  scope.log.error({ err: cause, requestId: scope.requestId, path: error.path }, 'request failed');
  const { requestId } = scope;
  return {
    message: 'Internal server error',
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
    ...place,
  };
}

/**
 * graphql-js sets no code on the error of an invalid variable. Apollo adds it, but subscriptions do not run through
 * Apollo.
 */
function codeOf(error: GraphQLError): unknown {
  if (error.extensions.code !== undefined || error.nodes?.[0]?.kind !== Kind.VARIABLE_DEFINITION) {
    return error.extensions.code;
  }
  return 'BAD_USER_INPUT';
}

/**
 * The argument that execution refused because its variable is null or absent. Null for any other error. graphql-js sets
 * no code on such an error; its location is the argument's value.
 */
function faultyArgument(cause: unknown): FieldFault | null {
  if (!(cause instanceof GraphQLError) || cause.extensions.code !== undefined) return null;
  const kind = cause.nodes?.[0]?.kind;
  if (kind === undefined || kind === Kind.FIELD || kind === Kind.VARIABLE_DEFINITION) return null;
  const name = /^Argument "(\w+)"/.exec(cause.message)?.[1];
  return name === undefined ? null : { field: name, message: 'must be a value of its type, and not null' };
}

function present({ message, extensions }: GraphQLError): GraphQLFormattedError {
  // Outside production Apollo adds the stack, which is in the log.
  const { stacktrace: _, http: __, ...rest } = extensions;
  return { message, extensions: rest };
}

function rootCause(error: GraphQLError): unknown {
  let cause: unknown = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

/** graphql-js repeats a variable's value in its message, and a value may be a password. */
function withoutValues(error: GraphQLError): GraphQLError {
  const variable = /^Variable "\$(\w+)" (?:got invalid value|of)/.exec(error.message)?.[1];
  if (codeOf(error) !== 'BAD_USER_INPUT' || !variable) return error;
  const at =
    /; (Field "\w+" of required type "[^"]+" was not provided)|at "(?:\w+)((?:\.\w+|\[\d+\])*)"/.exec(
      error.message,
    );
  const path = /^[^;]* at "([\w.[\]]+)"; /.exec(error.message)?.[1] ?? variable;
  const expected = /(?:required|non-null(?:able)?)? ?type "([^"]+)"/i.exec(error.message)?.[1];
  const message = at?.[1] ?? (expected ? `does not fit the type ${expected}` : 'does not fit its type');
  return badUserInput({ field: path, message });
}

interface Violation {
  property: string;
  constraints?: Record<string, string>;
  children?: Violation[];
}

function faultsOf(error: ArgumentValidationError): FieldFault[] {
  const collect = (violations: Violation[], prefix: string): FieldFault[] =>
    violations.flatMap(({ property, constraints, children }) => [
      ...Object.values(constraints ?? {}).map((text) => ({
        field: prefix + property,
        message: text.startsWith(`${property} `) ? text.slice(property.length + 1) : text,
      })),
      ...collect(children ?? [], `${prefix}${property}.`),
    ]);
  return collect(error.extensions.validationErrors as Violation[], '');
}
