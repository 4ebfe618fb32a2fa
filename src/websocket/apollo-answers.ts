import { randomUUID } from 'node:crypto';
import type { ApolloServer } from '@apollo/server';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Context } from '../execution/context.js';
import { codeOf } from '../execution/operation-metrics.js';
import { type ErrorScope, presentError } from '../graphql/errors.js';
import type { Logger } from '../infra/logger.js';

interface Prepared {
  schema: GraphQLSchema;
  document: DocumentNode;
  contextValue: Context;
}

/**
 * Apollo's answers over a WebSocket. Its plugins and `formatError` do not reach graphql-ws: Apollo answers queries and
 * mutations, and the errors of subscriptions are presented by the same function.
 * @param failed called with the code of each error that Apollo does not format
 */
export function createApolloAnswers(
  apollo: ApolloServer<Context>,
  log: Logger,
  failed?: (code: string) => void,
) {
  /** One request id for each operation. */
  const scopes = new WeakMap<SubscribePayload, ErrorScope>();
  /** Apollo's answers, by the arguments of the execution that graphql-ws is about to start. */
  const answers = new WeakMap<object, ExecutionResult>();
  /** Errors that Apollo has formatted. */
  const presented = new WeakMap<GraphQLError, GraphQLFormattedError>();

  function scopeOf(payload: SubscribePayload): ErrorScope {
    const scope = scopes.get(payload) ?? { requestId: randomUUID(), log };
    scopes.set(payload, scope);
    return scope;
  }

  function asGraphQLError(formatted: GraphQLFormattedError): GraphQLError {
    const error = new GraphQLError(formatted.message);
    presented.set(error, formatted);
    return error;
  }

  function presentNew(error: GraphQLError, payload: SubscribePayload): GraphQLFormattedError {
    const made = presentError(error, scopeOf(payload));
    failed?.(codeOf(made));
    return made;
  }

  return {
    scopeOf,

    /** The arguments of an execution whose answer is `answerOf` them; errors where nothing was executed. */
    async answer(
      payload: SubscribePayload,
      { schema, document, contextValue }: Prepared,
    ): Promise<GraphQLError[] | ExecutionArgs> {
      const { query, operationName, variables } = payload;
      const request = {
        query,
        ...(operationName != null && { operationName }),
        ...(variables != null && { variables: variables as Record<string, unknown> }),
      };
      const { body } = await apollo.executeOperation(request, { contextValue });
      if (body.kind !== 'single') throw new Error('incremental delivery is not part of this schema');
      const { data, errors } = body.singleResult;
      if (data === undefined && errors) return errors.map(asGraphQLError);
      const execution: ExecutionArgs = { schema, document, operationName, contextValue };
      answers.set(execution, body.singleResult as ExecutionResult);
      return execution;
    },

    answerOf: (execution: object) => answers.get(execution) as ExecutionResult,

    present: (payload: SubscribePayload, errors: readonly (GraphQLError | GraphQLFormattedError)[]) =>
      errors.map((error) =>
        error instanceof GraphQLError ? (presented.get(error) ?? presentNew(error, payload)) : error,
      ),
  };
}
