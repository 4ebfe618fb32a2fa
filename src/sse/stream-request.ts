import type { FastifyRequest } from 'fastify';
import { takeDocument } from '../execution/document-id.js';
import { dropEmptyName, readVariables } from '../execution/request-parameters.js';
import { AppError } from '../graphql/errors.js';
import type { TrustedDocuments } from '../limits/trusted-documents.js';

/** The parameters of a request for a stream. */
export interface StreamParameters {
  query: string;
  operationName?: string;
  variables?: Record<string, unknown>;
}

/**
 * Reads the parameters of GraphQL over HTTP, from the address of a GET or the body of a POST.
 * @throws BAD_REQUEST, and what takeDocument throws
 */
export function streamParameters(
  { method, query: inAddress, body }: FastifyRequest,
  trusted: TrustedDocuments | null,
): StreamParameters {
  const given = method === 'GET' ? inAddress : body;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw badRequest('The body must be a JSON object, with the type application/json.');
  }
  const parameters = { ...given } as Record<string, unknown>;
  dropEmptyName(parameters);
  takeDocument(parameters, trusted);
  const { query, operationName } = parameters;
  if (typeof query !== 'string' || query === '') throw badRequest('query must be a document.');
  if (operationName != null && typeof operationName !== 'string') {
    throw badRequest('operationName must be a string.');
  }
  const variables = parameters.variables === '' ? null : readVariables(parameters.variables);
  // Malformed JSON in an address reads as undefined.
  const malformed = variables === undefined && parameters.variables !== undefined;
  if (malformed || (variables != null && (typeof variables !== 'object' || Array.isArray(variables)))) {
    throw badRequest('variables must be a JSON object.');
  }
  return {
    query,
    ...(operationName != null && { operationName }),
    ...(variables != null && { variables: variables as Record<string, unknown> }),
  };
}

/** Whether a client accepts server-sent events, as it does without an `Accept` header. */
export const acceptsEvents = (accept: string | undefined): boolean =>
  accept === undefined || /(?:text\/event-stream|text\/\*|\*\/\*)/i.test(accept);

const badRequest = (message: string) => new AppError('BAD_REQUEST', message);
