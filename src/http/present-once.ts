import { randomUUID } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Context } from '../execution/context.js';
import { codeOf } from '../execution/operation-metrics.js';
import { presentError } from '../graphql/errors.js';
import type { Logger } from '../infra/logger.js';

/**
 * Presents each error while its request is known; `formatError` has no request to log it with.
 * @param failed called with the code of each error that a client gets
 */
export function presentOnce(log: Logger, failed?: (code: string) => void) {
  const presented = new WeakMap<object, GraphQLFormattedError>();
  const plugin: ApolloServerPlugin<Context> = {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue }) {
          for (const error of errors) presented.set(error, presentError(error, contextValue));
        },
      };
    },
    async unexpectedErrorProcessingRequest({ error, requestContext }) {
      requestContext.contextValue.log.error({ err: error }, 'request failed');
    },
  };
  const format = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const made = make(formatted, error);
    failed?.(codeOf(made));
    return made;
  };
  const make = (_: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const known = presented.get(error as GraphQLError);
    if (known) return known;
    // Refused before there was a context.
    const cause =
      error instanceof GraphQLError
        ? error
        : new GraphQLError('request failed', { originalError: error as Error });
    return presentError(cause, { requestId: randomUUID(), log });
  };
  return { plugin, format };
}
