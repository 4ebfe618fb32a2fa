import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
} from 'graphql';
import { createCompiledDocuments, type FindCompiled } from './compiled-documents.js';
import { asGraphqlJsError, firstOfEachNull } from './jit-error.js';
import { MappedStream } from './mapped-stream.js';

export interface Operation
  extends Pick<ExecutionArgs, 'rootValue' | 'contextValue' | 'variableValues' | 'operationName'> {
  /** Validated. */
  document: DocumentNode;
}

/** Answers operations as graphql-js does, and at less cost. */
export interface Execution {
  execute(operation: Operation): ExecutionResult | Promise<ExecutionResult>;
  /** The answers to a subscription's events, or why there are none. */
  subscribe(operation: Operation): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
}

export function createExecution(
  schema: GraphQLSchema,
  findCompiled: FindCompiled = createCompiledDocuments(schema),
): Execution {
  function run(operation: Operation): ExecutionResult | Promise<ExecutionResult> {
    const query = findCompiled(operation.document, operation.operationName);
    const variables = query && coerced(operation);
    if (!query || !variables) return execute({ schema, ...operation });
    const result: ExecutionResult | Promise<ExecutionResult> = query(
      operation.rootValue,
      operation.contextValue,
      variables,
    );
    return result instanceof Promise
      ? result.then((settled) => finish(operation, settled))
      : finish(operation, result);
  }

  /** The variables as graphql-js judges them; undefined where compiled code would judge them otherwise. */
  function coerced({ document, operationName, variableValues = {} }: Operation) {
    const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
    if (definitions.length === 0) return {};
    const { coerced: values } = getVariableValues(schema, definitions, variableValues ?? {});
    if (!values) return undefined;
    // For a null, or none at all, graphql-js looks at what each argument allows.
    return definitions.every(({ variable }) => values[variable.name.value] != null)
      ? (variableValues ?? {})
      : undefined;
  }

  function finish(operation: Operation, result: ExecutionResult) {
    if (!result.errors) return result;
    // The variables don't fit, and no resolver ran: graphql-js says it in its own words.
    if (result.data === undefined) return execute({ schema, ...operation });
    const errors = firstOfEachNull(result.errors, result.data).map((error) =>
      asGraphqlJsError(error, operation.document),
    );
    return { ...result, errors };
  }

  return {
    execute: run,
    async subscribe(operation) {
      const events = await createSourceEventStream({ schema, ...operation });
      if (!(Symbol.asyncIterator in events)) return events;
      const { document, contextValue, variableValues, operationName } = operation;
      return new MappedStream(events, (rootValue) =>
        run({ document, rootValue, contextValue, variableValues, operationName }),
      );
    },
  };
}
