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
import { withinTime } from '../../limits/time-limit.js';
import { createCompiledDocuments, type FindCompiled } from './compiled-documents.js';
import { asGraphqlJsError, firstOfEachNull } from './jit-error.js';
import { MappedStream } from './mapped-stream.js';

export interface Operation
  extends Pick<ExecutionArgs, 'rootValue' | 'contextValue' | 'variableValues' | 'operationName'> {
  /** Validated. */
  document: DocumentNode;
}

type Result = ExecutionResult | Promise<ExecutionResult>;

/** Executes operations with the answers of graphql-js, at less cost. */
export interface Execution {
  /** Answers a query or mutation within the time limit. */
  execute(operation: Operation): Result;
  /** The answers to a subscription's events, or the errors of its start. It has no time limit. */
  subscribe(
    operation: Operation,
    watch?: SubscriptionWatch,
  ): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
}

/** The document that starts a subscription, and callbacks for its start and its events. */
export interface SubscriptionWatch {
  /** Its root field's arguments start the subscription, in place of those of the operation's document. */
  document: DocumentNode;
  onStart(source: AsyncIterable<unknown>): void;
  /** Called before each event is answered. */
  onEvent(event: unknown): void;
}

interface ExecutionOptions<Context> {
  /** The longest that a query or mutation may take, in milliseconds; by default it has no limit. */
  timeLimitMs?: number;
  /** Runs before each event of a subscription is answered. */
  beforeEvent?(context: Context): void;
  findCompiled?: FindCompiled;
}

/** A compiled operation with its variables. */
interface Prepared {
  query: NonNullable<ReturnType<FindCompiled>>;
  variables: Record<string, unknown>;
}

export function createExecution<Context>(
  schema: GraphQLSchema,
  {
    timeLimitMs,
    beforeEvent,
    findCompiled = createCompiledDocuments(schema),
  }: ExecutionOptions<Context> = {},
): Execution {
  /** Undefined if graphql-js has to execute the operation. */
  function prepare(operation: Operation): Prepared | undefined {
    const query = findCompiled(operation.document, operation.operationName);
    const variables = query && coerced(operation);
    return query && variables && { query, variables };
  }

  function run(operation: Operation, prepared = prepare(operation)): Result {
    if (!prepared) return execute({ schema, ...operation });
    const result: Result = prepared.query(operation.rootValue, operation.contextValue, prepared.variables);
    return result instanceof Promise
      ? result.then((settled) => finish(operation, settled))
      : finish(operation, result);
  }

  /** The variables, if graphql-js accepts them; undefined where compiled code would coerce them differently. */
  function coerced({ document, operationName, variableValues }: Operation) {
    const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
    if (definitions.length === 0) return {};
    const { coerced: values } = getVariableValues(schema, definitions, variableValues ?? {});
    if (!values) return undefined;
    // For a null or absent variable graphql-js looks at what each argument allows.
    return definitions.every(({ variable }) => values[variable.name.value] != null)
      ? (variableValues ?? {})
      : undefined;
  }

  function finish(operation: Operation, result: ExecutionResult): Result {
    if (!result.errors) return result;
    // The variables are invalid, and no resolver ran: graphql-js makes the error messages.
    if (result.data === undefined) return execute({ schema, ...operation });
    const errors = firstOfEachNull(result.errors, result.data).map((error) =>
      asGraphqlJsError(error, operation.document),
    );
    return { ...result, errors };
  }

  return {
    execute(operation) {
      const result = run(operation);
      return timeLimitMs !== undefined && result instanceof Promise
        ? withinTime(result, timeLimitMs)
        : result;
    },

    async subscribe(operation, watch) {
      const started = { schema, ...operation, ...(watch && { document: watch.document }) };
      const events = await createSourceEventStream(started);
      if (!(Symbol.asyncIterator in events)) return events;
      watch?.onStart(events);
      let prepared: Prepared | undefined;
      return new MappedStream(events, (rootValue) => {
        beforeEvent?.(operation.contextValue as Context);
        watch?.onEvent(rootValue);
        // The events of a subscription have the same document and variables.
        prepared ??= prepare(operation);
        return run({ ...operation, rootValue }, prepared);
      });
    },
  };
}
