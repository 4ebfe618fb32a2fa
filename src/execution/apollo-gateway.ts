import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { Context } from './context.js';
import type { Execution } from './execution.js';

type Gateway = ApolloServerOptionsWithGateway<Context>['gateway'];

/**
 * Has Apollo execute with ours. A gateway is the one place where Apollo takes an executor; everything around it
 * (parsing, validation, plugins, the form of errors) stays Apollo's.
 */
export function executeWith(execution: Execution, schema: GraphQLSchema): Gateway {
  return {
    onSchemaLoadOrUpdate(tell) {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
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
