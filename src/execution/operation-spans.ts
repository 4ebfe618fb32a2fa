import type { DocumentNode, ExecutionResult } from 'graphql';
import type { Tracing } from '../infra/telemetry/tracing.js';
import type { Context } from './context.js';
import { chosenOperation } from './request-parameters.js';

interface Operation {
  document: DocumentNode;
  operationName?: string | null | undefined;
  contextValue?: unknown;
}
type Result = ExecutionResult | Promise<ExecutionResult>;

/** Runs each query and mutation in a span. It begins a trace, whatever the client sends: clients are not trusted. */
export const traceOperations =
  <Each extends Operation>(execute: (operation: Each) => Result, tracing: Tracing) =>
  (operation: Each): Result => {
    const { document, operationName } = operation;
    const chosen = chosenOperation(document, operationName);
    const type = chosen?.operation ?? 'invalid';
    const name = chosen?.name?.value;
    const { requestId, viewer } = operation.contextValue as Context;
    const attributes = {
      'graphql.operation.type': type,
      ...(name && { 'graphql.operation.name': name }),
      'request.id': requestId,
      ...(viewer && { 'user.id': viewer.id }),
    };
    return tracing.span(name ? `${type} ${name}` : type, { kind: 'SERVER', attributes }, async (span) => {
      const result = await execute(operation);
      const [error] = result.errors ?? [];
      if (error) span.fail(String(error.extensions?.code ?? 'INTERNAL_SERVER_ERROR'));
      return result;
    });
  };
