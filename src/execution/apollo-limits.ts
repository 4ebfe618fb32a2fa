import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import { OperationTypeNode } from 'graphql';
import { forbiddenToReaders } from '../graphql/errors.js';
import { limitHeaders, toExtension } from '../limits/limit-report.js';
import type { QueryLimits } from '../limits/query-limits.js';
import type { TrustedDocuments } from '../limits/trusted-documents.js';
import { Access } from '../modules/auth/access.js';
import type { Context } from './context.js';
import { takeDocument } from './document-id.js';
import {
  chosenOperation,
  dropEmptyName,
  type RequestParameters,
  readVariables,
  refuseSubscription,
} from './request-parameters.js';

/**
 * Parses a request's document, chooses its operation and checks it against the limits, before Apollo runs. Apollo
 * refuses a request without a document.
 * @throws what takeDocument and QueryLimits.read throw, and BAD_REQUEST for a subscription
 */
export function checkRequest(
  queryLimits: QueryLimits,
  trusted: TrustedDocuments | null,
  request: FastifyRequest,
) {
  const parameters = ((request.method === 'GET' ? request.query : request.body) ?? {}) as RequestParameters;
  if (typeof parameters !== 'object') return;
  dropEmptyName(parameters);
  takeDocument(parameters, trusted);
  const { query, variables, operationName } = parameters;
  if (typeof query !== 'string') return;
  const document = queryLimits.read(query, readVariables(variables));
  refuseSubscription(chosenOperation(document, operationName));
}

/** Refuses mutations to read-only access tokens, over every transport. */
export const readOnlyTokens: ApolloServerPlugin<Context> = {
  async requestDidStart({ contextValue: { viewer } }) {
    if (viewer?.access !== Access.READ_ONLY) return undefined;
    return {
      async didResolveOperation({ operation }) {
        if (operation?.operation === OperationTypeNode.MUTATION) throw forbiddenToReaders();
      },
    };
  },
};

/** Reports what is left of the caller's rate limits, in headers and in the answer. */
export const rateLimitReports: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue, response: { http, body } }) {
        const reports = contextValue.limits.reports();
        if (reports.length === 0) return;
        for (const [name, value] of limitHeaders(reports)) http.headers.set(name, value);
        if (body.kind !== 'single') return;
        const { data } = body.singleResult;
        // 429 is for a request that was refused as a whole.
        if (http.status === 429 && data && Object.values(data).some((value) => value !== null))
          http.status = 200;
        body.singleResult.extensions = {
          ...body.singleResult.extensions,
          rateLimit: reports.map(toExtension),
        };
      },
    };
  },
};
