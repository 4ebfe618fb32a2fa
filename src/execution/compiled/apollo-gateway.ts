import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { Execution } from './execution.js';

/**
 * Makes Apollo execute operations with `execution`: Apollo 4 and 5 take an executor from a gateway alone. Parsing,
 * validation, plugins and the form of errors stay Apollo's.
 */
export function gatewayOf<Context extends object>(
  execution: Execution,
  schema: GraphQLSchema,
): ApolloServerOptionsWithGateway<Context>['gateway'] {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    load: async () => ({
      executor: async ({ document, request, context }) =>
        execution.execute({
          document,
          contextValue: context,
          variableValues: request.variables,
          operationName: request.operationName,
        }),
    }),
    stop: async () => {},
  };
}
